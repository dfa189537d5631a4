package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import klarsyn.app.terminal.Session.Display;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Measure;
import klarsyn.train.TrainingEvent;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void a_pipe_gets_a_line_per_stage_and_per_tenth_of_the_training() {
        StringWriter err = new StringWriter();
        Session session =
                new Session(Instant.now(), new PrintWriter(new StringWriter()), new PrintWriter(err), Display.LINES);
        try (Progress progress = Progress.of(session)) {
            progress.accept(new TrainingEvent.StageBegun("reading 8 cases"));
            train(progress);
        }
        assertThat(err.toString().lines().map(line -> line.replaceFirst("^ *\\d+:\\d\\d  ", "")))
                .startsWith("reading 8 cases", "training on 5 cases")
                .endsWith("trained 100 steps in 0:10")
                .hasSize(13)
                .anyMatch(line -> line.matches("training 10 %: step 10, \\S+/s, loss 0.500, 0:09 left"))
                .anyMatch(line -> line.matches("training 100 %: step 100, \\S+/s, loss 0.500, Dice 0.750, 0:00 left"));
    }

    private static void train(Progress progress) {
        progress.accept(new TrainingEvent.Started(0, 5, 1000));
        for (int step = 1; step <= 100; step++) {
            if (step == 50) {
                progress.accept(
                        new TrainingEvent.Validated(50, 5, new Figure(Measure.DICE, new Interval(0.75, 0.7, 0.8, 2))));
            }
            progress.accept(new TrainingEvent.StepDone(step, 0.5, 1, step / 100.0, step / 10.0, 10 - step / 10.0));
        }
        progress.accept(new TrainingEvent.Finished(100, 10));
    }

    @Test
    void each_fold_is_announced_at_its_start() {
        StringWriter err = new StringWriter();
        Session session =
                new Session(Instant.now(), new PrintWriter(new StringWriter()), new PrintWriter(err), Display.LINES);
        try (Progress progress = Progress.of(session)) {
            train(progress);
            train(progress);
        }
        assertThat(err.toString().lines().filter(line -> line.contains("training 10 %: step 10")))
                .hasSize(2)
                .allMatch(line -> !line.contains("Dice"));
    }

    @Test
    void a_bar_shows_percentage_and_text() {
        assertThat(ProgressBars.render(0.5, "step 5", 40)).isEqualTo("  50 % ▕███████████▌           ▏ step 5");
        assertThat(ProgressBars.render(1, "", 24)).isEqualTo(" 100 % ▕█████████████▏ ");
        assertThat(ProgressBars.render(Double.NaN, "", 24)).isEqualTo("   0 % ▕             ▏ ");
    }

    @Test
    void output_fits_a_narrow_terminal() {
        String words = "step 100, 3.1/s, loss 0.512, Dice 0.871, 1:13 left";
        for (int width = 0; width < 120; width++) {
            assertThat(ProgressBars.render(0.3, words, width).length()).isLessThanOrEqualTo(width);
        }
        assertThat(ProgressBars.render(0.3, words, 60)).isEqualTo("  30 % " + words);
    }
}
