package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.TinyClassifiers;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final List<Double> FREQUENCIES = List.of(0.5, 0.3, 0.2);

    private static Network network() {
        return Classifier.create(TinyClassifiers.encoder(1), FREQUENCIES, Seed.of(1));
    }

    private static Tensor pictures(int count, int height, int width) {
        float[] pixels = new float[count * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(i);
        }
        return Tensor.of(pixels, count, 1, 1, height, width);
    }

    @Test
    void logits_are_one_row_per_picture_with_a_number_per_class() {
        try (Scope _ = Scope.open("test")) {
            assertThat(network().forward(pictures(4, 8, 6), Pass.EVALUATE).shape())
                    .containsExactly(4, 3);
        }
    }

    @Test
    void pictures_of_any_even_size_are_classified() {
        assertThat(TinyClassifiers.encoder(1).divisor(1)).isEqualTo(2);
        try (Scope _ = Scope.open("test")) {
            assertThat(network().forward(pictures(2, 30, 16), Pass.EVALUATE).shape())
                    .containsExactly(2, 3);
        }
    }

    @Test
    void a_picture_is_classified_alike_alone_and_among_others() {
        try (Scope _ = Scope.open("test")) {
            Network network = network();
            Tensor three = pictures(3, 8, 6);
            float[] together = network.forward(three, Pass.EVALUATE).toFloatArray();
            float[] alone =
                    network.forward(three.narrow(0, 2, 1), Pass.EVALUATE).toFloatArray();

            assertThat(alone).containsExactly(Arrays.copyOfRange(together, 6, 9), within(1e-4f));
        }
    }

    @Test
    void the_encoder_halves_the_sides_and_keeps_the_depth_of_one() {
        List<String> shapes = new ArrayList<>();
        try (Scope _ = Scope.open("test")) {
            network()
                    .forward(
                            pictures(2, 8, 6),
                            Pass.EVALUATE.withTaps(
                                    (name, tensor) -> shapes.add(name + " " + Arrays.toString(tensor.shape()))));
        }

        assertThat(shapes)
                .contains("encoder.stages.0 [2, 4, 1, 8, 6]", "encoder.stages.1 [2, 8, 1, 4, 3]", "head.pooled [2, 8]");
    }

    /** The mean over all positions, a linear layer: worked out for two channels of two pixels. */
    @Test
    void the_head_is_a_linear_layer_on_the_mean_of_the_coarsest_features() {
        try (Scope scope = Scope.open("test")) {
            PooledLogits head =
                    new PooledLogits(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), Tensor.of(new float[] {10, 20}, 1, 2));
            Tensor finer = Tensor.zeros(1, 5, 1, 4, 4);
            Tensor coarsest = Tensor.of(new float[] {1, 3, 5, 9}, 1, 2, 1, 1, 2); // means 2 and 7

            List<Tensor> logits = head.logits(List.of(finer, coarsest), Pass.EVALUATE, scope);

            assertThat(logits.getFirst().toFloatArray()).containsExactly(2 * 1 + 7 * 3 + 10, 2 * 2 + 7 * 4 + 20);
        }
    }

    @Test
    void an_untrained_network_states_the_frequencies_of_the_classes_on_average() {
        try (Scope _ = Scope.open("test")) {
            float[] probabilities = network()
                    .forward(Tensor.zeros(1, 1, 1, 8, 6), Pass.EVALUATE)
                    .softmax(1)
                    .toFloatArray();

            assertThat(probabilities).containsExactly(new float[] {0.5f, 0.3f, 0.2f}, within(0.02f));
        }
    }

    @Test
    void a_blank_network_has_the_parameters_of_a_fresh_one_and_as_many_as_are_counted() {
        try (Scope _ = Scope.open("test");
                Weights fresh = Weights.of(network());
                Weights blank = Weights.of(Classifier.blank(TinyClassifiers.encoder(1), 3))) {
            assertThat(blank.tensors().keySet())
                    .containsExactlyElementsOf(fresh.tensors().keySet());
            assertThat(fresh.tensors().values().stream()
                            .mapToLong(Tensor::elements)
                            .sum())
                    .isEqualTo(Classifier.numbers(TinyClassifiers.encoder(1), 3));
        }
    }

    @Test
    void the_seed_decides_the_weights() {
        try (Scope _ = Scope.open("test")) {
            Tensor pictures = pictures(1, 8, 6);
            float[] one = network().forward(pictures, Pass.EVALUATE).toFloatArray();
            float[] same = network().forward(pictures, Pass.EVALUATE).toFloatArray();
            float[] other = Classifier.create(TinyClassifiers.encoder(1), FREQUENCIES, Seed.of(2))
                    .forward(pictures, Pass.EVALUATE)
                    .toFloatArray();

            assertThat(same).containsExactly(one);
            assertThat(other).isNotEqualTo(one);
        }
    }
}
