package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import klarsyn.Study;
import klarsyn.app.SmallPhantoms;
import klarsyn.app.Terminal;
import klarsyn.app.terminal.Session.Display;
import klarsyn.base.ExistingResults;
import klarsyn.base.Json;
import klarsyn.format.Images;
import klarsyn.layout.Layouts;
import klarsyn.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished runs, folds, evaluations and demonstrations are replaced only on request. */
class FinishedResultsTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;
    private static Path model;

    @BeforeAll
    static void train() {
        data = SmallPhantoms.write(folder.resolve("data"));
        run = folder.resolve("run");
        model = run.resolve("model.klarsyn");
        Terminal training = Terminal.run("train", data, "--iterations", 2, "--seed", 7, "--out", run);
        assertThat(training.code()).as(training.err()).isZero();
    }

    private static Terminal train(Path out, Object... more) {
        return Terminal.run(Stream.concat(Stream.of("train", data, "--out", out), Arrays.stream(more))
                .toArray());
    }

    private static void assertRejected(Terminal answer, String... parts) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(2);
        assertThat(answer.lastWord()).startsWith("klarsyn: ").contains(parts);
    }

    @Test
    void a_finished_run_is_replaced_only_with_overwrite() throws IOException {
        Path own = folder.resolve("own");
        assertThat(train(own, "--iterations", 1).code()).isZero();
        byte[] before = Files.readAllBytes(own.resolve("model.klarsyn"));

        assertRejected(train(own, "--iterations", 2), "the folder contains a finished run", "--out", "--overwrite");
        assertRejected(train(own, "--iterations", 2, "--folds", 2), "the folder contains a finished run");
        assertThat(own.resolve("model.klarsyn")).hasBinaryContent(before);

        Terminal replaced = train(own, "--iterations", 2, "--overwrite", "--json");
        assertThat(replaced.code()).as(replaced.err()).isZero();
        assertThat(replaced.json("steps")).isEqualTo(Json.of(2));
    }

    @Test
    void a_finished_cross_validation_is_replaced_only_with_overwrite() {
        Path folds = folder.resolve("folds");
        assertThat(train(folds, "--iterations", 1, "--folds", 2).code()).isZero();

        assertRejected(train(folds, "--iterations", 1, "--folds", 2), "the folder contains a finished run");
        assertRejected(train(folds, "--iterations", 1), "the folder contains a finished run");

        assertThat(train(folds, "--iterations", 1, "--overwrite").code()).isZero();
        assertThat(folds.resolve("fold-0")).doesNotExist();
    }

    @Test
    void the_default_folder_uses_the_next_free_number_and_reports_it() throws IOException {
        StringWriter err = new StringWriter();
        Session session =
                new Session(Instant.now(), new PrintWriter(new StringWriter()), new PrintWriter(err), Display.LINES);
        Path first = folder.resolve("runs/heads-7");
        DefaultFolder runs = new DefaultFolder(first);
        assertThat(runs.forNewRun(ExistingResults.KEEP, session)).isEqualTo(first);
        finish(first);
        finish(folder.resolve("runs/heads-7-2"));

        assertThat(runs.forNewRun(ExistingResults.KEEP, session)).isEqualTo(folder.resolve("runs/heads-7-3"));

        assertThat(err.toString()).contains("heads-7 contains a finished run: using ", "heads-7-3");
        assertThat(runs.forNewRun(ExistingResults.REPLACE, session)).isEqualTo(first);
        assertThat(runs.forResuming()).isEqualTo(folder.resolve("runs/heads-7-2"));
        Files.createDirectories(folder.resolve("runs/heads-7-3/checkpoints"));
        assertThat(runs.forResuming()).isEqualTo(folder.resolve("runs/heads-7-3"));
    }

    private static void finish(Path place) throws IOException {
        Files.createDirectories(place);
        Files.createFile(place.resolve("log.jsonl"));
        Files.createFile(place.resolve("metrics.json"));
    }

    @Test
    void resuming_accepts_the_options_of_the_start_and_names_those_that_differ() {
        Path cut = folder.resolve("cut");
        Study study = Study.of(Layouts.open(data)).iterations(4).seed(7);
        assertThatThrownBy(() -> study.run(cut, event -> {
                    if (event
                                    instanceof
                                    TrainingEvent.StepDone(long step, double _, double _, double _, double _, double _)
                            && step == 3) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");

        assertRejected(
                train(cut, "--resume", "--iterations", 5, "--seed", 8, "--memory", "2G", "--folds", 3),
                "--iterations 5 (the run was started with --iterations 4)",
                "--memory 2048M (the run was started with --memory 2560M)",
                "--seed 8 (the run was started with --seed 7)",
                "--folds 3 (the run was started with no --folds)");
        assertRejected(train(cut, "--resume", "--minutes", 5), "--minutes 5 (the run was started with --iterations 4)");
        assertRejected(train(cut, "--resume", "--split-by", "case"), "--split-by case", "--split-by patient)");
        assertRejected(train(cut, "--resume", "--network", "resenc"), "--network resenc", "--network plain)");
        assertRejected(train(cut, "--resume", "--overwrite"), "--resume and --overwrite cannot be combined");

        Terminal resumed = train(
                cut, "--resume", "--iterations", 4, "--seed", 7, "--memory", "2.5G", "--split-by", "patient", "--json");

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("from step 2");
        assertThat(resumed.json("steps")).isEqualTo(Json.of(4));
    }

    @Test
    void resuming_accepts_the_plan_of_the_start_and_no_other() throws IOException {
        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, Terminal.run("plan", data, "--iterations", 2).out());
        Path other = folder.resolve("other.json");
        Files.writeString(
                other, Files.readString(plan).replaceFirst("\"learningRate\" : [^,]+", "\"learningRate\" : 0.0017"));
        Path planned = folder.resolve("planned");
        assertThat(train(planned, "--plan", plan).code()).isZero();

        assertRejected(train(planned, "--resume", "--plan", other), "--plan", "the plan in its plan.json");
        assertRejected(train(planned, "--resume", "--plan", plan), "this run is finished");
    }

    @Test
    void an_evaluation_writes_metrics_report_and_predictions_with_the_baseline() throws IOException {
        Path out = folder.resolve("evaluation");
        Terminal evaluated = Terminal.run("evaluate", model, data, "--out", out);

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out()).contains("baseline", "fitted on 6 training cases", "report.html");
        Json.Members metrics = (Json.Members) Json.parse(Files.readString(out.resolve("metrics.json")));
        Json.Members trained = (Json.Members) Json.parse(Files.readString(run.resolve("metrics.json")));
        assertThat(metrics.values()).containsKeys("format", "cohort", "model", "data", "test", "lengths_in");
        Json own = ((Json.Members) metrics.values().get("test")).values().get("dice");
        assertThat(own)
                .isEqualTo(
                        ((Json.Members) trained.values().get("test")).values().get("dice"));
        assertThat(dice(metrics)).isEqualTo(dice(trained));
        assertThat(out.resolve("report.html")).content().contains("Klarsyn report", "Worst case");
        try (Stream<Path> predictions = Files.list(out.resolve("predictions"))) {
            assertThat(predictions)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(Images.readLabels(file).shape())
                            .isEqualTo(
                                    Images.readGeometry(data.resolve("imagesTr").resolve(file.getFileName()))
                                            .shape()));
        }
        assertThat(Terminal.run("compare", run, out).code()).isZero();
    }

    private static Json dice(Json.Members metrics) {
        Json.Members baseline = (Json.Members) metrics.values().get("baseline");
        return ((Json.Members) baseline.values().get("dice")).values().get("mean");
    }

    @Test
    void an_evaluation_is_replaced_only_with_overwrite_and_other_files_are_never_replaced() throws IOException {
        Path out = folder.resolve("evaluated");
        assertThat(Terminal.run("evaluate", model, data, "--out", out).code()).isZero();

        assertRejected(
                Terminal.run("evaluate", model, data, "--out", out),
                "the folder contains a finished evaluation",
                "--overwrite");
        assertThat(Terminal.run("evaluate", model, data, "--out", out, "--overwrite", "--cases", "all")
                        .code())
                .isZero();
        assertRejected(
                Terminal.run("evaluate", model, data, "--out", run, "--overwrite"),
                "files that are not part of an evaluation");
        assertThat(model).exists();
        assertRejected(train(out, "--iterations", 1, "--overwrite"), "files that are not part of a run");
    }

    @Test
    void there_is_no_baseline_without_the_training_cases() {
        Path others = SmallPhantoms.write(folder.resolve("others"));
        Terminal first = Terminal.run("evaluate", model, others, "--json");
        assertThat(first.json("baseline")).isInstanceOf(Json.Members.class);
        String seen = ((Json.Elements) first.json("trained_on"))
                .values().stream()
                        .map(each -> ((Json.Text) each).value())
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow();
        Terminal without = Terminal.run("evaluate", model, others, "--exclude", seen);
        assertThat(without.code()).as(without.err()).isZero();
        assertThat(without.out()).contains("no baseline: the model's training cases are not in this data set");
        assertThat(Terminal.run("evaluate", model, others, "--exclude", seen, "--json")
                        .json("baseline"))
                .isEqualTo(new Json.Nothing());
    }

    @Test
    void a_finished_demonstration_is_rejected_at_once() throws IOException {
        Path demo = folder.resolve("demo");
        finish(demo);
        assertRejected(Terminal.run("demo", "--out", demo), "the folder contains a finished run", "--overwrite");
        assertThat(demo.resolve("data")).doesNotExist();
    }
}
