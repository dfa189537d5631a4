package klarsyn.bench;

import klarsyn.tensor.Engine;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** The speed of one product of large matrices in one thread, as the limit for convolutions. */
final class SpeedOfProducts {

    private static final int SIZE = 1024;
    private static final int TRIALS = 20;

    private SpeedOfProducts() {}

    /** GFLOP/s of the fastest of twenty products of 1024 × 1024 matrices. */
    static double gigaflops(Precision precision) {
        Engine.useThreads(1);
        double fastest = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < TRIALS; trial++) {
            try (Scope _ = Scope.open("product")) {
                Tensor matrix = Tensor.zeros(SIZE, SIZE).to(precision);
                long start = System.nanoTime();
                matrix.matmul(matrix);
                fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
            }
        }
        return 2.0 * SIZE * SIZE * SIZE / fastest / 1e9;
    }
}
