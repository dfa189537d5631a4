package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.app.terminal.Session.Display;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;

class ErrorReporterTest {

    private final StringWriter err = new StringWriter();
    private final ErrorReporter faults = new ErrorReporter(
            new Session(Instant.now(), new PrintWriter(new StringWriter()), new PrintWriter(err), Display.LINES));

    @Test
    void a_user_error_ends_with_2_and_one_line() {
        var cause = new DataException("this is\nnot an image", Where.of("scan.nii"), "name one");
        assertThat(faults.report(cause)).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("klarsyn: scan.nii: this is not an image. Fix: name one.");
    }

    @Test
    void a_user_error_wrapped_by_a_thread_is_found() {
        var cause = new DataException("this is not an image", Where.of("scan.nii"), "name one");
        assertThat(faults.report(new IllegalStateException("a lane failed", cause)))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("klarsyn: scan.nii: this is not an image.")
                .hasLineCount(1);
    }

    @Test
    void a_full_disk_ends_with_2() {
        var full = new UncheckedIOException(new IOException("No space left on device"));
        assertThat(faults.report(full)).isEqualTo(2);
        assertThat(err.toString()).contains("No space left on device", "Fix").hasLineCount(1);
    }

    @Test
    void an_internal_error_ends_with_1_and_a_log_without_patient_names() throws IOException {
        assertThat(faults.report(new IllegalStateException("case of Anna Olsen")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("internal error").hasLineCount(1);
        assertThat(log())
                .contains("IllegalStateException", "at klarsyn.app.terminal.ErrorReporterTest")
                .doesNotContain("Anna");
    }

    @Test
    void too_little_memory_ends_with_1_and_names_the_option() throws IOException {
        assertThat(faults.report(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString()).contains("--memory").hasLineCount(1);
        assertThat(log()).contains("OutOfMemoryError");
    }

    private String log() throws IOException {
        Matcher name = Pattern.compile("log: ([^)]+)\\)").matcher(err.toString());
        assertThat(name.find()).isTrue();
        Path file = Path.of(name.group(1));
        String text = Files.readString(file);
        Files.delete(file);
        return text;
    }
}
