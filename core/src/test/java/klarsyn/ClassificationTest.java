package klarsyn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.ScoredCases;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanJson;
import klarsyn.predict.Classified;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StepDone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of bars and disks are classified, from the folder to the report. */
class ClassificationTest {

    @TempDir
    private static Path folder;

    private static Cohort cohort;
    private static RunResult run;

    @BeforeAll
    static void train() {
        cohort = Layouts.open(SmallPictures.write(folder.resolve("data"), 20));
        run = study(100).run(folder.resolve("run"), ClassificationTest::ignoreEvent);
    }

    private static Study study(long steps) {
        return Study.of(cohort).iterations(steps).seed(7);
    }

    private static void ignoreEvent(TrainingEvent event) {
        // these tests look at what a run leaves
    }

    private static void assertSameBits(Path first, Path second) {
        assertThat(weights(second).keySet()).isEqualTo(weights(first).keySet());
        Map<String, float[]> actual = weights(second);
        weights(first)
                .forEach(
                        (name, numbers) -> assertThat(actual.get(name)).as(name).isEqualTo(numbers));
    }

    private static Map<String, float[]> weights(Path model) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        try (LoadedModel loaded = ModelFile.read(model)) {
            loaded.weights().tensors().forEach((name, tensor) -> numbers.put(name, tensor.toFloatArray()));
        }
        return numbers;
    }

    @Test
    void easy_pictures_are_classified_better_than_the_baseline() {
        ClassificationEvaluation test = (ClassificationEvaluation) run.test();

        assertThat(test.classes()).isEqualTo(SmallPictures.CLASSES);
        assertThat(test.n()).isEqualTo(12);
        assertThat(test.accuracy().mean()).isGreaterThanOrEqualTo(0.9);
        assertThat(test.accuracy().low()).isLessThan(0.95); // 12 pictures prove no more
        assertThat(test.rocAuc().mean()).isGreaterThan(0.95);
        assertThat(test.confusion().reference(0)).isEqualTo(4); // classes are divided in equal shares
        assertThat(run.baseline().headline().value()).isEqualTo(4 / 12.0);
        assertThat(test.against(run.baseline(), Seed.of(1)).overall().verdict()).isEqualTo(Comparison.Verdict.A_BETTER);
    }

    @Test
    void a_run_writes_model_plan_metrics_log_and_report() throws IOException {
        assertThat(run.folder())
                .isDirectoryContaining("glob:**/{model.klarsyn}")
                .isDirectoryContaining("glob:**/{plan.json}")
                .isDirectoryContaining("glob:**/{metrics.json}")
                .isDirectoryContaining("glob:**/{log.jsonl}")
                .isDirectoryContaining("glob:**/{report.html}");
        assertThat(Files.readString(run.folder().resolve("metrics.json")))
                .contains("\"task\" : \"classification\"", "\"accuracy\"", "\"confusion\"", "\"baseline\"");
        assertThat(Files.readString(run.report())).contains("Confusion matrix", "lying", "Most frequent class");
        Plan plan = PlanJson.read(run.folder().resolve("plan.json"));
        assertThat(plan).isInstanceOf(ClassificationPlan.class);
        assertThat(plan.task()).isEqualTo(cohort.task().orElseThrow());
    }

    @Test
    void a_saved_model_classifies_a_picture() {
        Case lying = cohort.cases().stream()
                .filter(one -> one.id().contains("lying"))
                .findFirst()
                .orElseThrow();
        try (Model model = Model.open(run.model())) {
            Classified answer = model.classify(lying.readImage());

            assertThat(answer.classes()).isEqualTo(SmallPictures.CLASSES);
            assertThat(answer.mostProbable()).isEqualTo("lying");
            assertThat(model.evaluate(study(1).split().test())).isEqualTo(run.test());
        }
    }

    @Test
    void a_classification_model_cannot_segment() {
        List<Volume> picture = cohort.cases().getFirst().readImage();
        try (Model model = Model.open(run.model())) {
            assertThatThrownBy(() -> model.segment(picture))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("classifies");
        }
    }

    @Test
    void two_runs_with_the_same_number_of_steps_are_bit_identical() {
        RunResult first = study(6).run(folder.resolve("first"), ClassificationTest::ignoreEvent);
        RunResult second = study(6).run(folder.resolve("second"), ClassificationTest::ignoreEvent);

        assertSameBits(first.model(), second.model());
        assertThat(second.test()).isEqualTo(first.test());
        RunResult other = study(6).seed(8).run(folder.resolve("other-seed"), ClassificationTest::ignoreEvent);
        assertThat(weights(other.model())).isNotEqualTo(weights(first.model()));
    }

    @Test
    void an_interrupted_and_resumed_run_is_bit_identical_to_an_uninterrupted_one() {
        RunResult unbroken = study(20).run(folder.resolve("unbroken"), ClassificationTest::ignoreEvent);
        Path broken = folder.resolve("broken");
        assertThatThrownBy(() -> study(20).run(broken, event -> {
                    if (event instanceof StepDone done && done.step() == 13) {
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
        assertThat(resumed.test()).isEqualTo(unbroken.test());
    }

    @Test
    void a_cross_validation_tests_every_picture_once_and_its_models_are_an_ensemble() {
        RunResult folds = study(40).crossValidate(2, folder.resolve("folds"), ClassificationTest::ignoreEvent);

        assertThat(folds.test().n()).isEqualTo(60);
        assertThat(folds.test().headline().value()).isGreaterThan(0.6);
        try (Model model = Model.open(folds.model())) {
            assertThat(model.passes()).isEqualTo(2);
            assertThat(model.classify(cohort.cases().getFirst().readImage()).classes())
                    .isEqualTo(SmallPictures.CLASSES);
        }
    }

    @Test
    void an_edited_plan_is_followed() {
        String json = PlanJson.write(study(3).plan());
        assertThat(json).contains("\"labelSmoothing\" : 0.05", "\"features\" : [ 16, 32 ]");
        Plan edited = PlanJson.read(
                json.replace("\"labelSmoothing\" : 0.05", "\"labelSmoothing\" : 0.2")
                        .replace("\"features\" : [ 16, 32 ]", "\"features\" : [ 8, 24 ]"),
                Where.of("plan.json"));

        RunResult result = study(3).plan(edited).run(folder.resolve("edited"), ClassificationTest::ignoreEvent);

        try (Model model = Model.open(result.model())) {
            ClassificationPlan plan = (ClassificationPlan) model.plan();
            assertThat(plan.labelSmoothing()).isEqualTo(0.2);
            assertThat(plan.network().features()).containsExactly(8, 24);
        }
        assertThat(result.report()).content().contains("labelSmoothing");
    }

    @Test
    void a_plan_of_other_classes_or_channels_is_rejected() {
        String json = PlanJson.write(study(3).plan());
        assertRejected(json.replace("\"disk\"", "\"ring\""), "ring");
        assertRejected(
                json.replace("\"modalities\" : [ \"gray\" ]", "\"modalities\" : [ \"red\", \"green\", \"blue\" ]")
                        .replace("\"modalities\" : [ \"gray\" ]", "\"modalities\" : [ \"red\", \"green\", \"blue\" ]")
                        .replace("\"inChannels\" : 1", "\"inChannels\" : 3")
                        .replaceAll("\"means\" : \\[ (\\S+) ]", "\"means\" : [ $1, $1, $1 ]")
                        .replaceAll("\"deviations\" : \\[ (\\S+) ]", "\"deviations\" : [ $1, $1, $1 ]"),
                "red, green, blue");
    }

    private static void assertRejected(String plan, String fact) {
        Path place = folder.resolve("rejected");
        Study study = study(3).plan(PlanJson.read(Json.parse(plan), Where.of("plan.json")));
        assertThatThrownBy(() -> study.run(place, ClassificationTest::ignoreEvent))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(fact);
        assertThat(place).doesNotExist();
    }

    @Test
    void two_runs_are_compared_on_the_cases_of_both() {
        RunResult untrained = study(1).run(folder.resolve("untrained"), ClassificationTest::ignoreEvent);

        Comparison comparison = Comparison.of(
                ScoredCases.read(run.folder().resolve("metrics.json")),
                ScoredCases.read(untrained.folder().resolve("metrics.json")),
                0,
                Seed.of(1));

        assertThat(comparison.overall().cases()).isEqualTo(12);
        assertThat(comparison.overall().meanA()).isEqualTo(run.test().headline().value());
        assertThat(comparison.overall().verdict()).isEqualTo(Comparison.Verdict.A_BETTER);
    }
}
