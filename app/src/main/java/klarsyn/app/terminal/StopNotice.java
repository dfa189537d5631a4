package klarsyn.app.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import klarsyn.base.Stop;

/**
 * If the process is stopped (Ctrl-C) before this is closed: asks the work to stop, waits until its checkpoint is written,
 * and prints how to continue.
 */
public final class StopNotice implements AutoCloseable {

    /** A step or a case usually takes less; an older checkpoint is kept if not. */
    private static final int MOST_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private StopNotice(Session session, Stop stop, Supplier<String> words) {
        hook = Thread.ofPlatform().unstarted(() -> {
            stop.request();
            await();
            session.log("\nklarsyn: stopped; " + words.get());
        });
    }

    /** Prints the words, made when they are needed, once the work has ended. */
    public static StopNotice open(Session session, Stop stop, Supplier<String> words) {
        StopNotice notice = new StopNotice(session, stop, words);
        Runtime.getRuntime().addShutdownHook(notice.hook);
        return notice;
    }

    private void await() {
        try {
            boolean _ = ended.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the system runs when the process is stopped. */
    Thread hook() {
        return hook;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // the notice is being printed
        }
    }
}
