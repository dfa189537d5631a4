package klarsyn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import klarsyn.tensor.Engine;

/**
 * Compute threads: one with all of libtorch's threads, or several with one each.
 *
 * <p>A phase ends when all lanes are finished; an error in one is thrown to the caller after that.
 */
public final class Lanes implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;

    private Lanes(int count, ExecutorService threads) {
        this.count = count;
        this.threads = threads;
    }

    /** Lanes with {@code threadsEach} libtorch threads each. */
    public static Lanes open(int count, int threadsEach) {
        ExecutorService threads = Executors.newFixedThreadPool(
                count,
                body -> Thread.ofPlatform().name("lane").daemon().unstarted(() -> {
                    Engine.useThreads(threadsEach);
                    body.run();
                }));
        return new Lanes(count, threads);
    }

    /** Number of lanes. */
    public int count() {
        return count;
    }

    /** Runs a function in each lane in parallel, and returns the results in lane order. */
    public <T> List<T> each(IntFunction<T> part) {
        List<Callable<T>> parts = new ArrayList<>();
        for (int lane = 0; lane < count; lane++) {
            int index = lane;
            parts.add(() -> part.apply(index));
        }
        return all(parts);
    }

    private <T> List<T> all(List<Callable<T>> parts) {
        List<Future<T>> futures = parts.stream().map(threads::submit).toList();
        boolean interrupted = awaitAll(futures);
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during computation");
        }
        return futures.stream().map(Lanes::result).toList();
    }

    /**
     * Waits until all have finished, because their memory is freed afterwards.
     *
     * @return whether the caller was interrupted meanwhile
     */
    private static boolean awaitAll(List<? extends Future<?>> futures) {
        boolean interrupted = false;
        for (Future<?> future : futures) {
            while (!future.isDone()) {
                try {
                    future.get();
                } catch (InterruptedException stop) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    break; // reported by the result
                }
            }
        }
        return interrupted || Thread.interrupted();
    }

    private static <T> T result(Future<T> ended) {
        return switch (ended.state()) {
            case SUCCESS -> ended.resultNow();
            case FAILED ->
                throw ended.exceptionNow() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(ended.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("a lane has not finished");
        };
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
