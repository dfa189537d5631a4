package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Session.Display;
import org.junit.jupiter.api.Test;

class PredictionProgressTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    private Session session(Display display) {
        return new Session(START, new PrintWriter(out), new PrintWriter(err), display);
    }

    @Test
    void nothing_is_printed_for_two_seconds_and_then_a_line_every_ten() {
        PredictionProgress progress = PredictionProgress.stopped(session(Display.LINES));
        progress.tick(START.plusMillis(1700));
        assertThat(err.toString()).isEmpty();
        progress.tick(START.plusMillis(1900));
        progress.begin(2, 4, "case_3");
        progress.computed(0.5);
        for (int second = 3; second < 23; second++) {
            progress.tick(START.plusSeconds(second));
        }
        progress.close();
        assertThat(err.toString().lines())
                .containsExactly(
                        "  0:02  opening the model and listing images",
                        "  0:12  predicting image 3 of 4, case_3: 63 %",
                        "  0:22  predicting image 3 of 4, case_3: 63 %");
    }

    @Test
    void the_volumes_of_an_image_are_parts_of_it() {
        PredictionProgress progress = PredictionProgress.stopped(session(Display.LINES));
        progress.begin(0, 1, "series");
        progress.beginVolume(1, 4);
        progress.computed(0.6);
        progress.tick(START.plusSeconds(2));
        progress.close();
        assertThat(err.toString().lines()).containsExactly("  0:02  predicting series: 40 %");
    }

    @Test
    void a_result_is_printed_on_a_separate_line_after_a_bar() {
        PredictionProgress progress = PredictionProgress.stopped(session(Display.TERMINAL));
        progress.begin(0, 1, "scan");
        progress.computed(0.25);
        progress.tick(START.plusSeconds(5));
        assertThat(err.toString()).contains("25 %", "predicting scan");
        progress.print("scan_seg.nii.gz: tumor 3 ml");
        assertThat(err.toString()).endsWith("\r\u001b[K\r");
        assertThat(out.toString()).isEqualTo("scan_seg.nii.gz: tumor 3 ml" + System.lineSeparator());
        progress.close();
    }
}
