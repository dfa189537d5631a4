package klarsyn.nn;

import java.util.List;

/**
 * The shape of a plain U-Net, as nnU-Net writes it: one entry a resolution, the finest first.
 *
 * @param inChannels   channels of the image
 * @param classes      classes of the logits, background included
 * @param features     channels of each resolution
 * @param kernels      kernel size of each resolution along depth, height, width
 * @param strides      step from the resolution before along depth, height, width; ones for the first
 * @param convolutions convolutions of each resolution, in the encoder and again in the decoder
 * @param supervised   resolutions that get logits of their own in training, the finest first, at least 1
 */
public record UNetArchitecture(
        int inChannels,
        int classes,
        List<Integer> features,
        List<List<Integer>> kernels,
        List<List<Integer>> strides,
        List<Integer> convolutions,
        int supervised) {

    /** Refuses lists of different lengths and counts below one. */
    public UNetArchitecture {
        features = List.copyOf(features);
        kernels = kernels.stream().map(List::copyOf).toList();
        strides = strides.stream().map(List::copyOf).toList();
        convolutions = List.copyOf(convolutions);
        int stages = features.size();
        if (stages < 1 || kernels.size() != stages || strides.size() != stages || convolutions.size() != stages) {
            throw new IllegalArgumentException(
                    "features, kernels, strides and convolutions must have one entry a resolution: %d, %d, %d, %d"
                            .formatted(stages, kernels.size(), strides.size(), convolutions.size()));
        }
        if (inChannels < 1 || classes < 2 || supervised < 1 || supervised > Math.max(1, stages - 1)) {
            throw new IllegalArgumentException("inChannels %d, classes %d, supervised %d of %d resolutions"
                    .formatted(inChannels, classes, supervised, stages));
        }
    }

    /** The same with other channels. */
    public UNetArchitecture withFeatures(List<Integer> others) {
        return new UNetArchitecture(inChannels, classes, others, kernels, strides, convolutions, supervised);
    }

    /** Number of resolutions. */
    public int stages() {
        return features.size();
    }

    /** Voxels along depth, height or width (0 to 2) that one voxel of the coarsest resolution spans. */
    public int divisor(int axis) {
        return strides.stream().mapToInt(stride -> stride.get(axis)).reduce(1, Math::multiplyExact);
    }

    /** Number of single numbers that the network learns. */
    public long parameters() {
        long sum = 0;
        for (int s = 0; s < stages(); s++) {
            long in = s == 0 ? inChannels : features.get(s - 1);
            long out = features.get(s);
            sum += stage(in, s);
            if (s + 1 < stages()) {
                sum += features.get(s + 1) * out * product(strides.get(s + 1)) + stage(2 * out, s);
            }
            if (s < supervised) {
                sum += (out + 1) * classes;
            }
        }
        return sum;
    }

    private long stage(long in, int s) {
        long out = features.get(s);
        long count = convolutions.get(s);
        return (in + (count - 1) * out) * out * product(kernels.get(s)) + 2 * out * count;
    }

    private static long product(List<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
