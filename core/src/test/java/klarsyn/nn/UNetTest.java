package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import klarsyn.base.ModelException;
import klarsyn.base.Seed;
import klarsyn.nn.layer.ConvolutionBlock;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UNetTest {

    private static final List<Integer> ONE = List.of(1, 1, 1);
    private static final List<Integer> TWO = List.of(2, 2, 2);

    private static UNetArchitecture architecture(int width, int supervised) {
        return UNetArchitecture.plain(
                1,
                3,
                List.of(width, 2 * width, 4 * width, 8 * width),
                Collections.nCopies(4, List.of(3, 3, 3)),
                List.of(ONE, TWO, TWO, TWO),
                List.of(2, 2, 2, 2),
                supervised);
    }

    @Test
    void logits_have_the_shape_of_the_image_and_a_channel_a_class() {
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(architecture(4, 1), List.of(0.8, 0.1, 0.1), Seed.of(1));
            Tensor logits = network.forward(Tensor.zeros(2, 1, 8, 16, 24), Pass.EVALUATE);
            assertThat(logits.shape()).containsExactly(2, 3, 8, 16, 24);
        }
    }

    @Test
    void deep_supervision_gives_coarser_logits_in_training_alone() {
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(architecture(4, 3), List.of(0.8, 0.1, 0.1), Seed.of(1));
            Tensor image = Tensor.zeros(1, 1, 16, 16, 16);
            assertThat(network.logits(image, Pass.TRAIN).stream().map(logits -> logits.size(2)))
                    .containsExactly(16L, 8L, 4L);
            assertThat(network.logits(image, Pass.EVALUATE)).hasSize(1);
        }
    }

    @Test
    void anisotropic_strides_do_not_halve_the_coarse_axis() {
        UNetArchitecture flat = UNetArchitecture.plain(
                2,
                2,
                List.of(4, 8, 16),
                List.of(List.of(1, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3)),
                List.of(ONE, List.of(1, 2, 2), List.of(1, 2, 2)),
                List.of(2, 2, 2),
                1);
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(flat, List.of(0.5, 0.5), Seed.of(1));
            assertThat(network.forward(Tensor.zeros(1, 2, 5, 16, 16), Pass.EVALUATE)
                            .shape())
                    .containsExactly(1, 2, 5, 16, 16);
        }
    }

    @Test
    void two_dimensions_are_three_with_depth_one() {
        UNetArchitecture picture = UNetArchitecture.plain(
                3,
                2,
                List.of(4, 8),
                Collections.nCopies(2, List.of(1, 3, 3)),
                List.of(ONE, List.of(1, 2, 2)),
                List.of(2, 2),
                1);
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(picture, List.of(0.5, 0.5), Seed.of(1));
            assertThat(network.forward(Tensor.zeros(1, 3, 1, 8, 8), Pass.EVALUATE)
                            .shape())
                    .containsExactly(1, 2, 1, 8, 8);
        }
    }

    @Test
    void parameters_are_found_with_the_names_of_the_components() {
        try (Scope _ = Scope.open("test");
                Weights weights = Weights.of(UNet.create(architecture(24, 1), List.of(0.8, 0.1, 0.1), Seed.of(1)))) {
            assertThat(weights.tensors().sequencedKeySet())
                    .startsWith("encoder.stages.0.blocks.0.conv.weight", "encoder.stages.0.blocks.0.norm.scale")
                    .contains("head.ups.2.weight", "head.stages.1.blocks.1.norm.shift")
                    .endsWith("head.outputs.0.weight", "head.outputs.0.bias");
            // as counted by PyTorch for the same network without convolution biases
            assertThat(weights.count()).isEqualTo(3_151_251);
        }
    }

    @Test
    void a_fresh_network_predicts_the_class_frequencies() {
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(architecture(4, 1), List.of(0.9, 0.06, 0.04), Seed.of(3));
            float[] bias = ((UNetDecoder) network.head())
                    .outputs()
                    .getFirst()
                    .bias()
                    .softmax(1)
                    .toFloatArray();
            assertThat(bias)
                    .containsExactly(new float[] {0.9f, 0.06f, 0.04f}, org.assertj.core.api.Assertions.within(1e-5f));
        }
    }

    @Test
    void the_same_seed_gives_the_same_weights() {
        try (Scope _ = Scope.open("test")) {
            float[] first = firstWeights(7);
            assertThat(firstWeights(7)).containsExactly(first);
            assertThat(firstWeights(8)).isNotEqualTo(first);
        }
    }

    private static float[] firstWeights(long seed) {
        Network network = UNet.create(architecture(4, 1), List.of(0.8, 0.1, 0.1), Seed.of(seed));
        return ((ConvolutionalEncoder) network.encoder())
                                .stages()
                                .getFirst()
                                .blocks()
                                .getFirst()
                        instanceof ConvolutionBlock block
                ? block.conv().weight().toFloatArray()
                : new float[0];
    }

    @Test
    void weights_that_do_not_fit_are_rejected_with_both_shapes() {
        try (Scope _ = Scope.open("test");
                Weights weights = Weights.of(UNet.create(architecture(4, 1), List.of(0.8, 0.1, 0.1), Seed.of(1)))) {
            assertThatThrownBy(() -> weights.assign(
                            Map.of("head.outputs.0.bias", Tensor.zeros(1, 5, 1, 1, 1)),
                            java.nio.file.Path.of("m.klarsyn")))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("head.outputs.0.bias (network [1, 3, 1, 1, 1], file [1, 5, 1, 1, 1])")
                    .hasMessageContaining("file has none");
        }
    }

    @Test
    void an_architecture_with_lists_of_different_lengths_is_rejected() {
        assertThatThrownBy(() -> UNetArchitecture.plain(
                        1, 2, List.of(4, 8), List.of(List.of(3, 3, 3)), List.of(ONE, TWO), List.of(2, 2), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
