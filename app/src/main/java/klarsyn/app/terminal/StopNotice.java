package klarsyn.app.terminal;

import java.util.function.Supplier;

/** Prints how to continue if the process is stopped (Ctrl-C) before this is closed. */
public final class StopNotice implements AutoCloseable {

    private final Thread hook;

    private StopNotice(Thread hook) {
        this.hook = hook;
    }

    public static StopNotice open(Session session, Supplier<String> words) {
        Thread hook = Thread.ofPlatform().unstarted(() -> session.log("\nklarsyn: stopped; " + words.get()));
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopNotice(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // the notice is being printed
        }
    }
}
