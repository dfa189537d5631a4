package klarsyn.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.pytorch.global.torch;

/**
 * Which of libtorch's algorithms are used while this is open: deterministic ones give the same bits each time, and some
 * of them are slower.
 *
 * <p>libtorch has one mode for the whole process. It is deterministic while at least one {@link #deterministic()} is
 * open, in any thread; closing the last one restores the mode that the first one found. Computations that run beside it
 * use deterministic algorithms as well: their results stay valid, they may take longer. Whoever changes libtorch's mode
 * by other means meanwhile loses that change when the last one is closed.
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

    /** Leaves the mode as it is. */
    public static Algorithms unchanged() {
        return new Algorithms(false);
    }

    /** Whether libtorch uses deterministic algorithms now. */
    public static boolean areDeterministic() {
        Natives.load();
        return torch.globalContext().deterministicAlgorithms();
    }

    /** Ends what was opened; closing twice does nothing more. */
    @Override
    public void close() {
        if (deterministic.getAndSet(false)) {
            PROCESS.leave();
        }
    }

    /** Counts those who need determinism, since libtorch has one mode for all of them. */
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
