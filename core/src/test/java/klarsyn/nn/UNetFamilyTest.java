package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Seed;
import klarsyn.nn.UNetStyle.Biases;
import klarsyn.nn.UNetStyle.Blocks;
import klarsyn.nn.UNetStyle.Contraction;
import klarsyn.nn.UNetStyle.Gates;
import klarsyn.nn.layer.Norm;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every network that a style can say; values of a gated ResUNet against PyTorch. */
class UNetFamilyTest {

    private static final List<Integer> ONE = List.of(1, 1, 1);

    private static Stream<UNetStyle> styles() {
        return Stream.of(Blocks.values())
                .flatMap(blocks -> Stream.of(Contraction.values())
                        .map(way -> UNetStyle.PLAIN.withBlocks(blocks).withContraction(way)))
                .flatMap(style -> Stream.of(Norm.Kind.values()).map(style::withNorm))
                .flatMap(style -> Stream.of(Gates.values()).map(style::withGates))
                .flatMap(style -> Stream.of(style, style.asNnunet()));
    }

    private static UNetArchitecture architecture(UNetStyle style) {
        return new UNetArchitecture(
                2,
                3,
                List.of(4, 6, 6),
                List.of(List.of(1, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3)),
                List.of(ONE, List.of(1, 2, 2), List.of(2, 2, 2)),
                List.of(1, 2, 2),
                List.of(2, 1),
                2,
                style);
    }

    @TestFactory
    Stream<DynamicTest> each_style_makes_a_network_that_learns_and_is_counted_right() {
        return styles().map(style -> dynamicTest(style.toString(), () -> {
            UNetArchitecture shape = architecture(style);
            try (Scope _ = Scope.open("test")) {
                Network network = UNet.create(shape, List.of(0.8, 0.1, 0.1), Seed.of(3));
                try (Weights weights = Weights.of(network);
                        Weights blank = Weights.of(UNet.blank(shape))) {
                    assertThat(weights.count()).isEqualTo(shape.numbers());
                    assertThat(weights.leaves().stream()
                                    .mapToLong(Tensor::elements)
                                    .sum())
                            .isEqualTo(shape.parameters());
                    assertThat(blank.tensors().sequencedKeySet())
                            .containsExactlyElementsOf(weights.tensors().sequencedKeySet());
                    if (style.biases() == Biases.HEAD && gated(style) == batched(style)) {
                        assertLearns(network, weights); // half of the pairs will do
                    }
                }
            }
        }));
    }

    private static boolean gated(UNetStyle style) {
        return style.gates() == Gates.ATTENTION;
    }

    private static boolean batched(UNetStyle style) {
        return style.norm() == Norm.Kind.BATCH;
    }

    private static void assertLearns(Network network, Weights weights) {
        Tensor image = waves(2, 2, 4, 8, 8).to(Precision.BF16);
        List<Tensor> logits = network.logits(image, Pass.TRAIN);
        assertThat(logits.get(0).shape()).containsExactly(2, 3, 4, 8, 8);
        assertThat(logits.get(1).shape()).containsExactly(2, 3, 4, 4, 4);
        Tensor loss = logits.get(0)
                .logSoftmax(1)
                .mean()
                .add(logits.get(1).logSoftmax(1).mean());
        for (Tensor gradient : Autograd.gradients(loss, weights.leaves())) {
            assertThat(gradient.norm().item()).isFinite();
        }
        assertThat(network.forward(image, Pass.EVALUATE).norm().item()).isFinite();
    }

    @Test
    void a_gated_resunet_computes_what_pytorch_does() {
        UNetArchitecture shape = UNetArchitecture.residual(
                2,
                2,
                List.of(3, 5),
                Collections.nCopies(2, List.of(1, 3, 3)),
                List.of(ONE, List.of(1, 2, 2)),
                List.of(1, 1),
                1);
        UNetArchitecture gated = shape.withStyle(shape.style().withGates(Gates.ATTENTION));
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.blank(gated);
            try (Weights weights = Weights.of(network);
                    Autograd _ = Autograd.off()) {
                fill(weights);
                Tensor image = waves(2, 2, 1, 4, 6);
                // torch.nn.functional in double precision, conv3d, batch_norm, max_pool3d, interpolate, on the same
                // sines
                assertValues(
                        network.forward(image, Pass.TRAIN),
                        -4.62426,
                        0.25967,
                        0.099493,
                        0.178802,
                        -0.492054,
                        0.240006,
                        -0.069873,
                        -0.270553);
                assertValues(
                        network.forward(image, Pass.EVALUATE),
                        2.07057,
                        0.101678,
                        0.100524,
                        0.101795,
                        -0.114502,
                        0.089321,
                        -0.010358,
                        -0.219474);
            }
        }
    }

    private static void assertValues(Tensor logits, double sum, double... at) {
        float[] values = logits.toFloatArray();
        int[] places = {0, 1, 17, 29, 50, 73, 95};
        for (int i = 0; i < places.length; i++) {
            assertThat((double) values[places[i]]).isCloseTo(at[i], within(2e-5));
        }
        double total = 0;
        for (float value : values) {
            total += value;
        }
        assertThat(total).isCloseTo(sum, within(1e-3));
    }

    /** The i-th parameter contains {@code 0.3 · sin(0.7 j + i)}; one dimension 0.2, scales around one. */
    private static void fill(Weights weights) {
        int index = 0;
        for (Weights.Parameter parameter : weights.parameters()) {
            boolean small =
                    parameter.tensor().dimensions() == 1 || parameter.name().endsWith("bias");
            float[] values = new float[Math.toIntExact(parameter.tensor().elements())];
            for (int j = 0; j < values.length; j++) {
                double wave = (small ? 0.2 : 0.3) * Math.sin(0.7 * j + index);
                values[j] = (float) (wave + (parameter.name().endsWith("scale") ? 1 : 0));
            }
            parameter.tensor().copyInPlace(Tensor.of(values, parameter.tensor().shape()));
            index++;
        }
    }

    private static Tensor waves(long... shape) {
        int count = 1;
        for (long size : shape) {
            count = Math.toIntExact(count * size);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.sin(0.37 * i);
        }
        return Tensor.of(values, shape);
    }

    @Test
    void statistics_follow_in_one_lane_and_are_no_parameters() {
        UNetArchitecture shape = architecture(UNetStyle.RESIDUAL);
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(shape, List.of(0.8, 0.1, 0.1), Seed.of(3));
            try (Weights weights = Weights.of(network)) {
                String name = "encoder.stages.0.blocks.0.first.norm.mean";
                assertThat(weights.tensors()).containsKey(name);
                assertThat(weights.parameters())
                        .noneMatch(parameter -> parameter.name().equals(name));
                Tensor mean = weights.tensors().getOrDefault(name, Tensor.zeros(1));
                network.logits(waves(1, 2, 2, 8, 8), Pass.TRAIN_ALONGSIDE);
                network.logits(waves(1, 2, 2, 8, 8), Pass.EVALUATE);
                assertThat(mean.toFloatArray()).containsOnly(0);
                network.logits(waves(1, 2, 2, 8, 8), Pass.TRAIN);
                assertThat(mean.toFloatArray()).doesNotContain(0);
            }
        }
    }

    @Test
    void a_forward_pass_leaves_only_its_logits() {
        try (Scope _ = Scope.open("test")) {
            Network network = UNet.create(
                    architecture(UNetStyle.PLAIN.withGates(Gates.ATTENTION)), List.of(0.8, 0.1, 0.1), Seed.of(3));
            Tensor image = waves(1, 2, 2, 8, 8);
            try (Autograd _ = Autograd.off()) {
                network.forward(image, Pass.EVALUATE);
                long before = Scope.liveObjects();
                network.forward(image, Pass.EVALUATE);
                assertThat(Scope.liveObjects() - before).isEqualTo(1);
            }
        }
    }
}
