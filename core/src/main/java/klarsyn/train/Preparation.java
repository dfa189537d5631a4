package klarsyn.train;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Workers;
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
        try {
            return new Preparation(
                    arena,
                    new Workers(threads)
                            .map(
                                    cases,
                                    Case::id,
                                    subject -> PreparedCase.of(
                                            subject, preprocessing, folder.resolve(subject.id() + ".case"), arena)));
        } catch (RuntimeException failure) {
            arena.close();
            throw failure;
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
