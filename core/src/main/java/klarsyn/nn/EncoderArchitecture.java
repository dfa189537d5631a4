package klarsyn.nn;

import java.util.Collections;
import java.util.List;

/**
 * Architecture of a convolutional encoder: one entry per resolution, the finest first.
 *
 * @param inChannels channels of the image
 * @param features   channels of each resolution
 * @param kernels    kernel size of each resolution along depth, height, width
 * @param strides    from the previous resolution along depth, height, width; ones for the first
 * @param blocks     blocks of each resolution: convolutions, or residual blocks of two each
 * @param style      kind of blocks
 */
public record EncoderArchitecture(
        int inChannels,
        List<Integer> features,
        List<List<Integer>> kernels,
        List<List<Integer>> strides,
        List<Integer> blocks,
        UNetStyle style) {

    /** Copies the lists; rejects lists of different lengths. */
    public EncoderArchitecture {
        features = List.copyOf(features);
        kernels = kernels.stream().map(List::copyOf).toList();
        strides = strides.stream().map(List::copyOf).toList();
        blocks = List.copyOf(blocks);
        int stages = features.size();
        if (inChannels < 1
                || stages < 1
                || kernels.size() != stages
                || strides.size() != stages
                || blocks.size() != stages) {
            throw new IllegalArgumentException(
                    "features, kernels, strides and blocks must have one entry per resolution: %d, %d, %d, %d"
                            .formatted(stages, kernels.size(), strides.size(), blocks.size()));
        }
    }

    /** Number of resolutions. */
    public int stages() {
        return features.size();
    }

    /** What the size of an image along an axis, 0 to 2, must be a multiple of. */
    public int divisor(int axis) {
        return strides.stream().mapToInt(stride -> stride.get(axis)).reduce(1, (a, b) -> a * b);
    }

    /** Numbers values in a file of its weights, including statistics of batch norms. */
    public long numbers() {
        return new UNetCount(asUNet()).encoderNumbers();
    }

    /** A U-Net with this encoder. */
    private UNetArchitecture asUNet() {
        List<Integer> decoder = Collections.nCopies(stages() - 1, 1);
        return new UNetArchitecture(inChannels, 1, features, kernels, strides, blocks, decoder, 1, style);
    }
}
