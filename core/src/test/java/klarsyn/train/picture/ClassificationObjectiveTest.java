package klarsyn.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.TinyClassifiers;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Device;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.ClassNumber;
import org.junit.jupiter.api.Test;

/** Three classes; the loss is that of PyTorch's {@code cross_entropy(logits, targets, label_smoothing=s)}. */
class ClassificationObjectiveTest {

    private static final double[][] LOGITS = {{1, 2, 0.5}, {-1, 0, 3}};

    private static List<Sample<ClassNumber>> samples(int... classes) {
        return IntStream.of(classes)
                .mapToObj(
                        number -> new Sample<>(TinyClassifiers.gray().patch(), new float[48], new ClassNumber(number)))
                .toList();
    }

    private static double loss(double smoothing, int first, int second) {
        try (Scope _ = Scope.open("test")) {
            Tensor logits = Tensor.of(new float[] {1, 2, 0.5f, -1, 0, 3}, 2, 3);
            return objective(smoothing)
                    .loss(List.of(logits), samples(first, second), Device.CPU)
                    .item();
        }
    }

    private static ClassificationObjective objective(double smoothing) {
        return new ClassificationObjective(TinyClassifiers.with(PictureAugmentation.NONE, smoothing));
    }

    private static double logProbability(int sample, int k) {
        double sum = 0;
        for (double logit : LOGITS[sample]) {
            sum += Math.exp(logit);
        }
        return LOGITS[sample][k] - Math.log(sum);
    }

    @Test
    void it_is_the_mean_negative_log_probability_of_the_true_class() {
        assertThat(loss(0, 1, 2)).isCloseTo(-(logProbability(0, 1) + logProbability(1, 2)) / 2, within(1e-6));
        assertThat(loss(0, 0, 0)).isCloseTo(-(logProbability(0, 0) + logProbability(1, 0)) / 2, within(1e-6));
    }

    @Test
    void smoothing_distributes_a_share_over_all_classes() {
        double all = 0;
        for (int sample = 0; sample < 2; sample++) {
            for (int k = 0; k < 3; k++) {
                all -= logProbability(sample, k) / 3 / 2;
            }
        }

        assertThat(loss(0.3, 1, 2)).isCloseTo(0.7 * loss(0, 1, 2) + 0.3 * all, within(1e-6));
    }

    @Test
    void the_loss_of_equal_logits_is_the_logarithm_of_the_number_of_classes() {
        try (Scope _ = Scope.open("test")) {
            Tensor equal = Tensor.zeros(2, 3);
            assertThat(objective(0.1)
                            .loss(List.of(equal), samples(0, 2), Device.CPU)
                            .item())
                    .isCloseTo(Math.log(3), within(1e-6));
        }
    }

    /** The gradient is (softmax − target) / n. */
    @Test
    void its_gradient_is_the_difference_of_probability_and_target() {
        try (Scope _ = Scope.open("test")) {
            Tensor logits = Tensor.of(new float[] {1, 2, 0.5f, -1, 0, 3}, 2, 3).asParameter();
            Tensor loss = objective(0).loss(List.of(logits), samples(1, 2), Device.CPU);

            float[] gradient =
                    Autograd.gradients(loss, List.of(logits)).getFirst().toFloatArray();

            assertThat(gradient[0]).isCloseTo((float) Math.exp(logProbability(0, 0)) / 2, within(1e-6f));
            assertThat(gradient[1]).isCloseTo((float) (Math.exp(logProbability(0, 1)) - 1) / 2, within(1e-6f));
            assertThat(gradient[5]).isCloseTo((float) (Math.exp(logProbability(1, 2)) - 1) / 2, within(1e-6f));
        }
    }
}
