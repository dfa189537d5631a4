package klarsyn.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Draws the samples of upcoming steps in background threads and delivers them in order, a few steps ahead.
 *
 * <p>There are few loader threads, which pause when far enough ahead, so that they do not slow down the lanes; they
 * never use tensors.
 */
final class SampleLoader<T extends SampleTarget> implements AutoCloseable {

    private static final int STEPS_AHEAD = 3;

    private final Sampler<T> sampler;
    private final int batch;
    private final ExecutorService threads;
    private final Deque<List<Future<Sample<T>>>> ahead = new ArrayDeque<>();
    private long nextStep;

    SampleLoader(Sampler<T> sampler, int batch, int threads, long firstStep) {
        this.sampler = sampler;
        this.batch = batch;
        this.nextStep = firstStep;
        this.threads = Executors.newFixedThreadPool(
                threads, body -> Thread.ofPlatform().name("loader").daemon().unstarted(body));
    }

    /** The samples of the next step. */
    List<Sample<T>> next() {
        while (ahead.size() < STEPS_AHEAD) {
            List<Future<Sample<T>>> step = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                long number = nextStep * batch + i;
                step.add(threads.submit(() -> sampler.draw(number)));
            }
            ahead.addLast(step);
            nextStep++;
        }
        try {
            List<Sample<T>> samples = new ArrayList<>();
            for (Future<Sample<T>> future : ahead.removeFirst()) {
                samples.add(future.get());
            }
            return samples;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing samples", stop);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
