package klarsyn.base;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to stop a study, which then ends after the current step or case. Thread-safe.
 *
 * <pre>{@code
 * Stop stop = new Stop();
 * onCancel(stop::request);
 * study.stop(stop).run(folder, listener); // throws StoppedException
 * }</pre>
 */
public final class Stop {

    private final AtomicBoolean requested = new AtomicBoolean();

    /** Creates it without a request. */
    public Stop() {}

    /** A stop that is never requested. */
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
     * Throws if a stop was requested.
     *
     * @throws StoppedException if a stop was requested
     */
    public void throwIfRequested() {
        if (requested()) {
            throw new StoppedException();
        }
    }
}
