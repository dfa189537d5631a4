package klarsyn.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.pytorch.global.torch;

/**
 * Selects libtorch's algorithms while open. Deterministic ones give bit-identical results; some are slower.
 *
 * <p>libtorch has one mode for the whole process. It is deterministic while at least one {@link #deterministic()} is
 * open, in any thread; closing the last one restores the original mode. Concurrent computations also use deterministic
 * algorithms, which may be slower. Other changes of libtorch's mode in the meantime are lost when the last one is closed.
 *
 * <pre>{@code
 * try (Algorithms _ = Algorithms.deterministic()) {
 *     train();
 * }
 * }</pre>
 */
public final class Algorithms implements AutoCloseable {

    private static final Mode PROCESS = new Mode();

    private final AtomicBoolean deterministic;

    private Algorithms(boolean deterministic) {
        this.deterministic = new AtomicBoolean(deterministic);
    }

    /** Deterministic algorithms for the whole process, until closed. */
    public static Algorithms deterministic() {
        PROCESS.enter();
        return new Algorithms(true);
    }

    /** Does not change the mode. */
    public static Algorithms unchanged() {
        return new Algorithms(false);
    }

    /** Whether libtorch currently uses deterministic algorithms. */
    public static boolean areDeterministic() {
        Natives.load();
        return torch.globalContext().deterministicAlgorithms();
    }

    /** Ends the mode; closing again has no effect. */
    @Override
    public void close() {
        if (deterministic.getAndSet(false)) {
            PROCESS.leave();
        }
    }

    /** Number of open instances, because libtorch has one mode for the process. */
    private static final class Mode {

        private int open;
        private boolean before;
        private boolean warnedOnly;

        synchronized void enter() {
            Natives.load();
            if (open == 0) {
                before = torch.globalContext().deterministicAlgorithms();
                warnedOnly = torch.globalContext().deterministicAlgorithmsWarnOnly();
                torch.globalContext().setDeterministicAlgorithms(true, false);
            }
            open++;
        }

        synchronized void leave() {
            open--;
            if (open == 0) {
                torch.globalContext().setDeterministicAlgorithms(before, warnedOnly);
            }
        }
    }
}
