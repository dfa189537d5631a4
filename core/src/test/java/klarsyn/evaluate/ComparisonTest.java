package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.JsonReader;
import klarsyn.base.Measure;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.Comparison.Verdict;
import klarsyn.evaluate.ScoredCases.Entry;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.Lesions;
import klarsyn.evaluate.voxel.SurfaceAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private static final Seed SEED = Seed.of(7);

    /** Differences of A minus B, a row a patient. */
    private static final double[][] DIFFERENCES = {
        {0.02, 0.01}, {0.03}, {-0.01}, {0.04, 0, 0.05}, {0.02}, {0.015}, {0.03}
    };

    /**
     * NumPy, all signs and 200,000 draws of patients:
     *
     * <pre>{@code
     * v = np.array([sum(x) for x in d])
     * sum(abs(v @ s) >= abs(v.sum()) for s in itertools.product((1, -1), repeat=7))     # 4 of 128
     * m = [np.mean([z for k in rng.integers(0, 7, 7) for z in d[k]]) for _ in range(200000)]
     * np.percentile(m, [2.5, 97.5])                                                     # 0.00944, 0.02773
     * }</pre>
     */
    @Test
    void p_and_interval_are_by_patient_not_by_case() {
        Comparison comparison = Comparison.of(run(DIFFERENCES), run(zeros(DIFFERENCES)), 0, SEED);
        var overall = comparison.overall();
        assertThat(overall.cases()).isEqualTo(10);
        assertThat(overall.patients()).isEqualTo(7);
        assertThat(overall.p()).isEqualTo(4 / 128.0);
        assertThat(overall.difference().mean()).isCloseTo(0.0205, within(1e-12));
        assertThat(overall.difference().low()).isCloseTo(0.00944, within(0.001));
        assertThat(overall.difference().high()).isCloseTo(0.02773, within(0.001));
        assertThat(overall.verdict()).isEqualTo(Verdict.A_BETTER);
        assertThat(Comparison.of(run(zeros(DIFFERENCES)), run(DIFFERENCES), 0, SEED)
                        .overall()
                        .verdict())
                .isEqualTo(Verdict.B_BETTER);
    }

    @Test
    void five_patients_show_no_equivalence() {
        double[][] five = Arrays.copyOf(DIFFERENCES, 5);
        assertThat(Comparison.of(run(five), run(five), 0.01, SEED).overall().verdict())
                .isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void a_run_does_not_differ_from_itself() {
        Comparison comparison = Comparison.of(run(DIFFERENCES), run(DIFFERENCES), 0, SEED);
        assertThat(comparison.overall().verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(comparison.overall().p()).isEqualTo(1);
        assertThat(comparison.overall().difference().high()).isZero();
        assertThat(Comparison.of(run(DIFFERENCES), run(DIFFERENCES), 0.01, SEED)
                        .overall()
                        .verdict())
                .isEqualTo(Verdict.EQUIVALENT);
    }

    @Test
    void cases_of_one_patient_show_no_difference() {
        double[][] differences = new double[1][50];
        Arrays.fill(differences[0], 0.1);
        assertThat(Comparison.of(run(differences), run(zeros(differences)), 0, SEED)
                        .overall()
                        .verdict())
                .isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    /** Of equal runs about one in twenty is called different; with a patient's 4 cases alike, cases would call many. */
    @Test
    void random_differences_are_rarely_significant() {
        RandomGenerator random = SEED.generator();
        int wrong = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[][] differences = new double[12][4];
            for (double[] patient : differences) {
                Arrays.fill(patient, 0.02 * random.nextGaussian());
            }
            Comparison comparison =
                    Comparison.of(run(differences), run(zeros(differences)), 0, SEED.child("trial", trial));
            wrong += comparison.overall().verdict() == Verdict.NO_DIFFERENCE_SHOWN ? 0 : 1;
        }
        assertThat(wrong).isBetween(2, 20);
    }

    @Test
    void labels_absent_in_both_are_excluded_and_false_positives_count() {
        double nan = Double.NaN;
        ScoredCases a = new ScoredCases(
                Measure.DICE,
                List.of("x", "y"),
                List.of(entry("1", 0.8, nan), entry("2", 0.8, nan), entry("3", nan, nan)));
        ScoredCases b = new ScoredCases(
                Measure.DICE,
                List.of("x", "y"),
                List.of(entry("1", 0.8, nan), entry("2", 0.8, 0), entry("3", nan, nan)));
        Comparison comparison = Comparison.of(a, b, 0, SEED);
        assertThat(comparison.overall().cases()).isEqualTo(2);
        assertThat(comparison.overall().undefined()).isEqualTo(1);
        assertThat(comparison.overall().inventedByOne()).isEqualTo(1);
        assertThat(comparison.overall().meanA()).isCloseTo((0.8 + 0.9) / 2, within(1e-12));
        assertThat(comparison.overall().meanB()).isCloseTo((0.8 + 0.4) / 2, within(1e-12));
        var y = comparison.labels().get(1);
        assertThat(y.cases()).isEqualTo(1);
        assertThat(y.undefined()).isEqualTo(2);
        assertThat(y.difference().mean()).isEqualTo(1);
        assertThat(Comparison.of(
                                new ScoredCases(Measure.DICE, List.of("x"), List.of(entry("1", nan))),
                                new ScoredCases(Measure.DICE, List.of("x"), List.of(entry("1", nan))),
                                0.5,
                                SEED)
                        .overall()
                        .verdict())
                .isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    /** Holm: of p = 1/64 twice, both are multiplied by 2 and then by 1, and the second is not below the first. */
    @Test
    void p_values_of_labels_are_adjusted() {
        List<Entry> ours = new ArrayList<>();
        List<Entry> theirs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ours.add(entry("" + i, 0.9 - 0.01 * i, 0.8 - 0.01 * i));
            theirs.add(entry("" + i, 0.5, 0.5));
        }
        Comparison comparison = Comparison.of(
                new ScoredCases(Measure.DICE, List.of("x", "y"), ours),
                new ScoredCases(Measure.DICE, List.of("x", "y"), theirs),
                0,
                SEED);
        assertThat(comparison.overall().p()).isEqualTo(1 / 64.0);
        assertThat(comparison.labels()).extracting(Comparison.Outcome::p).containsExactly(1 / 32.0, 1 / 32.0);
    }

    @Test
    void cases_of_one_run_only_are_named() {
        ScoredCases a = new ScoredCases(Measure.DICE, List.of("x"), List.of(entry("1", 0.8), entry("2", 0.8)));
        ScoredCases b = new ScoredCases(Measure.DICE, List.of("x"), List.of(entry("2", 0.8), entry("3", 0.8)));
        Comparison comparison = Comparison.of(a, b, 0, SEED);
        assertThat(comparison.onlyA()).containsExactly("1");
        assertThat(comparison.onlyB()).containsExactly("3");
        assertThat(comparison.json().compact()).contains("\"verdict\":\"no_difference_shown\"", "\"only_a\":[\"1\"]");
    }

    @Test
    void runs_that_cannot_be_compared_are_rejected() {
        ScoredCases a = new ScoredCases(Measure.DICE, List.of("x"), List.of(entry("1", 0.8)));
        assertThatThrownBy(() -> Comparison.of(
                        a, new ScoredCases(Measure.DICE, List.of("x"), List.of(entry("2", 0.8))), 0, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the runs have no test cases in common");
        assertThatThrownBy(() -> Comparison.of(
                        a, new ScoredCases(Measure.DICE, List.of("y"), List.of(entry("1", 0.8))), 0, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[x]")
                .hasMessageContaining("[y]");
        ScoredCases another =
                new ScoredCases(Measure.DICE, List.of("x"), List.of(new Entry("1", "someone else", List.of(0.8))));
        assertThatThrownBy(() -> Comparison.of(a, another, 0, SEED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("have different patients for this case");
        assertThatThrownBy(() -> Comparison.of(a, a, -1, SEED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scores_are_read_from_metrics_json(@TempDir Path folder) throws IOException {
        Labels labels = Labels.of("x", "y");
        CaseScore score = new CaseScore(
                "1",
                "p",
                List.of(
                        new LabelScore(
                                labels.foreground().get(0),
                                new Confusion(3, 1, 1, 9),
                                1,
                                SurfaceAgreement.none(5),
                                Lesions.NONE),
                        new LabelScore(
                                labels.foreground().get(1),
                                Confusion.NOTHING,
                                1,
                                SurfaceAgreement.UNDEFINED,
                                Lesions.NONE)));
        SegmentationEvaluation metrics = new SegmentationEvaluation(List.of(score), labels, 1, SEED);
        Path file = folder.resolve("metrics.json");
        Files.writeString(file, Json.of(Map.of("test", metrics.json())).indented());
        assertThat(ScoredCases.read(file)).isEqualTo(ScoredCases.of(metrics));
        assertThat(ScoredCases.of(metrics).cases()).containsExactly(new Entry("1", "p", List.of(0.75, Double.NaN)));
    }

    @Test
    void invalid_scores_are_rejected_with_their_location(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("metrics.json");
        assertRefused(file, "the file does not exist");
        Files.writeString(file, "{\"test\": ");
        assertRefused(file, "not valid JSON");
        Files.writeString(file, "{}");
        assertRefused(file, "key test");
        String form = "{\"dice\": {\"classes\": {\"x\": {}}}, \"cases\": [%s]}";
        String good = "{\"id\": \"1\", \"patient\": \"p\", \"labels\": {\"x\": {\"dice\": 0.5}}}";
        assertThat(of(form.formatted(good)).cases()).hasSize(1);
        assertThatThrownBy(() -> of(form.formatted(good + "," + good))).hasMessageContaining("occurs twice");
        assertThatThrownBy(() -> of(form.formatted(good.replace("0.5", "1.5")))).hasMessageContaining("1.5");
        assertThatThrownBy(() -> of(form.formatted(good.replace("\"p\"", "3")))).hasMessageContaining("patient");
        assertThatThrownBy(() -> of(form.formatted(good.replace("\"x\"", "\"z\""))))
                .hasMessageContaining("cases[0].labels.x");
        assertThatThrownBy(() -> of("{\"dice\": {\"classes\": 1}, \"cases\": []}"))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> of("{\"dice\": {\"classes\": {}}, \"cases\": 1}"))
                .isInstanceOf(DataException.class);
    }

    private static ScoredCases of(String json) {
        return ScoredCases.of(JsonReader.parse(json, Where.of("here"), JsonReader.Problem.DATA));
    }

    private static void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> ScoredCases.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("metrics.json");
    }

    private static Entry entry(String id, double... dice) {
        return new Entry(id, "patient of " + id, Arrays.stream(dice).boxed().toList());
    }

    /** A run whose Dice is one half and something. */
    private static ScoredCases run(double[][] more) {
        List<Entry> entries = new ArrayList<>();
        for (int patient = 0; patient < more.length; patient++) {
            for (double value : more[patient]) {
                entries.add(new Entry("case " + entries.size(), "patient " + patient, List.of(0.5 + value)));
            }
        }
        return new ScoredCases(Measure.DICE, List.of("x"), entries);
    }

    private static double[][] zeros(double[][] like) {
        return Arrays.stream(like).map(row -> new double[row.length]).toArray(double[][]::new);
    }
}
