package klarsyn.plan.nnunet;

import java.util.List;

/**
 * The network of an nnU-Net configuration; one entry per resolution, the finest first.
 *
 * <p>All other keys of {@code architecture} are the same in all supported plans: convolutions with a bias, instance
 * norm with affine parameters, leaky ReLU, no dropout.
 *
 * @param network  class
 * @param features channels of each resolution
 * @param kernels  kernel sizes, two numbers in 2-D, three in 3-D
 * @param strides  from the previous resolution, likewise; ones for the first
 * @param encoder  convolutions, or residual blocks, of each resolution in the encoder
 * @param decoder  convolutions of each resolution in the decoder, one entry less, the coarsest first
 */
public record NnunetArchitecture(
        NnunetNetwork network,
        List<Integer> features,
        List<List<Integer>> kernels,
        List<List<Integer>> strides,
        List<Integer> encoder,
        List<Integer> decoder) {

    /** Copies the lists; rejects lists of inconsistent length, and sizes that are neither 2-D nor 3-D. */
    public NnunetArchitecture {
        features = List.copyOf(features);
        kernels = kernels.stream().map(List::copyOf).toList();
        strides = strides.stream().map(List::copyOf).toList();
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
        int stages = features.size();
        if (stages < 1
                || kernels.size() != stages
                || strides.size() != stages
                || encoder.size() != stages
                || decoder.size() != stages - 1) {
            throw new IllegalArgumentException(
                    "inconsistent lengths: %d features, %d kernel_sizes, %d strides, %d and %d stages"
                            .formatted(stages, kernels.size(), strides.size(), encoder.size(), decoder.size()));
        }
        int axes = kernels.getFirst().size();
        if ((axes != 2 && axes != 3)
                || kernels.stream().anyMatch(kernel -> kernel.size() != axes)
                || strides.stream().anyMatch(stride -> stride.size() != axes)) {
            throw new IllegalArgumentException("kernel_sizes and strides must all have two or all have three numbers");
        }
        if (features.stream().anyMatch(n -> n < 1)
                || encoder.stream().anyMatch(n -> n < 1)
                || decoder.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("features and stages must be 1 or more");
        }
    }

    /** 2 or 3. */
    public int axes() {
        return kernels.getFirst().size();
    }
}
