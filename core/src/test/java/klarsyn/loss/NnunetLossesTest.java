package klarsyn.loss;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.floats;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.Recorded;
import klarsyn.loss.Loss.Background;
import klarsyn.loss.Loss.Combined;
import klarsyn.loss.Loss.CrossEntropy;
import klarsyn.loss.Loss.Over;
import klarsyn.loss.Loss.RegionMean;
import klarsyn.loss.Loss.TopK;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against values and gradients computed by nnU-Net 2.8.1. */
class NnunetLossesTest {

    private static final int IGNORED = 3;

    @TestFactory
    Stream<DynamicTest> values_and_gradients_of_nnunet_are_reproduced() {
        Json losses = NnunetGolden.section("losses");
        Recorded inputs = new Recorded(member(losses, "inputs"));
        return elements(member(losses, "results")).stream()
                .map(Recorded::new)
                .map(result -> DynamicTest.dynamicTest(
                        result.get("loss").text() + " " + result.get("params").json() + " "
                                + result.get("inputs").json(),
                        () -> check(result, inputs)));
    }

    private static void check(Recorded result, Recorded inputs) {
        try (Scope _ = Scope.open("golden")) {
            List<String> names =
                    result.get("inputs").elements().stream().map(Recorded::text).toList();
            boolean deep = names.getFirst().equals("ds_logits");
            List<Tensor> logits = tensors(inputs.get(names.getFirst())).stream()
                    .map(Tensor::asParameter)
                    .toList();
            Loss loss = loss(result);
            List<Double> weights = deep
                    ? inputs.get("ds_weights").elements().stream()
                            .map(Recorded::number)
                            .toList()
                    : List.of(1.0);
            List<LossTarget> targets = targets(names.get(1), result, inputs);
            Tensor value = DeepSupervision.weighted(loss, weights, logits, targets);

            assertThat(value.item() - offset(result))
                    .isCloseTo(result.get("value").number(), within(1e-6));
            gradients(value, logits, weights, result.get("grad"));
        }
    }

    /** nnU-Net's Dice is the negative ratio, Klarsyn's one minus it. */
    private static double offset(Recorded result) {
        String name = result.get("loss").text();
        return name.contains("DC_") || name.contains("Dice") ? 1 : 0;
    }

    private static void gradients(Tensor value, List<Tensor> logits, List<Double> weights, Recorded expected) {
        List<Recorded> each = expected.isList() ? expected.elements() : List.of(expected);
        List<Tensor> counting = new ArrayList<>();
        for (int level = 0; level < logits.size(); level++) {
            assertThat(each.get(level).isThere()).isEqualTo(weights.get(level) > 0);
            if (weights.get(level) > 0) {
                counting.add(logits.get(level));
            }
        }
        List<Tensor> gradients = Autograd.gradients(value, counting);
        for (int level = 0; level < counting.size(); level++) {
            assertThat(gradients.get(level).toFloatArray())
                    .containsExactly(floats(each.get(level).json()), within(1e-7f));
        }
    }

    private static Loss loss(Recorded result) {
        Recorded params = result.get("params");
        Over over = params.get("batch_dice").truth(false) ? Over.BATCH : Over.SAMPLE;
        double smooth = params.get("smooth").number(0);
        Loss dice = new Loss.Dice(
                params.get("do_bg").truth(true) ? Background.INCLUDED : Background.EXCLUDED,
                over,
                Loss.Power.PLAIN,
                Loss.Ratio.DICE,
                smooth,
                smooth,
                List.of());
        double smoothing = params.get("label_smoothing").number(0);
        CrossEntropy entropy = new CrossEntropy(List.of(), smoothing, RegionMean.SUM_WHERE_MASKED);
        TopK worst = new TopK(params.get("k").number(10), List.of(), 0);
        return switch (result.get("loss").text()) {
            case "RobustCE" -> entropy;
            case "TopK" -> worst;
            case "SoftDice", "MemoryEfficientSoftDice" -> dice;
            case "DC_and_topk" -> {
                assertThat(Loss.nnunetTopK(over)).isEqualTo(Combined.of(worst, dice));
                yield Combined.of(worst, dice);
            }
            case "DC_and_BCE" -> Combined.of(entropy, dice);
            case "DC_and_CE", "DeepSupervision(DC_and_CE)" -> {
                assertThat(Loss.nnunet(over)).isEqualTo(Combined.of(entropy, dice));
                yield Combined.of(entropy, dice);
            }
            default -> throw new IllegalArgumentException(result.get("loss").text());
        };
    }

    private static List<LossTarget> targets(String name, Recorded result, Recorded inputs) {
        boolean ignoring = result.get("params").has("ignore_index")
                || result.get("params").has("ignore_label")
                || name.contains("ignore");
        Targets classes = new Targets.Classes(ignoring ? List.of(IGNORED) : List.of());
        return switch (name) {
            case "region_target" -> List.of(LossTarget.ofRegions(tensor(inputs.get(name))));
            case "region_target_with_ignore_last" -> List.of(regions(tensor(inputs.get(name))));
            case "all_ignore" ->
                List.of(classes.of(tensor(inputs.get("target")).multiply(0).add(IGNORED)));
            case "target_with_ignore(ignore->0)" -> List.of(classes.of(tensor(inputs.get("target_with_ignore"))));
            default -> tensors(inputs.get(name)).stream().map(classes::of).toList();
        };
    }

    private static LossTarget regions(Tensor channels) {
        long regions = channels.size(1) - 1;
        return LossTarget.ofRegions(channels.narrow(1, 0, regions))
                .counting(channels.narrow(1, regions, 1).isAnyOf(List.of(0)));
    }

    private static List<Tensor> tensors(Recorded node) {
        return node.isList()
                ? node.elements().stream().map(NnunetLossesTest::tensor).toList()
                : List.of(tensor(node));
    }

    private static Tensor tensor(Recorded node) {
        return Tensor.of(floats(node.json()), shape(node.json()));
    }
}
