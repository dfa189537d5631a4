package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import klarsyn.Model;
import klarsyn.RunResult;
import klarsyn.SmallPhantoms;
import klarsyn.Study;
import klarsyn.base.DataException;
import klarsyn.base.KlarsynException;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import klarsyn.image.region.KeepLargest;
import klarsyn.model.KnownCases.Part;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Recipe;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanJson;
import klarsyn.train.TrainingEvent;
import klarsyn.workflow.folder.FoldSettings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every case is tested once by a model that was not trained on its patient. */
class CrossValidationTest {

    private static final Division BY_CASE = new Division.HeldOut(Division.Unit.CASE);

    @TempDir
    private static Path folder;

    private static Cohort cohort;

    @BeforeAll
    static void makePhantoms() {
        cohort = SmallPhantoms.write(folder.resolve("data"), 8);
    }

    private static Study study() {
        return SmallPhantoms.study(cohort, 2);
    }

    private static void ignoreEvent(TrainingEvent event) {
        // these tests look at what a cross-validation leaves
    }

    @Test
    void every_case_is_tested_once_by_a_model_of_other_cases() {
        RunResult result = study().crossValidate(2, folder.resolve("once"), CrossValidationTest::ignoreEvent);

        assertThat(((SegmentationEvaluation) result.test()).cases())
                .extracting(CaseScore::caseId)
                .containsExactlyInAnyOrderElementsOf(
                        cohort.cases().stream().map(Case::id).toList());
        assertThat(result.report()).content().contains("Best case", "Median case", "Worst case");
        assertThat(result.metrics().compact()).contains("\"folds\":2", "\"by\":\"patient\"", "\"fold\":1");
        assertThat(result.metrics().compact()).contains("\"post_processing\":{\"keep_largest\":");
        assertThat(result.remarks()).singleElement().asString().contains("only the largest component");
        assertThat(result.report()).content().contains(result.remarks().getFirst());
        assertThat(result.report()).content().contains("Fold 2", "8 cases, each once in 2 folds, held out by patient");
        assertThat(result.model()).isEqualTo(result.folder());
        for (int fold = 0; fold < 2; fold++) {
            Path own = result.folder().resolve("fold-" + fold);
            assertThat(own.resolve("model.klarsyn")).exists();
            assertThat(own.resolve("report.html")).exists();
        }
    }

    @Test
    void selected_post_processing_is_stored_with_the_models() throws IOException {
        Path place = folder.resolve("removing");
        RunResult result = study().crossValidate(2, place, CrossValidationTest::ignoreEvent);
        Files.writeString(place.resolve("postprocessing.json"), "{\"keep_largest\": [[1], [2]]}");

        KeepLargest both = new KeepLargest(List.of(Set.of(1), Set.of(2)));
        try (Model model = Model.open(result.model())) {
            assertThat(model.postProcessing()).isEqualTo(both);
            assertThat(model.mirroring().withMemory(2L << 30).postProcessing()).isEqualTo(both);
        }
    }

    @Test
    void an_interrupted_one_is_resumed_to_the_same_result() throws IOException {
        Path place = folder.resolve("cut");
        RunResult whole = study().crossValidate(2, place, CrossValidationTest::ignoreEvent);
        byte[] first = Files.readAllBytes(place.resolve("fold-0/model.klarsyn"));
        assertThat(Study.isUnfinished(place)).isFalse();
        Files.delete(place.resolve("fold-1/metrics.json"));
        Files.delete(place.resolve("metrics.json"));
        assertThat(Study.isUnfinished(place)).isTrue();

        RunResult resumed = Study.of(cohort).resume(place, CrossValidationTest::ignoreEvent);

        assertThat(((SegmentationEvaluation) resumed.test()).cases())
                .isEqualTo(((SegmentationEvaluation) whole.test()).cases());
        assertThat(place.resolve("fold-0/model.klarsyn")).hasBinaryContent(first);
        assertThat(place.resolve("metrics.json")).exists();
    }

    @Test
    void finished_folds_are_not_discarded_by_a_new_start() throws IOException {
        Path place = folder.resolve("half-done");
        study().crossValidate(2, place, CrossValidationTest::ignoreEvent);
        Files.delete(place.resolve("metrics.json"));

        for (ThrowingCallable begin : List.<ThrowingCallable>of(
                () -> study().crossValidate(2, place, CrossValidationTest::ignoreEvent),
                () -> study().run(place, CrossValidationTest::ignoreEvent))) {
            assertThatThrownBy(begin)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("with finished folds")
                    .hasMessageContaining("--resume");
        }
        assertThat(place.resolve("fold-1/model.klarsyn")).exists();
    }

    @Test
    void settings_without_folds_are_rejected() throws IOException {
        Path place = Files.createDirectory(folder.resolve("no-folds"));
        new FoldSettings(2, Division.Unit.PATIENT, 7, Budget.iterations(2), Recipe.KLARSYN)
                .write(place.resolve("folds.json"));
        Path settings = place.resolve("folds.json");
        Files.writeString(settings, Files.readString(settings).replaceFirst("\"folds\" *: *2", "\"folds\": 0"));

        assertThatThrownBy(() -> Study.of(cohort).resume(place, CrossValidationTest::ignoreEvent))
                .isInstanceOf(KlarsynException.class)
                .hasMessageContaining("must be at least 2");
    }

    @Test
    void an_interrupted_one_is_not_resumed_with_other_cases() throws IOException {
        Path place = folder.resolve("other-cases");
        study().crossValidate(2, place, CrossValidationTest::ignoreEvent);
        Files.delete(place.resolve("metrics.json"));
        Study fewer = Study.of(cohort.withCases(cohort.cases().subList(1, 8)));

        assertThatThrownBy(() -> fewer.resume(place, CrossValidationTest::ignoreEvent))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("other cases, or with another split")
                .hasMessageContaining("--split-by");
    }

    @Test
    void an_interrupted_one_is_resumed_with_its_original_rules() throws IOException {
        Path place = folder.resolve("rules");
        Study residual = Study.of(cohort).iterations(1).recipe(new Recipe.Own(UNetStyle.Blocks.RESIDUAL));
        residual.crossValidate(2, place, CrossValidationTest::ignoreEvent);
        for (String name : List.of("metrics.json", "model.klarsyn", "plan.json")) {
            Files.delete(place.resolve("fold-1").resolve(name));
        }

        Study.of(cohort).resume(place, CrossValidationTest::ignoreEvent);

        assertThat(((SegmentationPlan) PlanJson.read(place.resolve("fold-1/plan.json")))
                        .network()
                        .style()
                        .blocks())
                .isEqualTo(UNetStyle.Blocks.RESIDUAL);
    }

    @Test
    void the_models_of_the_folds_are_an_ensemble() {
        Path place = study().crossValidate(2, folder.resolve("together"), CrossValidationTest::ignoreEvent)
                .model();
        Case one = cohort.cases().getFirst();

        try (Model both = Model.open(place)) {
            assertThat(both.passes()).isEqualTo(2);
            assertThat(place.resolve("postprocessing.json")).content().contains("\"what\" : \"foreground\"");
            assertThat(both.segment(one.readImage()).geometry())
                    .isEqualTo(one.readLabels().geometry());
            assertThat(cohort.cases())
                    .as("no case is unknown to all of them")
                    .noneMatch(each -> both.cases().orElseThrow().contains(Part.TEST, each.id()));
            assertThatThrownBy(() -> both.save(folder.resolve("one.klarsyn"))).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void an_unfinished_cross_validation_cannot_predict() throws IOException {
        Path place = study().crossValidate(2, folder.resolve("half"), CrossValidationTest::ignoreEvent)
                .model();
        Files.delete(place.resolve("fold-1/model.klarsyn"));

        assertThatThrownBy(() -> Model.open(place))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("fold 2 has no model yet");
    }

    @Test
    void folds_divide_the_patients_and_each_is_held_out_once() {
        Set<String> held = new HashSet<>();
        for (int fold = 0; fold < 4; fold++) {
            Split split = study().divided(new Division.Fold(Division.Unit.PATIENT, fold, 4))
                    .split();
            assertThat(split.test()).hasSize(2);
            split.test().forEach(one -> assertThat(held.add(one.id())).isTrue());
        }
        assertThat(held).hasSize(8);
    }

    @Test
    void split_by_case_a_patient_may_be_in_both_parts_which_is_reported() {
        Cohort twoPatients = cohort.withCases(cohort.cases().stream()
                .map(one -> one.withPatient("patient " + cohort.cases().indexOf(one) % 2))
                .toList());

        assertThat(BY_CASE.splitsPatients(twoPatients)).isTrue();
        assertThat(BY_CASE.splitsPatients(cohort)).isFalse();
        Split split = Study.of(twoPatients).divided(BY_CASE).split();
        assertThat(split.test())
                .as("its cases are still those of their patients")
                .hasSize(2)
                .isSubsetOf(twoPatients.cases());
        Cohort onePatient = cohort.withCases(
                cohort.cases().stream().map(one -> one.withPatient("patient")).toList());
        assertThatThrownBy(() -> Study.of(onePatient).split())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("one patient is too few");
    }

    @Test
    void more_folds_than_patients_are_rejected_before_anything_is_written() {
        Path place = folder.resolve("many");
        assertThatThrownBy(() -> study().crossValidate(9, place, CrossValidationTest::ignoreEvent))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("8 patients cannot be divided into 9 folds");
        assertThat(place).doesNotExist();
    }

    @Test
    void a_label_without_training_cases_in_a_fold_is_named() {
        Path place = folder.resolve("rare");
        List<Case> cases = new ArrayList<>();
        for (Case one : cohort.cases()) {
            cases.add(cases.isEmpty() ? one : withoutBody(one));
        }
        Study study = Study.of(cohort.withCases(cases)).iterations(2);

        assertThatThrownBy(() -> study.crossValidate(4, place, CrossValidationTest::ignoreEvent))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no training case", "has the label 2 hippocampus body");
        assertThat(place).doesNotExist();
    }

    private static Case withoutBody(Case one) {
        LabelMap labels = one.readLabels();
        short[] voxels = labels.voxels().clone();
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = voxels[i] == 2 ? 0 : voxels[i];
        }
        Path file = folder.resolve("rare-" + one.id() + ".nii.gz");
        Images.write(new LabelMap(labels.geometry(), voxels), file);
        return Case.ofImages(one.id(), one.patient(), List.of(one.file()), file);
    }
}
