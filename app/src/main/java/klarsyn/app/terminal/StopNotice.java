package klarsyn.app.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import klarsyn.base.Stop;

/**
 * On Ctrl-C before this is closed, requests a stop, waits until the checkpoint is written and prints how to continue.
 */
public final class StopNotice implements AutoCloseable {

    /** More than most steps and cases take; after that, the previous checkpoint is used. */
    private static final int MAX_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private StopNotice(Session session, Stop stop, Supplier<String> words) {
        hook = Thread.ofPlatform().unstarted(() -> {
            stop.request();
            await();
            session.log("\nklarsyn: stopped; " + words.get());
        });
    }

    /** Prints this text when the study has stopped. */
    public static StopNotice open(Session session, Stop stop, Supplier<String> words) {
        StopNotice notice = new StopNotice(session, stop, words);
        Runtime.getRuntime().addShutdownHook(notice.hook);
        return notice;
    }

    private void await() {
        try {
            boolean _ = ended.await(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The shutdown hook. */
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
