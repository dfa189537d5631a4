package klarsyn.base;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to stop a study, which then ends after the current step or case. Safe for use by several threads.
 *
 * <pre>{@code
 * Stop stop = new Stop();
 * onCancel(stop::request);
 * study.stop(stop).run(folder, listener); // throws StoppedException
 * }</pre>
 */
public final class Stop {

    private final AtomicBoolean requested = new AtomicBoolean();

    /** No stop is requested yet. */
    public Stop() {}

    /** For work that is never stopped. */
    public static Stop never() {
        return new Stop();
    }

    /** Requests a stop; cannot be undone. */
    public void request() {
        requested.set(true);
    }

    /** Whether a stop was requested. */
    public boolean requested() {
        return requested.get();
    }

    /**
     * Checks for a request.
     *
     * @throws StoppedException if a stop was requested
     */
    public void throwIfRequested() {
        if (requested()) {
            throw new StoppedException();
        }
    }
}
