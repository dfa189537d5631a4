package klarsyn.plan.nnunet;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.image.Spacing;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Inference;
import klarsyn.plan.Origin;
import klarsyn.plan.Patch;
import klarsyn.plan.Preset;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanJson;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Resizing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NnunetPlanTest {

    private static final Where ORIGIN = Where.of("plans.json");
    private static final Labels LABELS = Labels.of("front", "back");

    private static NnunetPlans plans(String from, String to) {
        assertThat(NnunetPlansTest.TINY).contains(from);
        return NnunetPlans.of(Json.parse(NnunetPlansTest.TINY.replace(from, to)), ORIGIN);
    }

    @Test
    void a_configuration_becomes_a_plan() {
        SegmentationPlan plan = NnunetPlansTest.tiny().plan("3d_fullres", LABELS, List.of("CT"));
        assertThat(plan.patch()).isEqualTo(new Patch(8, 16, 16));
        assertThat(plan.preprocessing().spacing()).isEqualTo(new Spacing(1, 1, 2));
        assertThat(plan.preprocessing().frame()).isEqualTo(new Frame.AsStored(List.of(2, 0, 1)));
        assertThat(plan.preprocessing().channels()).containsExactly(Normalization.ct(-15, 197, 99.4, 39.3));
        assertThat(plan.preprocessing().resizing()).isEqualTo(Resizing.NNUNET);
        assertThat(plan.network().features()).containsExactly(4, 8);
        assertThat(plan.network().style()).isEqualTo(UNetStyle.PLAIN.asNnunet());
        assertThat(plan.loss())
                .isEqualTo(new DeepSupervision(
                        Loss.nnunet(Loss.Over.SAMPLE), DeepSupervision.Levels.HALVING_BUT_COARSEST));
        assertThat(plan.inference()).isEqualTo(new Inference(0.5, List.of(0, 1, 2), 0));
        assertThat(plan.origin()).isEqualTo(new Origin(Preset.NNUNET, "3d_fullres", List.of()));
        assertThat(plan.compute().batch()).isEqualTo(2);
    }

    @Test
    void the_second_network_of_a_cascade_gets_the_first_ones_prediction() {
        SegmentationPlan plan = NnunetPlansTest.tiny().plan("cascade", LABELS, List.of("CT"));
        assertThat(plan.network().inChannels()).isEqualTo(3);
        assertThat(plan.previousChannels()).isEqualTo(2);
        assertThat(plan.origin().previous()).containsExactly("3d_fullres");
        assertThat(PlanJson.read(PlanJson.write(plan), ORIGIN)).isEqualTo(plan);
    }

    @Test
    void other_orders_and_separate_slices_are_adopted() {
        SegmentationPlan plan = plans(
                        "3, \"order_z\": 0, \"force_separate_z\": null",
                        "1, \"order_z\": 1, \"force_separate_z\": true")
                .plan("3d_fullres", LABELS, List.of("CT"));
        assertThat(plan.preprocessing().resizing().image())
                .isEqualTo(new ResizeRule(Interpolation.LINEAR, Interpolation.LINEAR, ResizeRule.Apart.ALWAYS));
    }

    @Test
    void unsupported_settings_are_rejected_with_their_key() {
        assertRejected(
                "\"resampling_fn_data\": \"resample_data_or_seg_to_shape\"",
                "\"resampling_fn_data\": \"mine\"",
                "mine");
        assertRejected("\"order\": 3", "\"order\": 2", "resampling_fn_data_kwargs.order");
        assertRejected(
                "3, \"order_z\": 0, \"force_separate_z\": null",
                "3, \"order_z\": 0, \"force_separate_z\": 1",
                "separate_z");
        assertRejected("DefaultPreprocessor", "MyPreprocessor", "MyPreprocessor");
    }

    private static void assertRejected(String from, String to, String said) {
        NnunetPlans plans = plans(from, to);
        assertThatThrownBy(() -> plans.plan("3d_fullres", LABELS, List.of("CT")))
                .isInstanceOf(PlanException.class)
                .hasMessageContainingAll("3d_fullres", said);
    }

    @Test
    void other_channels_and_missing_intensities_are_rejected() {
        assertThatThrownBy(() -> NnunetPlansTest.tiny().plan("3d_fullres", LABELS, List.of("CT", "PET")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("1 channel, but the data set has 2");
        NnunetPlans blind =
                plans(NnunetPlansTest.TINY.substring(NnunetPlansTest.TINY.indexOf("{\"0\": {\"mean\"")), "{}}");
        assertThatThrownBy(() -> blind.plan("3d_fullres", LABELS, List.of("CT")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("intensities");
    }

    @Test
    void resolutions_are_supervised_at_the_scales_that_nnunet_recorded() {
        List<Json> recorded = elements(member(NnunetGolden.section("lr"), "deep_supervision_scales"));
        assertThat(recorded).hasSize(3);
        for (Json example : recorded) {
            List<List<Integer>> strides = elements(member(example, "strides")).stream()
                    .map(NnunetGolden::integers)
                    .map(row -> row.size() == 3 ? row : List.of(1, row.get(0), row.get(1)))
                    .toList();
            List<Json> scales = elements(member(example, "scales"));
            assertThat(scales).hasSize(strides.size() - 1);
            for (int level = 0; level < scales.size(); level++) {
                UNetArchitecture finer = network(strides.subList(0, level + 1));
                List<Double> scale = elements(scales.get(level)).stream()
                        .map(NnunetGolden::number)
                        .toList();
                for (int axis = 0; axis < scale.size(); axis++) {
                    assertThat(1.0 / finer.divisor(axis + 3 - scale.size())).isEqualTo(scale.get(axis));
                }
            }
        }
    }

    private static UNetArchitecture network(List<List<Integer>> strides) {
        int stages = strides.size();
        return UNetArchitecture.plain(
                1,
                2,
                Collections.nCopies(stages, 4),
                Collections.nCopies(stages, List.of(3, 3, 3)),
                strides,
                Collections.nCopies(stages, 1),
                1);
    }

    @TestFactory
    Stream<DynamicTest> every_configuration_of_every_recorded_plan_becomes_a_plan_that_can_be_read() {
        return elements(NnunetGolden.section("plans")).stream()
                .map(set -> DynamicTest.dynamicTest(
                        member(set, "name").compact(),
                        () -> ((Json.Members) member(set, "plans"))
                                .values()
                                .values()
                                .forEach(plans -> follow(NnunetPlans.of(plans, ORIGIN), set))));
    }

    private static void follow(NnunetPlans plans, Json set) {
        SequencedMap<String, Json> channels =
                ((Json.Members) member(member(set, "dataset_json"), "channel_names")).values();
        List<String> modalities =
                IntStream.range(0, channels.size()).mapToObj(String::valueOf).toList();
        for (String name : plans.configurations().keySet()) {
            SegmentationPlan plan = plans.plan(name, LABELS, modalities);
            assertThat(PlanJson.read(PlanJson.write(plan), ORIGIN)).isEqualTo(plan);
            assertThat(plan.patch().depth() == 1).isEqualTo(name.equals("2d"));
        }
    }
}
