package klarsyn.nn;

import java.util.List;
import klarsyn.nn.layer.Norm;

/** Counts the parameters of a U-Net without creating one, to check a file's size before allocating memory. */
final class UNetCount {

    private final UNetArchitecture shape;
    private final UNetStyle style;
    private long unnormed;
    private long normed;

    UNetCount(UNetArchitecture shape) {
        this.shape = shape;
        this.style = shape.style();
        for (int s = 0; s < shape.stages(); s++) {
            encoder(s);
            if (s + 1 < shape.stages()) {
                decoder(s);
            }
            if (s < shape.supervised()) {
                unnormed += (shape.features().get(s) + 1L) * shape.classes();
            }
        }
    }

    /** Weights, biases, and scale and shift of norms. */
    long learned() {
        return unnormed + 2 * normed;
    }

    /** Values of the encoder, including batch norm statistics. */
    long encoderNumbers() {
        unnormed = 0;
        normed = 0;
        for (int s = 0; s < shape.stages(); s++) {
            encoder(s);
        }
        return learned() + statistics();
    }

    /** Means and variances of batch norms. */
    long statistics() {
        return style.norm() == Norm.Kind.BATCH ? 2 * normed : 0;
    }

    private void encoder(int s) {
        long in = s == 0 ? shape.inChannels() : shape.features().get(s - 1);
        long out = shape.features().get(s);
        if (s == 0 && style.hasStem()) {
            block(in, out, s);
            in = out;
        }
        blocks(in, s, shape.encoderBlocks().get(s), style.residualEncoder());
    }

    private void decoder(int s) {
        long below = shape.features().get(s + 1);
        long out = shape.features().get(s);
        List<Integer> stride = shape.strides().get(s + 1);
        convolution(below, out, product(stride));
        if (style.gates() == UNetStyle.Gates.ATTENTION) {
            unnormed += out * out * product(stride) + (below + 1) * out + out + 1;
        }
        blocks(2 * out, s, shape.decoderBlocks().get(s), style.residualDecoder());
    }

    private void blocks(long in, int s, int count, boolean residual) {
        long out = shape.features().get(s);
        for (int i = 0; i < count; i++) {
            long from = i == 0 ? in : out;
            block(from, out, s);
            if (residual) {
                block(out, out, s);
                if (from != out) { // the projection has no bias
                    unnormed += from * out;
                    normed += out;
                }
            }
        }
    }

    private void block(long in, long out, int s) {
        convolution(in, out, product(shape.kernels().get(s)));
        normed += out;
    }

    private void convolution(long in, long out, long taps) {
        unnormed = Math.addExact(unnormed, Math.multiplyExact(Math.multiplyExact(in, out), taps));
        unnormed += style.biases() == UNetStyle.Biases.EVERYWHERE ? out : 0;
    }

    private static long product(List<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
