package klarsyn.workflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Measure;
import klarsyn.plan.TinyPlans;
import klarsyn.report.RunReport.Curve;
import klarsyn.report.RunReport.Loss;
import klarsyn.report.RunReport.Validation;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.Finished;
import klarsyn.train.TrainingEvent.Planned;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingEvent.Started;
import klarsyn.train.TrainingEvent.StepDone;
import klarsyn.train.TrainingEvent.Validated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("log.jsonl");
    }

    private static StepDone step(long number, double loss) {
        return new StepDone(number, loss, 0.5, number / 4.0, number * 1.5, 9);
    }

    private static Validated validated(long step, double dice, int cases) {
        return new Validated(step, step * 1.5, new Figure(Measure.DICE, new Interval(dice, 0.5, 0.9, cases)));
    }

    private Curve written(TrainingEvent... events) {
        try (RunLog log = RunLog.open(file, event -> {})) {
            List.of(events).forEach(log);
            return log.curve();
        }
    }

    private Curve resumed(long step) {
        try (RunLog log = RunLog.resume(file, step, event -> {})) {
            return log.curve();
        }
    }

    @Test
    void each_event_is_one_line_of_json() throws IOException {
        written(
                new StageBegun("reading 3 cases"),
                new Planned(TinyPlans.isotropic()),
                new Started(0, 2, 1234),
                step(1, 0.123456789),
                validated(1, 0.75, 2),
                new Finished(1, 2.25));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"stage\":\"reading 3 cases\"}",
                        "{\"stage\":\"planned\"}",
                        "{\"started_from\":0,\"cases\":2,\"weights\":1234}",
                        "{\"step\":1,\"seconds\":1.5,\"loss\":0.12346,\"rate\":0.5}",
                        "{\"step\":1,\"seconds\":1.5,\"dice\":0.75,\"n\":2}",
                        "{\"finished\":1,\"seconds\":2.25}");
    }

    @Test
    void an_event_is_written_at_once_and_passed_on() throws IOException {
        List<TrainingEvent> passed = new ArrayList<>();
        try (RunLog log = RunLog.open(file, passed::add)) {
            log.accept(step(1, 2));

            assertThat(Files.readAllLines(file)).hasSize(1);
            assertThat(passed).containsExactly(step(1, 2));
        }
    }

    @Test
    void losses_and_validations_are_the_learning_curve() {
        assertThat(written(step(1, 2), step(2, 1), validated(2, 0.75, 3)))
                .isEqualTo(new Curve(
                        List.of(new Loss(1, 1.5, 2, 0.5), new Loss(2, 3, 1, 0.5)),
                        List.of(new Validation(2, 3, 0.75))));
    }

    @Test
    void a_validation_without_cases_is_logged_but_no_point_of_the_curve() throws IOException {
        Curve curve = written(validated(1, Double.NaN, 0));

        assertThat(curve.validations()).isEmpty();
        assertThat(Files.readString(file)).contains("\"dice\":null,\"n\":0");
        assertThat(resumed(1)).isEqualTo(curve);
    }

    @Test
    void a_new_log_replaces_an_old_one() throws IOException {
        written(step(1, 2), step(2, 2));
        written(step(1, 1));

        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void a_resumed_log_has_the_curve_up_to_its_checkpoint() throws IOException {
        written(new StageBegun("training"), step(1, 4), step(2, 3), validated(2, 0.5, 1), step(3, 2), step(4, 1));

        Curve curve = resumed(2);

        assertThat(curve.losses()).extracting(Loss::value).containsExactly(4.0, 3.0);
        assertThat(curve.validations()).extracting(Validation::value).containsExactly(0.5);
        assertThat(Files.readAllLines(file)).hasSize(4).last().asString().contains("\"dice\"");
    }

    @Test
    void stages_after_the_checkpoint_are_written_again() throws IOException {
        written(new StageBegun("training"), step(1, 4), step(2, 3), new StageBegun("testing"), new Finished(2, 3));

        resumed(1);

        assertThat(Files.readAllLines(file)).hasSize(2).noneMatch(line -> line.contains("testing"));
    }

    @Test
    void new_steps_follow_those_of_the_first_part() throws IOException {
        written(step(1, 4), step(2, 3));
        try (RunLog log = RunLog.resume(file, 1, event -> {})) {
            log.accept(step(2, 2.5));

            assertThat(log.curve().losses()).extracting(Loss::value).containsExactly(4.0, 2.5);
        }
        assertThat(Files.readAllLines(file)).hasSize(2).last().asString().contains("\"loss\":2.5");
    }

    @Test
    void a_last_line_that_was_cut_off_is_dropped() throws IOException {
        written(step(1, 4));
        Files.writeString(file, "{\"step\":2,\"sec", StandardOpenOption.APPEND);

        assertThat(resumed(9).losses()).hasSize(1);
        assertThat(Files.readString(file)).isEqualTo("{\"step\":1,\"seconds\":1.5,\"loss\":4,\"rate\":0.5}\n");
    }

    @Test
    void lines_that_are_no_event_are_dropped() throws IOException {
        Files.writeString(file, "[1]\n\n7\n{\"step\":1,\"seconds\":1,\"loss\":2,\"rate\":1}\n");

        assertThat(resumed(1).losses()).containsExactly(new Loss(1, 1, 2, 1));
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void a_loss_that_is_no_number_stays_one() {
        written(step(1, Double.NaN));

        assertThat(resumed(1).losses().getFirst().value()).isNaN();
    }

    @Test
    void a_missing_log_is_resumed_as_an_empty_one() {
        assertThat(resumed(5)).isEqualTo(new Curve(List.of(), List.of()));
        assertThat(file).isEmptyFile();
    }

    @Test
    void a_log_that_cannot_be_written_is_named() {
        Path nowhere = folder.resolve("missing").resolve("log.jsonl");

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> RunLog.open(nowhere, event -> {}).close())
                .withMessageContaining("the log cannot be written")
                .withMessageContaining(nowhere.toString());
    }
}
