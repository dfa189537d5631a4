package klarsyn.train.patch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.label.Labels;
import klarsyn.prepare.Preprocessing;
import klarsyn.train.PackedFile;

/** Cases prepared for training on patches, in one file that stays mapped until this is closed. */
public final class PreparedCases implements AutoCloseable {

    private final Arena arena;
    private final List<PreparedCase> cases;

    private PreparedCases(Arena arena, List<PreparedCase> cases) {
        this.arena = arena;
        this.cases = List.copyOf(cases);
    }

    /**
     * Prepares all cases in {@code folder}, several in parallel, replacing earlier ones.
     *
     * @param labels structures that patches are placed near
     * @throws klarsyn.base.DataException if a case cannot be read or written
     */
    public static PreparedCases of(
            List<Case> cases, Preprocessing preprocessing, Labels labels, Path folder, Workers workers) {
        Arena arena = Arena.ofShared();
        try (PackedFile file = PackedFile.create(folder.resolve("cases.bin"))) {
            List<PreparedCase.Written> written =
                    workers.map(cases, Case::id, subject -> PreparedCase.write(subject, preprocessing, labels, file));
            MemorySegment mapped = file.map(arena);
            List<PreparedCase> prepared = new ArrayList<>();
            written.forEach(one -> prepared.add(one.in(mapped)));
            return new PreparedCases(arena, prepared);
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
