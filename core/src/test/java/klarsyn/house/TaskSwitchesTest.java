package klarsyn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.data.Case;
import klarsyn.data.Task;
import klarsyn.evaluate.Evaluation;
import klarsyn.plan.Plan;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.report.RunReport;
import klarsyn.train.SampleTarget;
import klarsyn.workflow.CaseEvaluator;
import klarsyn.workflow.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a task is added, the compiler names every place that must know it. */
class TaskSwitchesTest {

    private static final TaskSwitches SWITCHES = new TaskSwitches(List.of(
            Task.class,
            Case.Target.class,
            Plan.class,
            SampleTarget.class,
            Predictor.class,
            Prediction.class,
            Evaluation.class,
            CaseEvaluator.class,
            RunReport.Results.class,
            Workflow.class));

    @TempDir
    Path folder;

    @Test
    void every_choice_by_task_is_a_switch_over_all_tasks() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("core", "app")) {
            sources.addAll(Format.sources(Repository.folder().resolve(module + "/src/main")));
        }

        assertThat(SWITCHES.violations(sources)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (task instanceof Task.Classification) {}",
                "if (task instanceof Task.Classification(String name, var classes)) {}",
                "if (prediction instanceof Classified classified) {}",
                "switch (task) { case Task.Segmentation _ -> {} default -> {} }",
                "int n = switch (task) { case Task.Regression(String target) -> 1; default -> 0; };",
                "int n = switch (target) { case Case.Target.Category(String name) -> 1; case null, default -> 0; };",
            })
    void a_choice_that_leaves_tasks_out_is_noticed(String statement) throws IOException {
        assertThat(SWITCHES.violations(List.of(source(statement)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switch (task) { case Task.Segmentation _ -> {} case Task.Classification _ -> {} }",
                "switch (word) { case \"a\" -> {} default -> {} }",
                "if (value instanceof String text) {}",
            })
    void other_choices_are_allowed(String statement) throws IOException {
        assertThat(SWITCHES.violations(List.of(source(statement)))).isEmpty();
    }

    private Path source(String statement) throws IOException {
        return Files.writeString(
                folder.resolve("Sample.java"), "class Sample { void choose() { %s } }".formatted(statement));
    }
}
