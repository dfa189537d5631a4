package klarsyn.tensor;

/**
 * Loads libtorch while files are read. Closing waits for it; a failure is reported on first use of the engine.
 *
 * <pre>{@code
 * try (EngineStart _ = EngineStart.inBackground()) {
 *     readFiles();
 *     computeWithTensors();
 * }
 * }</pre>
 */
public final class EngineStart implements AutoCloseable {

    private final Thread thread;

    private EngineStart(Thread thread) {
        this.thread = thread;
    }

    /** Starts loading in a separate thread. */
    public static EngineStart inBackground() {
        return inBackground(Engine::load);
    }

    static EngineStart inBackground(Runnable load) {
        return new EngineStart(Thread.ofPlatform()
                .daemon()
                .name("engine")
                .uncaughtExceptionHandler((_, _) -> {}) // loading again in the caller's thread throws the same
                .start(load));
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
