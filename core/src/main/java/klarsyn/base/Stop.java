package klarsyn.base;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to stop, shared by whoever asks and those who work: work ends between two steps or cases. Safe for several
 * threads.
 *
 * <pre>{@code
 * Stop stop = new Stop();
 * onCancel(stop::request);
 * study.stop(stop).run(folder, listener); // throws StoppedException
 * }</pre>
 */
public final class Stop {

    private final AtomicBoolean requested = new AtomicBoolean();

    /** Not requested yet. */
    public Stop() {}

    /** For work that nobody stops. */
    public static Stop never() {
        return new Stop();
    }

    /** Asks to stop; this cannot be taken back. */
    public void request() {
        requested.set(true);
    }

    /** Whether it was asked to stop. */
    public boolean requested() {
        return requested.get();
    }

    /**
     * Ends the work that calls it if it was asked to stop.
     *
     * @throws StoppedException if so
     */
    public void throwIfRequested() {
        if (requested()) {
            throw new StoppedException();
        }
    }
}
