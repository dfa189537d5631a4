package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.Seed;
import klarsyn.nn.UNetStyle.Contraction;
import klarsyn.nn.UNetStyle.Gates;
import klarsyn.nn.layer.Norm;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.nnunet.ParameterNames;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our U-Nets against the recorded ones of nnU-Net 2.8.1, section {@code network}. */
class NnunetNetworkTest {

    @FunctionalInterface
    private interface Check {
        void of(TinyNnunet recorded, Network network);
    }

    private static Stream<DynamicTest> tiny(Check check) {
        return tiny().map(recorded -> dynamicTest(recorded.name(), () -> {
            try (Scope _ = Scope.open("test")) {
                Network network = UNet.blank(recorded.architecture());
                try (Weights weights = Weights.of(network)) {
                    recorded.fill(weights);
                    check.of(recorded, network);
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> tiny_networks_give_the_recorded_logits() {
        return tiny((recorded, network) -> {
            List<Json> supervised = NnunetGolden.elements(recorded.member("output_deep_supervision"));
            List<Tensor> logits = network.logits(recorded.input(), Pass.TRAIN);
            assertThat(logits).hasSameSizeAs(supervised);
            for (int i = 0; i < logits.size(); i++) {
                assertClose(logits.get(i), supervised.get(i));
            }
            Tensor output = network.forward(recorded.input(), Pass.EVALUATE);
            assertClose(output, recorded.member("output"));
            assertClose(output, recorded.member("output_float64"));
        });
    }

    @TestFactory
    Stream<DynamicTest> each_encoder_resolution_sums_to_what_is_recorded() {
        return tiny((recorded, network) -> {
            List<Tensor> features = network.encoder().features(recorded.input(), Pass.EVALUATE);
            List<Json> sums = NnunetGolden.elements(recorded.member("encoder_outputs_abs_sum"));
            for (int s = 0; s < sums.size(); s++) {
                double sum = 0;
                for (float value : features.get(s).toFloatArray()) {
                    sum += Math.abs((double) value);
                }
                double expected = NnunetGolden.number(sums.get(s));
                assertThat(sum).isCloseTo(expected, within(1e-6 * expected));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> tiny_networks_list_their_names_as_a_checkpoint_does() {
        return tiny().map(network -> dynamicTest(network.name(), () -> {
            ParameterNames names = ParameterNames.of(network.architecture(), network.dimensions());
            assertThat(names.stateDict().keySet())
                    .containsExactlyElementsOf(NnunetGolden.elements(network.member("state_dict_names")).stream()
                            .map(TinyNnunet::text)
                            .toList());
        }));
    }

    @TestFactory
    Stream<DynamicTest> planned_networks_have_the_recorded_names_and_shapes() {
        return NnunetGolden.elements(recorded("layer_lists")).stream()
                .map(PlannedNnunet::new)
                .map(planned -> dynamicTest(planned.name(), () -> {
                    UNetArchitecture shape = planned.architecture();
                    ParameterNames names = ParameterNames.of(shape, planned.dimensions());
                    assertThat(named(names.stateDict())).isEqualTo(planned.list("state_dict"));
                    assertThat(named(names.parameters())).isEqualTo(planned.list("parameters"));
                    assertThat(shape.parameters()).isEqualTo(planned.number("num_parameters"));
                }));
    }

    private static List<String> named(java.util.Map<String, ParameterNames.Parameter> names) {
        return names.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().shape())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> every_parameter_of_ours_has_its_names_and_its_count() {
        return tiny().map(network -> dynamicTest(network.name(), () -> {
            UNetArchitecture shape = network.architecture();
            ParameterNames names = ParameterNames.of(shape, network.dimensions());
            try (Scope _ = Scope.open("test");
                    Weights weights = Weights.of(UNet.blank(shape))) {
                assertThat(names.namesByPath().keySet())
                        .containsExactlyInAnyOrderElementsOf(weights.tensors().keySet());
                assertThat(weights.count()).isEqualTo(shape.numbers());
                names.parameters()
                        .values()
                        .forEach(parameter -> assertThat(parameter.shape().stream()
                                        .mapToLong(n -> n)
                                        .reduce(1, (a, b) -> a * b))
                                .isEqualTo(
                                        weights.tensors().get(parameter.path()).elements()));
                names.namesByPath()
                        .forEach((ours, theirs) -> assertThat(theirs)
                                .allSatisfy(name -> assertThat(
                                                names.stateDict().get(name).path())
                                        .isEqualTo(ours)));
            }
        }));
    }

    @Test
    void fresh_weights_follow_the_recorded_rules() {
        Json rules = recorded("initialisation");
        assertThat(TinyNnunet.text(NnunetGolden.member(rules, "conv"))).contains("he normal, a=0.01", "zero bias");
        UNetArchitecture shape = UNetArchitecture.residualEncoder(
                1,
                3,
                List.of(32, 64),
                Collections.nCopies(2, List.of(3, 3, 3)),
                List.of(List.of(1, 1, 1), List.of(1, 2, 2)),
                List.of(1, 2),
                1);
        try (Scope _ = Scope.open("test");
                Weights weights = Weights.of(UNet.create(shape, List.of(0.9, 0.05, 0.05), Seed.of(4)))) {
            weights.tensors().forEach((name, tensor) -> assertFresh(rules, name, tensor));
        }
    }

    private static void assertFresh(Json rules, String name, Tensor tensor) {
        float[] values = tensor.toFloatArray();
        if (name.endsWith("bias")) {
            assertThat(values).containsOnly(0);
        } else if (name.endsWith("shift")) {
            assertThat(values)
                    .containsOnly((float) NnunetGolden.number(NnunetGolden.member(rules, "affine_norm_bias")));
        } else if (name.endsWith("scale")) {
            boolean last = name.matches("encoder\\.stages\\.\\d\\.blocks\\.\\d\\.norm\\.scale")
                    && !name.contains("0.blocks.0");
            String rule = last ? "residual_last_norm_weight_before_add" : "affine_norm_weight";
            assertThat(values).containsOnly((float) NnunetGolden.number(NnunetGolden.member(rules, rule)));
        } else {
            // PyTorch counts the second axis and the taps as what goes in, of transposed convolutions too
            double fan = tensor.elements() / (double) tensor.size(0);
            double squares = 0;
            for (float value : values) {
                squares += (double) value * value;
            }
            double expected = Math.sqrt(2 / (1 + 0.01 * 0.01) / fan);
            double deviation = Math.sqrt(squares / values.length);
            assertThat(deviation / expected).as(name).isCloseTo(1, within(5 / Math.sqrt(2.0 * values.length)));
        }
    }

    @Test
    void networks_that_nnunet_has_not_are_rejected_by_name() {
        UNetArchitecture plain = UNetArchitecture.plain(
                1,
                2,
                List.of(4, 8),
                Collections.nCopies(2, List.of(3, 3, 3)),
                List.of(List.of(1, 1, 1), List.of(2, 2, 2)),
                List.of(1, 1),
                1);
        for (UNetStyle style : List.of(
                UNetStyle.RESIDUAL,
                UNetStyle.PLAIN.withNorm(Norm.Kind.BATCH),
                UNetStyle.PLAIN.withContraction(Contraction.MAX_POOL),
                UNetStyle.PLAIN.withGates(Gates.ATTENTION))) {
            assertThatThrownBy(() -> ParameterNames.of(plain.withStyle(style), 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(style.toString());
        }
        assertThatThrownBy(() -> ParameterNames.of(plain, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ParameterNames.of(plain, 3).namesByPath()).doesNotContainKey("encoder.stages.0.blocks.0.conv.bias");
    }

    private static Json recorded(String key) {
        return NnunetGolden.member(NnunetGolden.section("network"), key);
    }

    private static Stream<TinyNnunet> tiny() {
        return NnunetGolden.elements(recorded("tiny")).stream().map(TinyNnunet::new);
    }

    private static void assertClose(Tensor tensor, Json expected) {
        assertThat(tensor.toFloatArray()).containsExactly(NnunetGolden.floats(expected), within(2e-5f));
    }
}
