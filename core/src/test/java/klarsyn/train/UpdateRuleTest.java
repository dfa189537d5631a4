package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.plan.Optimization;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateRuleTest {

    @ParameterizedTest
    @CsvSource({"24, 648", "48, 24", "16, 16"})
    void muons_direction_has_singular_values_near_one(int rows, int columns) {
        try (Scope _ = Scope.open("test")) {
            float[] values = new float[rows * columns];
            RandomGenerator random = Seed.of(1).generator();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            Tensor direction = UpdateRule.Muon.orthogonalized(Tensor.of(values, rows, columns));
            int rank = Math.min(rows, columns);
            // five Newton–Schulz steps bring singular values to between 0.7 and 1.2, small ones not all the way
            double meanSquare = Math.pow(direction.norm().item(), 2) / rank;
            assertThat(meanSquare).isBetween(0.6, 1.3);
        }
    }

    /** X ← a X + (b G + c G²) X with G = XXᵀ, in double precision and as published. */
    @ParameterizedTest
    @CsvSource({"6, 20", "20, 6"})
    void muons_direction_is_that_of_five_steps_on_the_whole_matrix(int rows, int columns) {
        RandomGenerator random = Seed.of(2).generator();
        double[][] matrix = new double[rows][columns];
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
            matrix[i / columns][i % columns] = values[i];
        }
        double[][] expected = rows > columns ? turned(orthogonalized(turned(matrix))) : orthogonalized(matrix);
        try (Scope _ = Scope.open("test")) {
            float[] direction = UpdateRule.Muon.orthogonalized(Tensor.of(values, rows, columns))
                    .toFloatArray();
            for (int i = 0; i < values.length; i++) {
                assertThat((double) direction[i]).isCloseTo(expected[i / columns][i % columns], within(1e-4));
            }
        }
    }

    private static double[][] orthogonalized(double[][] matrix) {
        double norm = Math.sqrt(Arrays.stream(matrix)
                .flatMapToDouble(Arrays::stream)
                .map(value -> value * value)
                .sum());
        double[][] x = combined(1 / norm, matrix, 0, matrix);
        for (int step = 0; step < 5; step++) {
            double[][] gram = product(x, turned(x));
            double[][] polynomial = combined(-4.7750, gram, 2.0315, product(gram, gram));
            x = combined(3.4445, x, 1, product(polynomial, x));
        }
        return x;
    }

    private static double[][] combined(double a, double[][] first, double b, double[][] second) {
        double[][] sum = new double[first.length][first[0].length];
        for (int i = 0; i < sum.length; i++) {
            for (int k = 0; k < sum[i].length; k++) {
                sum[i][k] = a * first[i][k] + b * second[i][k];
            }
        }
        return sum;
    }

    private static double[][] product(double[][] first, double[][] second) {
        double[][] product = new double[first.length][second[0].length];
        for (int i = 0; i < product.length; i++) {
            for (int k = 0; k < product[i].length; k++) {
                for (int inner = 0; inner < second.length; inner++) {
                    product[i][k] += first[i][inner] * second[inner][k];
                }
            }
        }
        return product;
    }

    private static double[][] turned(double[][] matrix) {
        double[][] turned = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int k = 0; k < turned.length; k++) {
                turned[k][i] = matrix[i][k];
            }
        }
        return turned;
    }

    @Test
    void adamws_first_step_is_the_learning_rate_against_the_sign() {
        try (Scope _ = Scope.open("test");
                Autograd _ = Autograd.off()) {
            Optimization settings = Optimization.DEFAULT;
            Tensor parameter = Tensor.of(new float[] {1, 1}, 2);
            UpdateRule rule = new UpdateRule.AdamW(settings, parameter.zerosLike(), parameter.zerosLike());
            rule.update(parameter, Tensor.of(new float[] {0.3f, -20}, 2), 1, 1);
            float step = (float) settings.learningRate();
            assertThat(parameter.toFloatArray()).containsExactly(new float[] {1 - step, 1 + step}, within(2e-6f));
        }
    }

    @Test
    void adamw_follows_pytorch() {
        // p = torch.tensor([0.5, -1.0]).reshape(1, 2); o = torch.optim.AdamW([p], 3e-3, (0.9, 0.99), weight_decay=1e-4)
        // three steps with gradients [0.1, -0.2], [0.3, 0.1], [-0.2, 0.4]
        try (Scope _ = Scope.open("test");
                Autograd _ = Autograd.off()) {
            Tensor parameter = Tensor.of(new float[] {0.5f, -1}, 1, 2);
            UpdateRule rule = new UpdateRule.AdamW(Optimization.DEFAULT, parameter.zerosLike(), parameter.zerosLike());
            float[][] gradients = {{0.1f, -0.2f}, {0.3f, 0.1f}, {-0.2f, 0.4f}};
            for (int step = 1; step <= 3; step++) {
                rule.update(parameter, Tensor.of(gradients[step - 1], 1, 2), 1, step);
            }
            assertThat(parameter.toFloatArray()).containsExactly(PYTORCH_ADAMW, within(2e-6f));
        }
    }

    private static final float[] PYTORCH_ADAMW = {0.493478f, -0.997567f};

    @Test
    void nesterovs_momentum_follows_pytorch() {
        // torch.optim.SGD([p], 3e-3, momentum=0.99, nesterov=True, weight_decay=1e-4), the same gradients
        try (Scope _ = Scope.open("test");
                Autograd _ = Autograd.off()) {
            Tensor parameter = Tensor.of(new float[] {0.5f, -1}, 1, 2);
            UpdateRule rule = new UpdateRule.SgdNesterov(Optimization.DEFAULT, parameter.zerosLike());
            float[][] gradients = {{0.1f, -0.2f}, {0.3f, 0.1f}, {-0.2f, 0.4f}};
            for (int step = 1; step <= 3; step++) {
                rule.update(parameter, Tensor.of(gradients[step - 1], 1, 2), 1, step);
            }
            assertThat(parameter.toFloatArray()).containsExactly(PYTORCH_SGD, within(2e-6f));
        }
    }

    private static final float[] PYTORCH_SGD = {0.497337f, -1.000912f};
}
