package klarsyn.app.terminal;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import klarsyn.base.Json;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds one command: when it began and where its words go.
 *
 * @param startedAt when the process began, from which minutes count
 * @param out       results, and nothing else
 * @param err       progress, logs and errors
 * @param display   whether a person watches
 */
public record Session(Instant startedAt, PrintWriter out, PrintWriter err, Display display) {

    /** What shows progress. */
    public enum Display {
        /** A terminal, on which a line may be drawn over. */
        TERMINAL,
        /** A file or a pipe: only whole lines. */
        LINES
    }

    /** A result. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** The result of a command with {@code --json}: one object in one line. */
    public void print(Map<String, @Nullable Object> json) {
        print(Json.of(json).compact());
    }

    /** A word to whoever watches. */
    public void log(String line) {
        err.println(line);
        err.flush();
    }
}
