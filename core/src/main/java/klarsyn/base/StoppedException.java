package klarsyn.base;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Work was {@linkplain Stop stopped} on request; this is not an error. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable Path place;

    /** For work that cannot be resumed. */
    public StoppedException() {
        super("stopped on request; there is nothing to resume");
        place = null;
    }

    /**
     * For work that can be resumed.
     *
     * @param place checkpoint of a training, folder of a run or of a cross-validation
     */
    public StoppedException(Path place) {
        super("stopped on request; it can be resumed from " + place);
        this.place = place;
    }

    /** Where to resume from: checkpoint of a training, folder of a run or of a cross-validation. */
    public Optional<Path> resumable() {
        return Optional.ofNullable(place);
    }
}
