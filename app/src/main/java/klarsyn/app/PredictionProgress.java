package klarsyn.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.ProgressBars;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Session.Display;
import klarsyn.app.terminal.TerminalLine;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress for commands of more than about two seconds: a bar on a terminal, otherwise a line from time to time.
 */
final class PredictionProgress implements AutoCloseable {

    private static final Duration FIRST = Duration.ofMillis(1800);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int TICK_MILLISECONDS = 200;

    private final Session session;
    private final @Nullable TerminalLine terminal;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private double before;
    private double shareOfImage;
    private double firstVolume;
    private double shareOfVolume = 1;
    private double share;
    private String words = "opening the model and listing images";
    private Instant next;
    private boolean isDrawn;

    private PredictionProgress(Session session) {
        this.session = session;
        terminal = session.display() == Display.TERMINAL ? new TerminalLine(session.err()) : null;
        next = session.startedAt().plus(FIRST);
    }

    /** Starts the clock. */
    static PredictionProgress start(Session session) {
        PredictionProgress progress = new PredictionProgress(session);
        ScheduledFuture<?> _ = progress.timer.scheduleAtFixedRate(
                () -> progress.tick(Instant.now()), TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
        return progress;
    }

    /** For tests: the clock advances only by {@link #tick}. */
    static PredictionProgress stopped(Session session) {
        return new PredictionProgress(session);
    }

    /**
     * Starts an image.
     *
     * @param index  from 0
     * @param images number of all images
     */
    synchronized void begin(int index, int images, String name) {
        shareOfImage = 1.0 / images;
        before = index * shareOfImage;
        share = before;
        beginVolume(0, 1);
        words = "predicting " + (images == 1 ? name : "image %d of %d, %s".formatted(index + 1, images, name));
    }

    /**
     * Starts one of several volumes of the current image.
     *
     * @param index from 0
     */
    synchronized void beginVolume(int index, int volumes) {
        firstVolume = (double) index / volumes;
        shareOfVolume = 1.0 / volumes;
    }

    /**
     * Updates the progress of the current image or volume.
     *
     * @param part from 0 to 1
     */
    synchronized void computed(double part) {
        share = before + (firstVolume + part * shareOfVolume) * shareOfImage;
    }

    /** Prints a result on a separate line. */
    synchronized void print(String line) {
        erase();
        session.print(line);
    }

    /** Prints a message on a separate line. */
    synchronized void log(String line) {
        erase();
        session.log(line);
    }

    synchronized void tick(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        if (terminal == null) {
            double seconds = Duration.between(session.startedAt(), now).toMillis() / 1000.0;
            String part = shareOfImage == 0 ? "" : ": %.0f %%".formatted(100 * share);
            session.log("%6s  %s%s".formatted(Figures.time(seconds), words, part));
            next = now.plus(BETWEEN_LINES);
        } else {
            terminal.accept(ProgressBars.render(share, words, terminal.getMaxRenderedLength()));
            isDrawn = true;
        }
    }

    private void erase() {
        if (terminal != null && isDrawn) {
            terminal.accept("");
            session.err().print('\r');
            session.err().flush();
            isDrawn = false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            erase();
        }
    }
}
