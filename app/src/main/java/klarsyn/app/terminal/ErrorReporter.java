package klarsyn.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import klarsyn.base.KlarsynException;
import klarsyn.base.StoppedException;
import klarsyn.base.Version;
import klarsyn.tensor.TensorException;

/**
 * Prints a failure on one line and returns its exit code: 2 for a user error, 1 for an internal error; 130, without
 * output, if the user stopped the command.
 */
public final class ErrorReporter {

    public static final int USER_ERROR = 2;
    static final int INTERNAL_ERROR = 1;

    /** Exit code of a process stopped with Ctrl-C, as in a shell. */
    static final int STOPPED = 130;

    private final Session session;

    public ErrorReporter(Session session) {
        this.session = session;
    }

    public int report(Throwable failure) {
        if (find(failure, StoppedException.class).isPresent()) {
            return STOPPED; // StopNotice prints how to continue
        }
        Optional<KlarsynException> fixable = find(failure, KlarsynException.class);
        if (fixable.isPresent()) {
            return log(String.valueOf(fixable.get().getMessage()), USER_ERROR);
        }
        if (find(failure, OutOfMemoryError.class).isPresent() || isNativeMemory(failure)) {
            return log(
                    "out of memory (%s). Fix: %s."
                            .formatted(
                                    trace(failure),
                                    "limit memory, such as --memory 1.5G, close other programs, or give Java more"
                                            + " memory, such as KLARSYN_OPTS=-Xmx4g"),
                    INTERNAL_ERROR);
        }
        Optional<IOException> files = find(failure, IOException.class);
        if (files.isPresent()) {
            return log(
                    "a file cannot be read or written (%s). Fix: %s."
                            .formatted(files.get(), "check disk space and write permissions"),
                    USER_ERROR);
        }
        return log(
                "internal error: %s (%s). Please send us the log and the output of klarsyn version."
                        .formatted(failure, trace(failure)),
                INTERNAL_ERROR);
    }

    private int log(String message, int code) {
        session.log("klarsyn: " + message.replaceAll("\\s*\\R\\s*", " "));
        return code;
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (type.isInstance(link)) {
                return Optional.of(type.cast(link));
            }
        }
        return Optional.empty();
    }

    private static boolean isNativeMemory(Throwable failure) {
        return find(failure, TensorException.class)
                .filter(error -> String.valueOf(error.getMessage()).contains("memory"))
                .isPresent();
    }

    /** Writes the stack trace without messages, which may name patients, and returns its location. */
    private static String trace(Throwable failure) {
        StringBuilder text =
                new StringBuilder("Klarsyn %s, Java %s, %s %s\nMessages are omitted: they may name patients.\n"
                        .formatted(
                                Version.NUMBER,
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")));
        for (Throwable link = failure; link != null; link = link.getCause()) {
            text.append(link.getClass().getName()).append('\n');
            for (StackTraceElement frame : link.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        try {
            Path file = Files.createTempFile("klarsyn-", ".log");
            Files.writeString(file, text);
            return "log: " + file;
        } catch (IOException full) {
            return "the log could not be written: " + full.getMessage();
        }
    }
}
