package klarsyn.evaluate.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against nnU-Net v2's recorded values: counts of single cases exactly, and means over cases. */
class NnunetMetricsTest {

    private static final Map<String, ToDoubleFunction<Confusion>> MEASURES = Map.of(
            "Dice", counts -> counts.dice(EmptyMasks.NNUNET),
            "IoU", counts -> counts.iou(EmptyMasks.NNUNET),
            "TP", Confusion::truePositives,
            "FP", Confusion::falsePositives,
            "FN", Confusion::falseNegatives,
            "TN", Confusion::trueNegatives,
            "n_pred", Confusion::predicted,
            "n_ref", Confusion::reference);

    @TestFactory
    List<DynamicTest> counts_and_overlaps_of_a_case_are_nnunets() {
        Json section = NnunetGolden.section("metrics");
        List<DynamicTest> tests = new ArrayList<>();
        for (Json each : NnunetGolden.elements(NnunetGolden.member(section, "per_case"))) {
            String name = "%s, %s: %s".formatted(text(each, "reference"), text(each, "prediction"), structures(each));
            tests.add(DynamicTest.dynamicTest(name, () -> {
                List<Overlap> overlaps = Overlap.count(
                        map(section, text(each, "reference")),
                        map(section, text(each, "prediction")),
                        structures(each),
                        ignored(each));
                List<Json> metrics = NnunetGolden.elements(NnunetGolden.member(each, "metrics"));
                assertThat(overlaps).hasSameSizeAs(metrics);
                for (int i = 0; i < metrics.size(); i++) {
                    requireEqual(overlaps.get(i).confusion(), metrics.get(i));
                }
            }));
        }
        assertThat(tests).hasSize(14);
        return tests;
    }

    private static void requireEqual(Confusion own, Json expected) {
        MEASURES.forEach((key, measure) ->
                assertThat(measure.applyAsDouble(own)).as(key).isEqualTo(Double.valueOf(number(expected, key))));
    }

    @TestFactory
    List<DynamicTest> means_over_cases_are_nnunets() {
        Json section = NnunetGolden.section("metrics");
        List<DynamicTest> tests = new ArrayList<>();
        for (Json each : NnunetGolden.elements(NnunetGolden.member(section, "aggregated"))) {
            tests.add(DynamicTest.dynamicTest(text(each, "name"), () -> requireMeans(section, each)));
        }
        assertThat(tests).hasSize(4);
        return tests;
    }

    private static void requireMeans(Json section, Json each) {
        List<BitSet> structures = structures(each);
        List<List<Overlap>> cases = NnunetGolden.elements(NnunetGolden.member(each, "cases")).stream()
                .map(NnunetGolden::elements)
                .map(pair -> Overlap.count(
                        map(section, text(pair.get(0))), map(section, text(pair.get(1))), structures, ignored(each)))
                .toList();
        List<Json> means = NnunetGolden.elements(NnunetGolden.member(each, "mean"));
        for (int i = 0; i < means.size(); i++) {
            int label = i;
            Json expected = means.get(i);
            MEASURES.forEach((key, measure) -> assertThat(cases.stream()
                            .mapToDouble(overlaps ->
                                    measure.applyAsDouble(overlaps.get(label).confusion()))
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(Double.NaN))
                    .as(key)
                    .isEqualTo(number(expected, key), within(1e-12)));
        }
        if (!structures.getFirst().get(0)) { // background is not a label
            double mean = metrics(section, each).labelMeanDice(EmptyMasks.NNUNET);
            assertThat(mean).isEqualTo(number(NnunetGolden.member(each, "foreground_mean"), "Dice"), within(1e-12));
        }
    }

    /** The same through the public API: labels with members, scores of cases, the mean over labels. */
    private static SegmentationEvaluation metrics(Json section, Json each) {
        List<Label> foreground = new ArrayList<>();
        for (BitSet members : structures(each)) {
            int value = foreground.size() + 1;
            foreground.add(
                    new Label(value, "label " + value, members.stream().boxed().toList()));
        }
        Labels labels = new Labels(foreground, Set.of());
        List<CaseScore> scores = new ArrayList<>();
        for (Json pair : NnunetGolden.elements(NnunetGolden.member(each, "cases"))) {
            List<Json> names = NnunetGolden.elements(pair);
            scores.add(CaseScore.of(
                    "case " + scores.size(),
                    map(section, text(names.get(0))),
                    map(section, text(names.get(1))),
                    labels,
                    1));
        }
        return new SegmentationEvaluation(scores, labels, 1, Seed.of(1));
    }

    private static List<BitSet> structures(Json each) {
        return NnunetGolden.elements(NnunetGolden.member(each, "labels_or_regions")).stream()
                .map(entry -> Structure.values(
                        entry instanceof Json.Elements
                                ? NnunetGolden.integers(entry)
                                : List.of((int) NnunetGolden.number(entry))))
                .toList();
    }

    private static BitSet ignored(Json each) {
        Json label = NnunetGolden.member(each, "ignore_label");
        return Structure.values(label instanceof Json.Nothing ? List.of() : List.of((int) NnunetGolden.number(label)));
    }

    private static LabelMap map(Json section, String name) {
        Json array = NnunetGolden.member(NnunetGolden.member(section, "maps"), name);
        long[] axes = NnunetGolden.shape(array);
        float[] values = NnunetGolden.floats(array);
        short[] voxels = new short[values.length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) values[i];
        }
        Shape shape = new Shape((int) axes[2], (int) axes[1], (int) axes[0]);
        return new LabelMap(Geometry.of(shape, Spacing.isotropic(1)), voxels);
    }

    private static double number(Json json, String key) {
        Json value = NnunetGolden.member(json, key);
        return value instanceof Json.Nothing ? Double.NaN : NnunetGolden.number(value);
    }

    private static String text(Json json, String key) {
        return text(NnunetGolden.member(json, key));
    }

    private static String text(Json json) {
        return json instanceof Json.Text text ? text.value() : json.compact();
    }
}
