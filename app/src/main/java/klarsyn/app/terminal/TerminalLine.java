package klarsyn.app.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The terminal line with a progress bar.
 *
 * <p>The console of the library asks JLine for the width, which disables Java's Ctrl-C handling: the message on how to
 * continue would be lost. This uses {@code stty} instead.
 */
public final class TerminalLine implements ProgressBarConsumer {

    private static final String ERASE_TO_END = "\u001b[K";
    private static final int USUAL_WIDTH = 80;
    private static final long SECONDS = 1_000_000_000L;
    private static final Pattern SIZE = Pattern.compile("\\d{1,5} (\\d{1,5})");

    private final PrintWriter err;
    private int width = queryWidth();
    private long queriedAt = System.nanoTime();

    public TerminalLine(PrintWriter err) {
        this.err = err;
    }

    /** Leaves the last column free, where some terminals wrap; a resized window is detected within seconds. */
    @Override
    public int getMaxRenderedLength() {
        if (System.nanoTime() - queriedAt > 3 * SECONDS) {
            width = queryWidth();
            queriedAt = System.nanoTime();
        }
        return width - 1;
    }

    private static int queryWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher size = SIZE.matcher(answer.strip());
            int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException noSuchCommand) {
            return USUAL_WIDTH;
        }
    }

    @Override
    public void accept(String line) {
        err.print('\r' + line + ERASE_TO_END);
        err.flush();
    }

    @Override
    public void close() {
        err.println();
        err.flush();
    }
}
