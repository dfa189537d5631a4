package klarsyn.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.base.DataException;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;

/**
 * The arrays that hold the images of many cases, each read once and kept as stored for as long as this object is.
 *
 * <p>Safe for several threads. Whoever reads many cases makes one and passes it to every reading:
 *
 * <pre>{@code
 * OpenArrays arrays = new OpenArrays();
 * cohort.cases().forEach(one -> use(one.readImage(arrays)));
 * }</pre>
 */
public final class OpenArrays {

    private final Map<Place, Content> opened = new ConcurrentHashMap<>();

    /** Opens nothing yet. */
    public OpenArrays() {}

    private record Place(Path file, String name) {}

    private sealed interface Content {
        record Found(NumericArray array) implements Content {}

        /** Kept, so that a damaged file is not read again for each of its cases. */
        record Failed(DataException cause) implements Content {}
    }

    /**
     * An array of a file; the file is read at the first request for it.
     *
     * @param name as {@link NumericArrays#read(Path)} gives it
     * @throws DataException if the file cannot be read or has no such array
     */
    public NumericArray array(Path file, String name) {
        return switch (opened.computeIfAbsent(new Place(file, name), OpenArrays::read)) {
            case Content.Found(NumericArray array) -> array;
            case Content.Failed(DataException cause) -> throw cause;
        };
    }

    private static Content read(Place place) {
        try {
            return new Content.Found(NumericArrays.read(place.file(), place.name()));
        } catch (DataException cause) {
            return new Content.Failed(cause);
        }
    }
}
