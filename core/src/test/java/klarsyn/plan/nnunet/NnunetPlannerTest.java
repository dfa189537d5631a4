package klarsyn.plan.nnunet;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.plan.Preset;
import klarsyn.plan.rules.TargetSpacing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NnunetPlannerTest {

    private static final Map<String, Preset> PRESETS = Map.of(
            "ExperimentPlanner", Preset.NNUNET,
            "nnUNetPlannerResEncM", Preset.RESENC_M,
            "nnUNetPlannerResEncL", Preset.RESENC_L,
            "nnUNetPlannerResEncXL", Preset.RESENC_XL);

    @TestFactory
    Stream<DynamicTest> every_value_of_every_recorded_plan_is_reproduced() {
        return elements(NnunetGolden.section("plans")).stream()
                .flatMap(set -> members(set, "plans").keySet().stream()
                        .map(planner -> DynamicTest.dynamicTest(
                                text(set, "name") + " " + planner, () -> reproduce(set, planner))));
    }

    private static void reproduce(Json set, String planner) {
        Json recorded = member(member(set, "plans"), planner);
        NnunetLimits limits = NnunetLimits.of(PRESETS.get(planner)).orElseThrow();
        NnunetDataset dataset = dataset(set, text(recorded, "dataset_name"));
        NnunetFingerprint fingerprint = fingerprint(member(set, "fingerprint"));

        NnunetPlans plans = NnunetPlanner.plan(limits, dataset, fingerprint);

        assertThat(plans.json().indented()).isEqualTo(recorded.indented());
        members(member(set, "feature_map_sizes"), planner).forEach((name, size) -> {
            NnunetConfiguration one = plans.configuration(name);
            assertThat((double) FeatureMaps.count(one.architecture(), one.patchSize(), dataset.outputs()))
                    .isEqualTo(number(size));
        });
    }

    @TestFactory
    Stream<DynamicTest> the_way_to_a_plan_is_as_recorded() {
        return elements(NnunetGolden.section("plans")).stream()
                .map(set -> DynamicTest.dynamicTest(text(set, "name"), () -> {
                    Json recorded = member(set, "intermediate");
                    NnunetFingerprint fingerprint = fingerprint(member(set, "fingerprint"));
                    List<Double> target = TargetSpacing.of(fingerprint.spacings(), fingerprint.shapes());
                    assertThat(target).isEqualTo(numbers(recorded, "target_spacing"));
                    assertThat(TargetSpacing.coarsestFirst(target))
                            .isEqualTo(integers(member(recorded, "transpose_forward")));
                }));
    }

    private static NnunetDataset dataset(Json set, String name) {
        Json json = member(set, "dataset_json");
        SequencedMap<String, Json> channels = members(json, "channel_names");
        return new NnunetDataset(
                name,
                channels.values().stream()
                        .map(channel -> ((Json.Text) channel).value())
                        .toList(),
                members(json, "labels").size(),
                (int) number(member(json, "numTraining")),
                NnunetDataset.reader(Path.of("case_0000" + text(json, "file_ending")), true));
    }

    private static NnunetFingerprint fingerprint(Json json) {
        return new NnunetFingerprint(
                elements(member(json, "spacings")).stream()
                        .map(NnunetPlannerTest::numbers)
                        .toList(),
                elements(member(json, "shapes_after_crop")).stream()
                        .map(NnunetGolden::integers)
                        .toList(),
                members(json, "foreground_intensity_properties_per_channel").values().stream()
                        .map(channel -> new NnunetIntensities(
                                number(member(channel, "mean")),
                                number(member(channel, "median")),
                                number(member(channel, "std")),
                                number(member(channel, "min")),
                                number(member(channel, "max")),
                                number(member(channel, "percentile_99_5")),
                                number(member(channel, "percentile_00_5"))))
                        .toList(),
                number(member(json, "median_relative_size_after_cropping")));
    }

    private static SequencedMap<String, Json> members(Json json, String key) {
        return ((Json.Members) member(json, key)).values();
    }

    private static List<Double> numbers(Json json, String key) {
        return numbers(member(json, key));
    }

    private static List<Double> numbers(Json json) {
        return elements(json).stream().map(NnunetGolden::number).toList();
    }

    private static String text(Json json, String key) {
        return ((Json.Text) member(json, key)).value();
    }
}
