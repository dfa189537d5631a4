package klarsyn.nn;

import java.util.List;

/**
 * Architecture of a U-Net: one entry per resolution, the finest first.
 *
 * @param inChannels    channels of the image
 * @param classes       channels of the logits: background and labels, or regions
 * @param features      channels of each resolution
 * @param kernels       kernel size of each resolution along depth, height, width
 * @param strides       from the previous resolution along depth, height, width; ones for the first
 * @param encoderBlocks blocks of each resolution in the encoder: convolutions, or residual blocks of two each
 * @param decoderBlocks the same in the decoder, one entry fewer: the coarsest resolution has none
 * @param supervised    number of resolutions with logits in training, the finest first, at least 1
 * @param style         kind of blocks
 */
public record UNetArchitecture(
        int inChannels,
        int classes,
        List<Integer> features,
        List<List<Integer>> kernels,
        List<List<Integer>> strides,
        List<Integer> encoderBlocks,
        List<Integer> decoderBlocks,
        int supervised,
        UNetStyle style) {

    /** Rejects lists of different lengths and counts below one. */
    public UNetArchitecture {
        features = List.copyOf(features);
        kernels = kernels.stream().map(List::copyOf).toList();
        strides = strides.stream().map(List::copyOf).toList();
        encoderBlocks = List.copyOf(encoderBlocks);
        decoderBlocks = List.copyOf(decoderBlocks);
        int stages = features.size();
        if (stages < 1 || kernels.size() != stages || strides.size() != stages || encoderBlocks.size() != stages) {
            throw new IllegalArgumentException(
                    "features, kernels, strides and encoderBlocks must have one entry per resolution: %d, %d, %d, %d"
                            .formatted(stages, kernels.size(), strides.size(), encoderBlocks.size()));
        }
        if (decoderBlocks.size() != stages - 1) {
            throw new IllegalArgumentException("decoderBlocks has %d entries, must have %d (all but the coarsest)"
                    .formatted(decoderBlocks.size(), stages - 1));
        }
        if (inChannels < 1 || classes < 1 || supervised < 1 || supervised > Math.max(1, stages - 1)) {
            throw new IllegalArgumentException("inChannels %d, classes %d, supervised %d of %d resolutions"
                    .formatted(inChannels, classes, supervised, stages));
        }
    }

    /**
     * A plain U-Net in Klarsyn's variant.
     *
     * @param convolutions of each resolution, in the encoder and again in the decoder
     */
    public static UNetArchitecture plain(
            int inChannels,
            int classes,
            List<Integer> features,
            List<List<Integer>> kernels,
            List<List<Integer>> strides,
            List<Integer> convolutions,
            int supervised) {
        return new UNetArchitecture(
                inChannels,
                classes,
                features,
                kernels,
                strides,
                convolutions,
                convolutions.subList(0, Math.max(0, convolutions.size() - 1)),
                supervised,
                UNetStyle.PLAIN);
    }

    /**
     * nnU-Net's U-Net with residual encoder: one convolution per resolution in the decoder.
     *
     * @param blocks residual blocks of each resolution of the encoder
     */
    public static UNetArchitecture residualEncoder(
            int inChannels,
            int classes,
            List<Integer> features,
            List<List<Integer>> kernels,
            List<List<Integer>> strides,
            List<Integer> blocks,
            int supervised) {
        return plain(inChannels, classes, features, kernels, strides, blocks, supervised)
                .withDecoderBlocks(java.util.Collections.nCopies(Math.max(0, blocks.size() - 1), 1))
                .withStyle(UNetStyle.RESIDUAL_ENCODER);
    }

    /**
     * The ResUNet of the literature.
     *
     * @param blocks residual blocks of each resolution, in the encoder and again in the decoder
     */
    public static UNetArchitecture residual(
            int inChannels,
            int classes,
            List<Integer> features,
            List<List<Integer>> kernels,
            List<List<Integer>> strides,
            List<Integer> blocks,
            int supervised) {
        return plain(inChannels, classes, features, kernels, strides, blocks, supervised)
                .withStyle(UNetStyle.RESIDUAL);
    }

    /** With other channels. */
    public UNetArchitecture withFeatures(List<Integer> others) {
        return new UNetArchitecture(
                inChannels, classes, others, kernels, strides, encoderBlocks, decoderBlocks, supervised, style);
    }

    /** With another decoder. */
    public UNetArchitecture withDecoderBlocks(List<Integer> others) {
        return new UNetArchitecture(
                inChannels, classes, features, kernels, strides, encoderBlocks, others, supervised, style);
    }

    /** With another number of supervised resolutions. */
    public UNetArchitecture withSupervised(int resolutions) {
        return new UNetArchitecture(
                inChannels, classes, features, kernels, strides, encoderBlocks, decoderBlocks, resolutions, style);
    }

    /** With other blocks. */
    public UNetArchitecture withStyle(UNetStyle other) {
        return new UNetArchitecture(
                inChannels, classes, features, kernels, strides, encoderBlocks, decoderBlocks, supervised, other);
    }

    /** The encoder. */
    public EncoderArchitecture encoder() {
        return new EncoderArchitecture(inChannels, features, kernels, strides, encoderBlocks, style);
    }

    /** Number of resolutions. */
    public int stages() {
        return features.size();
    }

    /** Voxels along depth, height or width (0 to 2) per voxel of the coarsest resolution. */
    public int divisor(int axis) {
        return strides.stream().mapToInt(stride -> stride.get(axis)).reduce(1, Math::multiplyExact);
    }

    /** Number of learned parameters. */
    public long parameters() {
        return new UNetCount(this).learned();
    }

    /** Floating-point operations of the convolutions in a forward pass of one sample; a backward pass has twice as many. */
    public double operations(int depth, int height, int width) {
        return new UNetOperations(this).forward(depth, height, width);
    }

    /** Number of values in a file of its weights: parameters and batch norm statistics. */
    public long numbers() {
        return new UNetCount(this).learned() + new UNetCount(this).statistics();
    }
}
