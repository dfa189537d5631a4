package klarsyn.tensor;

import java.util.List;
import klarsyn.base.Workers;
import org.bytedeco.pytorch.global.torch;

/**
 * Speed of convolutions on one core of this processor, as libtorch computes them.
 *
 * <p>Processor flags do not show it: libraries without support for an instruction set emulate BF16, thirty times slower
 * than FP32.
 */
public final class ConvolutionSpeed {

    private static final int CHANNELS = 32;
    private static final int EDGE = 16;
    private static final int RUNS = 20;
    private static final double SECONDS = 0.1;
    private static final long[] ONES = {1, 1, 1};

    private ConvolutionSpeed() {}

    /**
     * Measures a 3×3×3 convolution of 32 channels on 16×16×16 voxels, channels last, forward and backward, in about a
     * tenth of a second, in a thread of its own.
     *
     * @return GFLOP/s of the fastest run, above 0
     */
    public static double gigaflops(Precision precision) {
        double fastest = new Workers(1)
                .map(List.of(precision), Precision::name, ConvolutionSpeed::fastest)
                .getFirst();
        double operations = 3.0 * 2 * 27 * CHANNELS * CHANNELS * EDGE * EDGE * EDGE;
        return operations / fastest / 1e9;
    }

    private static double fastest(Precision precision) {
        Natives.load();
        torch.set_num_threads(1);
        double fastest = Double.POSITIVE_INFINITY;
        long start = System.nanoTime();
        try (Scope _ = Scope.open("convolution speed")) {
            Tensor image = Tensor.zeros(1, CHANNELS, EDGE, EDGE, EDGE).asParameter();
            Tensor weight = Tensor.zeros(CHANNELS, CHANNELS, 3, 3, 3).asParameter();
            for (int run = 0; run < RUNS && (run < 2 || System.nanoTime() - start < SECONDS * 1e9); run++) {
                fastest = Math.min(fastest, seconds(image, weight, precision));
            }
        } finally {
            torch.set_num_threads(Engine.cores()); // threads that start later copy this number
        }
        return fastest;
    }

    private static double seconds(Tensor image, Tensor weight, Precision precision) {
        try (Scope _ = Scope.open("convolution speed")) {
            Tensor input = image.to(precision).to(Layout.CHANNELS_LAST);
            long start = System.nanoTime();
            Tensor output = input.convolve(weight, ONES, ONES);
            Autograd.gradients(output.sum(), List.of(image, weight));
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
