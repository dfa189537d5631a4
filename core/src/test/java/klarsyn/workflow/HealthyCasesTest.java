package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.RunResult;
import klarsyn.SmallPhantoms;
import klarsyn.Study;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Part;
import klarsyn.data.split.Split;
import klarsyn.evaluate.CaseDetection;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases without any label are used in training, validation, baseline and test. */
class HealthyCasesTest {

    private static final Set<Integer> HEALTHY = Set.of(0, 3, 6, 9);

    @TempDir
    private Path folder;

    private Cohort cohort;

    @BeforeEach
    void makePhantoms() {
        cohort = SmallPhantoms.write(folder.resolve("data"), 12);
        HEALTHY.forEach(index -> empty(cohort.cases().get(index)));
    }

    @Test
    void a_run_reports_false_alarms_and_dice() {
        RunResult result = SmallPhantoms.study(cohort, 4).run(folder.resolve("run"), event -> {});

        long healthy = ((SegmentationEvaluation) result.test())
                .cases().stream().filter(CaseScore::isHealthy).count();
        CaseDetection detection = ((SegmentationEvaluation) result.test()).caseDetection(0);
        assertThat(healthy)
                .isPositive()
                .isLessThan(((SegmentationEvaluation) result.test()).cases().size());
        assertThat(detection.negatives()).isEqualTo((int) healthy);
        assertThat(result.metrics().compact()).contains("\"case_detection\":{\"minimum_ml\":0");
        assertThat(result.report())
                .content()
                .contains("Cases without a label", "Case specificity, 1 healthy case", "Healthy cases")
                .contains("3 training, 0 validation, 1 test", "4 of 12 label maps are empty")
                .doesNotContain("NaN");
    }

    @Test
    void healthy_cases_are_in_training_and_in_test_from_every_seed() {
        Study study = Study.of(cohort);
        for (long seed = 0; seed < 10; seed++) {
            Split split = study.seed(seed).split();
            assertThat(healthy(split.train())).isPositive();
            assertThat(healthy(split.test())).isPositive();
        }
    }

    @Test
    void validation_on_only_healthy_cases_gives_no_value_and_no_error() {
        List<Case> parted = new ArrayList<>();
        for (Case one : cohort.cases()) {
            int index = parted.size();
            Part part = index == 0 || index == 3 ? Part.VALIDATION : index < 6 ? Part.TEST : Part.TRAIN;
            parted.add(new Case(one.id(), one.patient(), one.sources(), one.target(), part));
        }

        RunResult result = SmallPhantoms.study(cohort.withCases(parted), 2).run(folder.resolve("watched"), event -> {});

        assertThat(((SegmentationEvaluation) result.test()).cases()).hasSize(4);
        assertThat(result.metrics().compact()).contains("\"validation\":{\"n\":");
    }

    @Test
    void a_split_that_keeps_only_healthy_cases_for_training_is_rejected() {
        List<Case> parted = new ArrayList<>();
        for (Case one : cohort.cases()) {
            Part part = HEALTHY.contains(parted.size()) ? Part.TRAIN : Part.TEST;
            parted.add(new Case(one.id(), one.patient(), one.sources(), one.target(), part));
        }
        Study study = Study.of(cohort.withCases(parted));

        assertThatThrownBy(study::split)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no training case has a label (4 cases)");
    }

    @Test
    void a_test_with_only_healthy_cases_has_specificity_but_no_sensitivity() {
        List<Case> parted = new ArrayList<>();
        for (Case one : cohort.cases()) {
            Part part = HEALTHY.contains(parted.size()) ? Part.TEST : Part.TRAIN;
            parted.add(new Case(one.id(), one.patient(), one.sources(), one.target(), part));
        }

        RunResult result = SmallPhantoms.study(cohort.withCases(parted), 2).run(folder.resolve("healthy"), event -> {});

        assertThat(((SegmentationEvaluation) result.test()).caseDetection(0).negatives())
                .isEqualTo(4);
        assertThat(((SegmentationEvaluation) result.test())
                        .caseDetection(0)
                        .sensitivity()
                        .n())
                .isZero();
        assertThat(((SegmentationEvaluation) result.test()).untestedLabels())
                .isEqualTo(cohort.structures().orElseThrow().foreground());
        assertThat(result.report()).content().contains("no test case").doesNotContain("NaN");
    }

    @Test
    void a_test_without_healthy_cases_reports_that_false_alarms_are_not_measured() {
        List<Case> parted = new ArrayList<>();
        for (Case one : cohort.cases()) {
            Part part = Set.of(1, 2).contains(parted.size()) ? Part.TEST : Part.TRAIN;
            parted.add(new Case(one.id(), one.patient(), one.sources(), one.target(), part));
        }

        RunResult result = SmallPhantoms.study(cohort.withCases(parted), 1).run(folder.resolve("sick"), event -> {});

        assertThat(result.remarks()).singleElement().asString().contains("No healthy case is in the test set");
        assertThat(result.report()).content().contains("false alarms in healthy cases are not measured");
    }

    @Test
    void folds_have_healthy_cases_to_train_on_and_to_test() {
        RunResult result = SmallPhantoms.study(cohort, 1).crossValidate(2, folder.resolve("folds"), event -> {});

        assertThat(((SegmentationEvaluation) result.test()).caseDetection(0).negatives())
                .isEqualTo(4);
        for (int fold = 0; fold < 2; fold++) {
            Path metrics = folder.resolve("folds/fold-%d/metrics.json".formatted(fold));
            assertThat(metrics).content().contains("\"cases_without\" : 2");
        }
    }

    @Test
    void a_label_of_only_one_patient_is_rejected_in_folds_with_the_cause() {
        int last = cohort.structures().orElseThrow().count();
        cohort.cases().stream().skip(2).forEach(one -> without(one, last));

        assertThatThrownBy(() -> SmallPhantoms.study(cohort, 1).crossValidate(3, folder.resolve("once"), event -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("one patient has it");
        without(cohort.cases().get(1), last);
        RunResult never = SmallPhantoms.study(cohort, 1).crossValidate(2, folder.resolve("never"), event -> {});
        assertThat(((SegmentationEvaluation) never.test()).untestedLabels())
                .containsExactly(cohort.structures().orElseThrow().foreground().get(last - 1));
        assertThat(((Json.Members) never.metrics()).values().get("post_processing"))
                .isNotNull();
    }

    private long healthy(List<Case> cases) {
        Set<String> ids =
                HEALTHY.stream().map(index -> cohort.cases().get(index).id()).collect(Collectors.toSet());
        return cases.stream().filter(one -> ids.contains(one.id())).count();
    }

    private static void empty(Case subject) {
        LabelMap map = subject.readLabels();
        write(new LabelMap(map.geometry(), new short[map.voxels().length]), subject);
    }

    private static void without(Case subject, int value) {
        write(subject.readLabels().without(Set.of(value)), subject);
    }

    private static void write(LabelMap map, Case subject) {
        assertThat(Files.exists(subject.labelFile())).isTrue();
        Images.write(map, subject.labelFile());
    }
}
