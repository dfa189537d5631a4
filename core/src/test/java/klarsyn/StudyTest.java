package klarsyn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.DataException;
import klarsyn.base.ExistingResults;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.base.Stop;
import klarsyn.base.StoppedException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Part;
import klarsyn.data.split.Split;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Origin;
import klarsyn.plan.Preset;
import klarsyn.plan.Recipe;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanJson;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Resources;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingEvent.StepDone;
import klarsyn.train.TrainingEvent.Validated;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job end to end, on phantoms small enough for seconds. */
class StudyTest {

    @TempDir
    private static Path folder;

    private static Cohort cohort;

    @BeforeAll
    static void makePhantoms() {
        cohort = SmallPhantoms.write(folder.resolve("data"), 20);
    }

    private static Study study(long steps) {
        return SmallPhantoms.study(cohort, steps);
    }

    @Test
    void planners_give_different_plans_for_the_same_data() {
        Study study = Study.of(cohort).iterations(1).seed(7);

        SegmentationPlan nnunet = (SegmentationPlan)
                study.recipe(new Recipe.Nnunet(Preset.NNUNET, "3d_fullres")).plan();
        SegmentationPlan residual = (SegmentationPlan)
                study.recipe(new Recipe.Own(UNetStyle.Blocks.RESIDUAL)).plan();

        assertThat(nnunet.origin()).isEqualTo(new Origin(Preset.NNUNET, "3d_fullres", List.of()));
        assertThat(nnunet.network().features().getFirst()).isEqualTo(32);
        assertThat(residual.network().style().blocks()).isEqualTo(UNetStyle.Blocks.RESIDUAL);
        assertThat(residual.compute().layout()).isEqualTo(Layout.CHANNELS_LAST);
        assertThatThrownBy(() ->
                        study.recipe(new Recipe.Nnunet(Preset.NNUNET, "4d")).plan())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("4d");
    }

    @Test
    void a_data_set_that_has_its_own_split_keeps_it() {
        List<Case> cases = new ArrayList<>();
        for (Case one : cohort.cases()) {
            Part part = cases.size() < 3 ? Part.TEST : Part.TRAIN;
            cases.add(new Case(one.id(), one.patient(), one.sources(), one.target(), part));
        }

        Split split = Study.of(cohort.withCases(cases)).split();

        assertThat(split.test()).isEqualTo(cases.subList(0, 3));
        assertThat(split.train()).isEqualTo(cases.subList(3, 20));
    }

    @Test
    void validation_cases_of_a_data_set_without_test_cases_are_never_trained_on() {
        List<Case> cases = new ArrayList<>();
        for (Case one : cohort.cases()) {
            Part part = cases.size() < 3 ? Part.VALIDATION : Part.TRAIN;
            cases.add(new Case(one.id(), one.patient(), one.sources(), one.target(), part));
        }

        Split split = Study.of(cohort.withCases(cases)).split();

        assertThat(split.validation()).isEqualTo(cases.subList(0, 3));
        assertThat(split.test()).hasSize(3).doesNotContainAnyElementsOf(split.validation());
        assertThat(split.train()).hasSize(14);
    }

    @Test
    void the_time_limit_starts_with_the_first_operation() {
        Study study = Study.of(cohort);
        Instant later = Instant.now();
        assertThat(study.startedAt()).isAfterOrEqualTo(later);
        assertThat(study.startedAt(Instant.EPOCH).startedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void few_patients_are_all_used_for_training_and_of_more_some_for_validation() {
        assertThat(Study.of(cohort).split().validation()).hasSize(1);
        assertThat(Study.of(cohort.withCases(cohort.cases().subList(0, 19)))
                        .split()
                        .validation())
                .isEmpty();
    }

    @Test
    void two_patients_are_enough_and_the_last_model_is_kept() {
        Study two = Study.of(cohort.withCases(cohort.cases().subList(0, 2)))
                .iterations(2)
                .plan(study(2).plan());
        List<TrainingEvent> events = new ArrayList<>();
        try (Model model = two.train(events::add)) {
            assertThat(model.provenance().validation().n()).isZero();
            assertThat(model.provenance().cases().train()).hasSize(1);
        }
        assertThat(events).noneMatch(Validated.class::isInstance);
    }

    private static void ignoreEvent(TrainingEvent event) {
        // these tests look at what a run leaves
    }

    private static Map<String, float[]> weights(Path model) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        try (LoadedModel loaded = ModelFile.read(model)) {
            loaded.weights().tensors().forEach((name, tensor) -> numbers.put(name, tensor.toFloatArray()));
        }
        return numbers;
    }

    private static void assertSameBits(Path first, Path second) {
        Map<String, float[]> expected = weights(first);
        Map<String, float[]> actual = weights(second);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, numbers) -> assertThat(actual.get(name)).as(name).containsExactly(numbers));
    }

    @Test
    void a_run_writes_model_plan_metrics_log_report_and_predictions() throws IOException {
        RunResult result = study(12).run(folder.resolve("whole"), StudyTest::ignoreEvent);
        assertThat(result.folder())
                .isDirectoryContaining("glob:**/{model.klarsyn}")
                .isDirectoryContaining("glob:**/{plan.json}")
                .isDirectoryContaining("glob:**/{metrics.json}")
                .isDirectoryContaining("glob:**/{log.jsonl}")
                .isDirectoryContaining("glob:**/{report.html}");
        assertThat(result.test().n()).isEqualTo(4);
        String metrics = Files.readString(result.folder().resolve("metrics.json"));
        assertThat(Json.parse(metrics)).isInstanceOf(Json.Members.class);
        assertThat(metrics).contains("\"peak_memory_mib\"", "\"ci95\"", "\"baseline\"");
        try (var predictions = Files.list(result.folder().resolve("predictions"))) {
            assertThat(predictions).hasSize(4);
        }
    }

    @Test
    void two_runs_with_the_same_number_of_steps_are_bit_identical() {
        RunResult first = study(10).run(folder.resolve("first"), StudyTest::ignoreEvent);
        RunResult second = study(10).run(folder.resolve("second"), StudyTest::ignoreEvent);
        assertSameBits(first.model(), second.model());
    }

    @Test
    void an_interrupted_and_resumed_run_is_bit_identical_to_an_uninterrupted_one() {
        Study asked = study(20).budget(Budget.iterations(20).withMemory(3L << 30));
        RunResult unbroken = asked.run(folder.resolve("unbroken"), StudyTest::ignoreEvent);
        Path broken = folder.resolve("broken");
        assertThatThrownBy(() -> asked.run(broken, event -> {
                    if (event instanceof StepDone done && done.step() == 11) {
                        throw new IllegalStateException("the power went");
                    }
                }))
                .hasMessage("the power went");
        List<Long> steps = new ArrayList<>();
        RunResult resumed = Study.of(cohort).resume(broken, event -> {
            if (event instanceof StepDone done) {
                steps.add(done.step());
            }
        });
        assertThat(steps.getFirst()).isGreaterThan(1);
        assertSameBits(unbroken.model(), resumed.model());
        assertThat(resumed.report()).content().contains("--plan plan.json --iterations 20 --memory 3072M");
    }

    @Test
    void a_stopped_run_is_resumed_from_its_last_step() {
        RunResult unbroken = study(20).run(folder.resolve("not stopped"), StudyTest::ignoreEvent);
        Path stopped = folder.resolve("stopped");
        Stop stop = new Stop();
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> study(20).stop(stop).run(stopped, event -> {
                    if (event instanceof StepDone done && done.step() == 11) {
                        stop.request();
                    }
                }))
                .satisfies(reason -> assertThat(reason.resumable()).hasValue(stopped));
        List<Long> steps = new ArrayList<>();
        RunResult resumed = Study.of(cohort).resume(stopped, event -> {
            if (event instanceof StepDone done) {
                steps.add(done.step());
            }
        });
        assertThat(steps.getFirst()).isEqualTo(12);
        assertSameBits(unbroken.model(), resumed.model());
    }

    @Test
    void a_run_that_is_stopped_during_the_test_is_not_trained_again() {
        Path stopped = folder.resolve("stopped in the test");
        Stop stop = new Stop();
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> study(3).stop(stop).run(stopped, event -> {
                    if (event instanceof StageBegun(String words) && words.startsWith("testing")) {
                        stop.request();
                    }
                }))
                .satisfies(reason -> assertThat(reason.resumable()).hasValue(stopped));
        RunResult resumed =
                Study.of(cohort).resume(stopped, event -> assertThat(event).isNotInstanceOf(StepDone.class));
        assertThat(resumed.test().n()).isEqualTo(4);
    }

    @Test
    void a_run_stopped_before_training_leaves_no_files() {
        Path nothing = folder.resolve("stopped at once");
        Stop stop = new Stop();
        stop.request();
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> Study.of(cohort).iterations(3).stop(stop).run(nothing, StudyTest::ignoreEvent))
                .satisfies(reason -> assertThat(reason.resumable()).isEmpty());
        assertThat(nothing).doesNotExist();
    }

    @Test
    void a_plan_uses_no_more_cores_than_are_given() {
        Study study = Study.of(cohort).iterations(1);
        Resources oneCore = Resources.available().withoutAccelerator().withCores(1);

        assertThat(study.resources(oneCore).plan().compute().lanes()).isOne();
        assertThat(study.resources(oneCore.withCores(2)).plan().compute().lanes())
                .isEqualTo(2);
        assertThat(study.resources(oneCore).plan().compute().device()).isEqualTo(Device.CPU);
    }

    @Test
    void another_seed_gives_another_split() {
        Study study = Study.of(cohort);
        assertThat(study.seed(1).split()).isEqualTo(study.seed(1).split());
        assertThat(study.seed(1).split()).isNotEqualTo(study.seed(2).split());
    }

    @Test
    void validation_is_reported_and_the_last_event_is_finished() {
        List<TrainingEvent> events = new ArrayList<>();
        try (Model model = study(8).train(events::add)) {
            assertThat(model.provenance().steps()).isEqualTo(8);
        }
        assertThat(events).filteredOn(Validated.class::isInstance).hasSize(4);
        assertThat(events.getLast()).isInstanceOf(TrainingEvent.Finished.class);
    }

    @Test
    void a_saved_model_predicts_what_the_trained_one_did_in_the_images_own_grid() {
        Path file = folder.resolve("saved.klarsyn");
        Volume image = Images.read(cohort.cases().getFirst().file());
        LabelMap trained;
        try (Model model = study(8).train(StudyTest::ignoreEvent)) {
            trained = model.segment(image);
            model.save(file);
        }
        try (Model model = Model.open(file)) {
            LabelMap opened = model.segment(image);
            assertThat(opened.geometry()).isEqualTo(image.geometry());
            assertThat(opened.voxels()).containsExactly(trained.voxels());
        }
    }

    @Test
    void several_channels_are_learned_and_predicted_together() {
        List<Case> cases = cohort.cases().stream()
                .map(one -> Case.ofImages(one.id(), one.patient(), List.of(one.file(), one.file()), labelsOf(one)))
                .toList();
        Cohort both = new Cohort(
                cohort.name(),
                cohort.root(),
                cohort.layout(),
                cohort.kind(),
                cohort.task(),
                Cohort.channels(List.of("T1", "T2")),
                cases,
                List.of());

        try (Model model = SmallPhantoms.study(both, 4).train(StudyTest::ignoreEvent)) {
            List<Volume> image = cases.getFirst().readImage();
            assertThat(model.plan().modalities()).containsExactly("T1", "T2");
            assertThat(((SegmentationPlan) model.plan()).network().inChannels()).isEqualTo(2);
            assertThat(model.segment(image).geometry())
                    .isEqualTo(image.getFirst().geometry());
        }
    }

    private static Path labelsOf(Case one) {
        return one.labelFile();
    }

    @Test
    void a_model_rejects_an_image_with_another_number_of_channels() {
        Volume image = Images.read(cohort.cases().getFirst().file());
        try (Model model = study(2).train(StudyTest::ignoreEvent)) {
            assertThatThrownBy(() -> model.predict(List.of(image, image)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("2 channels");
        }
    }

    @Test
    void there_is_nothing_to_resume_without_a_checkpoint() {
        assertThatThrownBy(() -> Study.of(cohort).resume(folder.resolve("never"), StudyTest::ignoreEvent))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("--resume");
    }

    @Test
    void a_plan_for_other_channels_or_another_machine_is_rejected_before_anything_is_written() {
        String plan = PlanJson.write(study(2).plan());
        assertRefused(edited(plan, "\"modalities\" : [ \"MRI\" ]", "\"modalities\" : [ \"CT\" ]"), "CT", "modalities");
        assumeTrue(Device.best() == Device.CPU, "this machine has the graphics processor that would be missing");
        assertRefused(edited(plan, "\"CPU\"", "\"GPU\""), "GPU, but", "compute.device");
    }

    private static SegmentationPlan edited(String plan, String from, String to) {
        assertThat(plan).contains(from);
        return (SegmentationPlan) PlanJson.read(Json.parse(plan.replace(from, to)), Where.of("plan"));
    }

    private static void assertRefused(SegmentationPlan plan, String... facts) {
        Path place = folder.resolve("refused");
        assertThatThrownBy(() -> Study.of(cohort).iterations(2).plan(plan).run(place, StudyTest::ignoreEvent))
                .isInstanceOf(PlanException.class)
                .hasMessageContainingAll(facts);
        assertThat(place).doesNotExist();
    }

    @Test
    void a_cascade_is_planned_but_not_trained() {
        Origin cascade = new Origin(Preset.NNUNET, "3d_cascade_fullres", List.of("3d_lowres"));
        assertRefused(
                ((SegmentationPlan) study(2).plan()).withOrigin(cascade),
                "3d_cascade_fullres refines predictions of 3d_lowres",
                "such as 3d_fullres");
    }

    @Test
    void a_folder_with_other_files_is_not_touched() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "chapter 1");
        assertThatThrownBy(() -> study(2).run(mine, StudyTest::ignoreEvent))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not part of a run");
        assertThat(mine.resolve("thesis.txt")).hasContent("chapter 1");
        assertThat(mine.toFile().list()).hasSize(1);
    }

    @Test
    void a_finished_run_is_not_replaced_unless_requested() throws IOException {
        Path place = Files.createDirectory(folder.resolve("finished"));
        Files.writeString(place.resolve("log.jsonl"), "");
        Files.writeString(place.resolve("model.klarsyn"), "an earlier model");
        assertThat(Study.isFinished(place)).isTrue();
        assertThatThrownBy(() -> study(2).run(place, StudyTest::ignoreEvent))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the folder contains a finished run");
        assertThat(place.resolve("model.klarsyn")).hasContent("an earlier model");
    }

    @Test
    void a_budget_too_small_reports_the_required_one() {
        assertThatThrownBy(() -> Study.of(cohort).minutes(0.01).run(folder.resolve("hurried"), StudyTest::ignoreEvent))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("--minutes")
                .hasMessageContaining("at least");
    }

    @Test
    void a_budget_too_small_for_a_given_plan_leaves_an_earlier_run_as_it_was() throws IOException {
        SegmentationPlan plan = (SegmentationPlan) study(2).plan();
        Path place = Files.createDirectory(folder.resolve("earlier"));
        Files.writeString(place.resolve("log.jsonl"), "");
        Files.writeString(place.resolve("model.klarsyn"), "an earlier model");
        Study hurried = Study.of(cohort).minutes(0.01).plan(plan).existingResults(ExistingResults.REPLACE);
        assertThatThrownBy(() -> hurried.run(place, StudyTest::ignoreEvent))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("at least");
        assertThat(place.resolve("model.klarsyn")).hasContent("an earlier model");
    }
}
