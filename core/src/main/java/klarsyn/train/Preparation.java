package klarsyn.train;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import klarsyn.data.Case;
import klarsyn.plan.Preprocessing;

/** Cases prepared for training, mapped from the cache folder until closed. */
public final class Preparation implements AutoCloseable {

    private final Arena arena;
    private final List<PreparedCase> cases;

    private Preparation(Arena arena, List<PreparedCase> cases) {
        this.arena = arena;
        this.cases = cases;
    }

    /**
     * Prepares all cases into {@code folder}, several at a time; what lies there from an earlier run is replaced.
     *
     * @throws klarsyn.base.DataException naming the case that cannot be read or written
     */
    public static Preparation of(List<Case> cases, Preprocessing preprocessing, Path folder, int threads) {
        Arena arena = Arena.ofShared();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<PreparedCase>> futures = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                Case subject = cases.get(i);
                Path file = folder.resolve("%05d.case".formatted(i));
                futures.add(workers.submit(() -> PreparedCase.of(subject, preprocessing, file, arena)));
            }
            List<PreparedCase> prepared = new ArrayList<>();
            for (Future<PreparedCase> future : futures) {
                prepared.add(future.get());
            }
            return new Preparation(arena, List.copyOf(prepared));
        } catch (InterruptedException stop) {
            arena.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cases were prepared", stop);
        } catch (ExecutionException failure) {
            arena.close();
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    List<PreparedCase> cases() {
        return cases;
    }

    /** Unmaps the cases. */
    @Override
    public void close() {
        arena.close();
    }
}
