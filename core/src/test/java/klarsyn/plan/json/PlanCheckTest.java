package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.image.region.KeepLargest;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.loss.Loss.Background;
import klarsyn.loss.Loss.Over;
import klarsyn.nn.UNetArchitecture;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCheckTest {

    private static final Where FILE = Where.of("plan.json");
    private static final SegmentationPlan PLAN = TinyPlans.isotropic();

    /** A network of two channels with these kernels, strides and blocks for every resolution. */
    private static SegmentationPlan network(
            int stages, List<Integer> kernel, List<Integer> stride, int encoderBlocks, int decoderBlocks) {
        List<List<Integer>> strides = new ArrayList<>(Collections.nCopies(stages, stride));
        strides.set(0, List.of(1, 1, 1));
        UNetArchitecture network = UNetArchitecture.plain(
                        1,
                        3,
                        Collections.nCopies(stages, 2),
                        Collections.nCopies(stages, kernel),
                        strides,
                        Collections.nCopies(stages, encoderBlocks),
                        1)
                .withDecoderBlocks(Collections.nCopies(stages - 1, decoderBlocks));
        return PLAN.withNetwork(PLAN.patch(), network);
    }

    private static final List<Integer> THREES = List.of(3, 3, 3);
    private static final List<Integer> ONES = List.of(1, 1, 1);
    private static final List<Integer> TWOS = List.of(2, 2, 2);

    private static SegmentationPlan compute(int lanes, int batch) {
        return PLAN.withCompute(new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, lanes, batch));
    }

    private static SegmentationPlan inference(double step, List<Integer> axes, int voxels) {
        return PLAN.withInference(new Inference(step, axes, voxels));
    }

    private static SegmentationPlan loss(Loss loss) {
        return PLAN.withLoss(
                new DeepSupervision(loss, DeepSupervision.standard().levels()));
    }

    private static Loss dice(Background background, int weights) {
        return new Loss.Dice(
                background,
                Over.SAMPLE,
                Loss.Power.PLAIN,
                Loss.Ratio.DICE,
                1e-5,
                1e-5,
                Collections.nCopies(weights, 1.0));
    }

    private static Loss focal(int weights) {
        return new Loss.Focal(Background.EXCLUDED, 2, 1, 1, Collections.nCopies(weights, 1.0));
    }

    private static Loss distances(int classes) {
        return new Loss.Wasserstein(
                Collections.nCopies(classes, Collections.nCopies(classes, 1.0)),
                Loss.ErrorWeight.FOREGROUND,
                1e-5,
                1e-5);
    }

    static Stream<Arguments> each_rule_rejects_by_key() {
        return Stream.of(
                Arguments.of("classFrequencies", PLAN.withClassFrequencies(List.of(0.5, 0.5))),
                Arguments.of("classFrequencies", PLAN.withClassFrequencies(List.of(0.5, 0.5, 1.5))),
                Arguments.of("network.classes", PLAN.withLabels(Labels.of("front", "back", "side"))),
                Arguments.of("network.kernels[0]", network(2, List.of(3, 3, 17), TWOS, 1, 1)),
                Arguments.of("network.kernels[0]", network(2, List.of(3, 0, 3), TWOS, 1, 1)),
                Arguments.of("network.strides[1]", network(2, THREES, List.of(2, 0, 2), 1, 1)),
                Arguments.of("network.strides", network(13, THREES, ONES, 1, 1)),
                Arguments.of("network.strides", network(5, THREES, List.of(16, 1, 1), 1, 1)),
                Arguments.of("network.encoderBlocks[0]", network(2, THREES, TWOS, 65, 1)),
                Arguments.of("network.decoderBlocks[0]", network(2, THREES, TWOS, 1, 65)),
                Arguments.of("patch", PLAN.withNetwork(new Patch(8, 7, 8), PLAN.network())),
                Arguments.of("patch", PLAN.withNetwork(new Patch(1 << 10, 1 << 10, 1 << 9), PLAN.network())),
                Arguments.of("compute.lanes", compute(0, 2)),
                Arguments.of("compute.lanes", compute(100_000, 2)),
                Arguments.of("compute.batch", compute(1, 100_000)),
                Arguments.of("inference.stepShare", inference(0, List.of(), 0)),
                Arguments.of("inference.stepShare", inference(Double.NaN, List.of(), 0)),
                Arguments.of("inference.wholeImageVoxels", inference(0.5, List.of(), -1)),
                Arguments.of("inference.mirrorAxes", inference(0.5, List.of(-1), 0)),
                Arguments.of("inference.mirrorAxes", inference(0.5, List.of(1, 1), 0)),
                Arguments.of("augmentation.mirrorAxes", PLAN.withAugmentation(AugmentationPlan.mirroring(List.of(3)))),
                Arguments.of("postProcessing.masks", PLAN.withPostProcessing(KeepLargest.NOTHING.and(Set.of(3)))),
                Arguments.of("loss.loss.weights", loss(new Loss.TopK(10, List.of(1.0), 0))),
                Arguments.of("loss.loss.weights", loss(dice(Background.EXCLUDED, 3))),
                Arguments.of("loss.loss.weights", loss(dice(Background.INCLUDED, 2))),
                Arguments.of("loss.loss.weights", loss(focal(1))),
                Arguments.of("loss.loss.weights", loss(Loss.Combined.of(Loss.standard(), focal(3)))),
                Arguments.of("loss.loss.distances", loss(distances(2))));
    }

    private static String rejectedKey(SegmentationPlan plan) {
        PlanException rejection = catchThrowableOfType(PlanException.class, () -> PlanCheck.require(plan, FILE));
        assertThat(rejection).isNotNull();
        String key = rejection.where().text().replace("plan.json, ", "");
        assertThat(rejection.what()).startsWith(key + " is ");
        assertThat(rejection.fix()).isNotBlank();
        return key;
    }

    @ParameterizedTest
    @MethodSource
    void each_rule_rejects_by_key(String key, SegmentationPlan wrong) {
        assertThat(rejectedKey(wrong)).isEqualTo(key);
    }

    static Stream<SegmentationPlan> plans_at_the_limits_are_accepted() {
        return Stream.of(
                PLAN,
                network(2, List.of(1, 15, 1), TWOS, 64, 64),
                compute(1 << 16, 1 << 16),
                inference(1, List.of(0, 1, 2), 0),
                PLAN.withPostProcessing(KeepLargest.NOTHING.and(Set.of(1, 2))),
                loss(dice(Background.EXCLUDED, 2)),
                loss(dice(Background.INCLUDED, 3)),
                loss(focal(2)),
                loss(distances(3)),
                loss(new Loss.UnifiedFocal(0.5, 0.6, 0.5)),
                loss(new Loss.ClDice(3, 1)));
    }

    @ParameterizedTest
    @MethodSource
    void plans_at_the_limits_are_accepted(SegmentationPlan plan) {
        assertThatCode(() -> PlanCheck.require(plan, FILE)).doesNotThrowAnyException();
    }

    /** Three regions: the network has one output for each and none for background. */
    private static SegmentationPlan regions(UnaryOperator<SegmentationPlan> change) {
        return change.apply(PLAN.withLabels(new Labels(List.of(
                new Label(1, "whole", List.of(1, 2, 3)),
                new Label(2, "core", List.of(2, 3)),
                new Label(3, "active")))));
    }

    @Test
    void losses_between_classes_do_not_suit_regions() {
        assertThatCode(() -> PlanCheck.require(regions(plan -> plan), FILE)).doesNotThrowAnyException();
        assertThat(rejectedKey(regions(plan -> plan.withLoss(new DeepSupervision(
                        new Loss.UnifiedFocal(0.5, 0.6, 0.5), plan.loss().levels())))))
                .isEqualTo("loss.loss");
        assertThat(rejectedKey(regions(plan -> plan.withLoss(
                        new DeepSupervision(distances(3), plan.loss().levels())))))
                .isEqualTo("loss.loss.distances");
    }

    @Test
    void all_regions_are_weighted_even_without_background() {
        assertThatCode(() -> PlanCheck.require(
                        regions(plan -> plan.withLoss(
                                new DeepSupervision(focal(3), plan.loss().levels()))),
                        FILE))
                .doesNotThrowAnyException();
    }
}
