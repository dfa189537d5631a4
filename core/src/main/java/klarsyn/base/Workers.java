package klarsyn.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Processes a list on several threads. A failure, which names its item, cancels the rest; so does a request to stop.
 *
 * @param threads at least 1
 * @param stop    checked before each item
 */
public record Workers(int threads, Stop stop) {

    /** Workers that are never stopped. */
    public Workers(int threads) {
        this(threads, Stop.never());
    }

    /** Rejects fewer than one thread. */
    public Workers {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
        }
    }

    /** Limits the number of threads. */
    public Workers limited(int most) {
        return new Workers(Math.min(threads, most), stop);
    }

    /**
     * The results in the order of the items.
     *
     * <p>When this returns or throws, no thread is still working, so resources used by {@code work} may be closed.
     *
     * @param name names an item in messages, for example by its case
     * @param work is called from several threads; never returns null
     * @throws KlarsynException the first failure in item order
     * @throws StoppedException if stopped
     */
    public <A, B> List<B> map(List<A> items, Function<A, String> name, Function<A, B> work) {
        Progress<A, B> progress = new Progress<>(List.copyOf(items), work, stop);
        ThreadFactory factory = Thread.ofPlatform().daemon().name("worker-", 0).factory();
        List<Thread> running = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(threads, items.size()); i++) {
                Thread thread = factory.newThread(progress);
                thread.start();
                running.add(thread);
            }
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            progress.cancel(0);
            running.forEach(Thread::interrupt);
            throw new IllegalStateException("interrupted while %d items were processed".formatted(items.size()), stop);
        } finally {
            progress.cancel(0);
            running.forEach(Workers::awaitEnd);
        }
        return progress.results(name);
    }

    private static void awaitEnd(Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shared state: each thread takes the next item until all are processed or one has failed. */
    private static final class Progress<A, B> implements Runnable {

        private final List<A> items;
        private final Function<A, B> work;
        private final Stop stop;
        private final AtomicReferenceArray<Outcome<B>> outcomes;
        private final AtomicInteger next = new AtomicInteger();

        /** Items from here on are not started; earlier ones are, so that the first failure is the same in every run. */
        private final AtomicInteger end;

        Progress(List<A> items, Function<A, B> work, Stop stop) {
            this.items = items;
            this.work = work;
            this.stop = stop;
            this.outcomes = new AtomicReferenceArray<>(items.size());
            this.end = new AtomicInteger(items.size());
        }

        void cancel(int from) {
            end.accumulateAndGet(from, Math::min);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < end.get(); i = next.getAndIncrement()) {
                outcomes.set(i, outcome(items.get(i)));
                if (outcomes.get(i) instanceof Outcome.Failure<B>) {
                    cancel(i);
                }
            }
        }

        private Outcome<B> outcome(A item) {
            try {
                stop.throwIfRequested();
                return new Outcome.Success<>(work.apply(item));
            } catch (Throwable cause) { // thrown to the caller of map
                return new Outcome.Failure<>(cause);
            }
        }

        List<B> results(Function<A, String> name) {
            return IntStream.range(0, items.size())
                    .mapToObj(i -> Optional.ofNullable(outcomes.get(i))
                            .orElseThrow(() -> new IllegalStateException("item %d was not processed".formatted(i)))
                            .result(() -> name.apply(items.get(i))))
                    .toList();
        }
    }

    private sealed interface Outcome<B> {

        record Success<B>(B value) implements Outcome<B> {}

        record Failure<B>(Throwable cause) implements Outcome<B> {}

        default B result(Supplier<String> name) {
            return switch (this) {
                case Success<B>(B value) -> value;
                case Failure<B>(KlarsynException known) -> throw known;
                case Failure<B>(StoppedException stopped) -> throw stopped;
                case Failure<B>(Throwable cause) ->
                    throw new IllegalStateException("failed at case " + name.get() + ": " + cause, cause);
            };
        }
    }
}
