package klarsyn.app.terminal;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import klarsyn.base.Json;
import org.jspecify.annotations.Nullable;

/**
 * The environment of one command: its start time and output.
 *
 * @param startedAt start of the process, for time limits
 * @param out       results only
 * @param err       progress, logs and errors
 * @param display   whether the output is interactive
 */
public record Session(Instant startedAt, PrintWriter out, PrintWriter err, Display display) {

    /** How progress is shown. */
    public enum Display {
        /** A terminal, where a line can be overwritten. */
        TERMINAL,
        /** A file or a pipe: only complete lines. */
        LINES
    }

    /** Prints a result. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints the result of a command with {@code --json}: one object on one line. */
    public void print(Map<String, @Nullable Object> json) {
        print(Json.of(json).compact());
    }

    /** Prints a message that is not a result. */
    public void log(String line) {
        err.println(line);
        err.flush();
    }
}
