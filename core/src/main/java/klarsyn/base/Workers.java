package klarsyn.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Processes a list on several threads; a failure names its item and cancels the rest.
 *
 * @param threads at least 1
 */
public record Workers(int threads) {

    /** Checks that there is at least one thread. */
    public Workers {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
        }
    }

    /**
     * The results in the order of the items.
     *
     * @param name names an item in messages, for example by its case
     * @throws KlarsynException the first failure in item order
     */
    public <A, B> List<B> map(List<A> items, Function<A, String> name, Function<A, B> work) {
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.max(1, Math.min(threads, items.size())),
                Thread.ofPlatform().daemon().name("worker-", 0).factory());
        try {
            List<Future<B>> futures = new ArrayList<>();
            for (A item : items) {
                futures.add(executor.submit(() -> work.apply(item)));
            }
            List<B> results = new ArrayList<>();
            for (int i = 0; i < futures.size(); i++) {
                results.add(await(futures.get(i), name.apply(items.get(i))));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static <B> B await(Future<B> future, String name) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof KlarsynException known) {
                throw known;
            }
            throw new IllegalStateException("failed at case " + name + ": " + failure.getCause(), failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for case " + name, stop);
        }
    }
}
