package klarsyn.train;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.image.LabelMap;
import klarsyn.prepare.Preprocessing;

/** Cases prepared for training, mapped from the cache folder until closed. */
public final class Preparation implements AutoCloseable {

    private final Arena arena;
    private final Labels labels;
    private final List<PreparedCase> cases;

    private Preparation(Arena arena, Labels labels, List<PreparedCase> cases) {
        this.arena = arena;
        this.labels = labels;
        this.cases = cases;
    }

    /**
     * Prepares all cases into {@code folder}, several at a time; what lies there from an earlier run is replaced.
     *
     * @param labels what the network is to find: patches are placed round them
     * @throws klarsyn.base.DataException naming the case that cannot be read or written
     */
    public static Preparation of(
            List<Case> cases, Preprocessing preprocessing, Labels labels, Path folder, int threads) {
        return of(cases, preprocessing, labels, _ -> List.of(), folder, threads);
    }

    /**
     * As {@link #of}, for the second network of a cascade, which sees what the first one said as further channels.
     *
     * @param previous the labels that the first network gave to a case that it was not trained on, on the image's grid
     */
    public static Preparation ofCascade(
            List<Case> cases,
            Preprocessing preprocessing,
            Labels labels,
            Function<Case, LabelMap> previous,
            Path folder,
            int threads) {
        return of(cases, preprocessing, labels, subject -> List.of(previous.apply(subject)), folder, threads);
    }

    private static Preparation of(
            List<Case> cases,
            Preprocessing preprocessing,
            Labels labels,
            Function<Case, List<LabelMap>> previous,
            Path folder,
            int threads) {
        Arena arena = Arena.ofShared();
        try {
            return new Preparation(
                    arena,
                    labels,
                    new Workers(threads)
                            .map(
                                    cases,
                                    Case::id,
                                    subject -> PreparedCase.of(
                                            subject,
                                            preprocessing,
                                            labels,
                                            previous.apply(subject),
                                            folder.resolve(subject.id() + ".case"),
                                            arena)));
        } catch (RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    List<PreparedCase> cases() {
        return cases;
    }

    /** Values of the labels that an earlier network of a cascade tells apart. */
    List<Integer> values() {
        return labels.foreground().stream().map(Labels.Label::value).toList();
    }

    /** Unmaps the cases. */
    @Override
    public void close() {
        arena.close();
    }
}
