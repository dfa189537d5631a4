package klarsyn.nn;

import java.util.List;

/** Counts the floating-point operations of a U-Net's convolutions; a multiplication and an addition are two. */
final class UNetOperations {

    private final UNetArchitecture shape;
    private final UNetStyle style;

    UNetOperations(UNetArchitecture shape) {
        this.shape = shape;
        this.style = shape.style();
    }

    /** Operations of a forward pass of one sample. */
    double forward(int depth, int height, int width) {
        double voxels = (double) depth * height * width;
        double operations = 0;
        for (int s = 0; s < shape.stages(); s++) {
            voxels /= product(shape.strides().get(s));
            operations += voxels * encoder(s);
            if (s + 1 < shape.stages()) {
                operations += voxels * decoder(s);
            }
            if (s < shape.supervised()) {
                operations += voxels * 2 * shape.features().get(s) * shape.classes();
            }
        }
        return operations;
    }

    /** Operations per voxel of a stage's output. */
    private double encoder(int s) {
        double out = shape.features().get(s);
        double in = s == 0 ? shape.inChannels() : shape.features().get(s - 1);
        double stem = s == 0 && style.hasStem() ? convolution(in, out, s) : 0;
        return stem + blocks(stem > 0 ? out : in, s, shape.encoderBlocks().get(s), style.residualEncoder());
    }

    private double decoder(int s) {
        double out = shape.features().get(s);
        double up = 2.0 * shape.features().get(s + 1) * out;
        return up + blocks(2 * out, s, shape.decoderBlocks().get(s), style.residualDecoder());
    }

    private double blocks(double in, int s, int count, boolean residual) {
        double out = shape.features().get(s);
        double inner = convolution(out, out, s);
        return convolution(in, out, s) + (count - 1) * inner + (residual ? count * inner : 0);
    }

    private double convolution(double in, double out, int s) {
        return 2 * in * out * product(shape.kernels().get(s));
    }

    private static double product(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }
}
