package klarsyn.workflow;

import klarsyn.tensor.Engine;

/** Loads libtorch while cases are read. Closing waits for it; a failure is reported on first use of the engine. */
final class EngineStart implements AutoCloseable {

    private final Thread thread;

    private EngineStart(Thread thread) {
        this.thread = thread;
    }

    static EngineStart inBackground() {
        return new EngineStart(Thread.ofPlatform()
                .daemon()
                .name("engine")
                .uncaughtExceptionHandler((_, _) -> {}) // loading again in the caller's thread throws the same
                .start(Engine::load));
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
