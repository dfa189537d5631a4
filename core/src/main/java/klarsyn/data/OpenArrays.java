package klarsyn.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import klarsyn.base.DataException;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;

/**
 * A cache of arrays that contain the images of many cases: each is read once and kept in memory as stored.
 *
 * <p>Thread-safe. To read many cases, pass the same instance to each call:
 *
 * <pre>{@code
 * OpenArrays arrays = new OpenArrays();
 * cohort.cases().forEach(one -> use(one.readImage(arrays)));
 * }</pre>
 */
public final class OpenArrays {

    private final Map<Place, Content> opened = new ConcurrentHashMap<>();

    /** An empty cache. */
    public OpenArrays() {}

    private record Place(Path file, String name) {}

    private sealed interface Content {
        record Found(NumericArray array) implements Content {}

        /** Kept, so that a damaged file is not read again for each of its cases. */
        record Failed(DataException cause) implements Content {}
    }

    /**
     * An array of a file, which is read on the first request.
     *
     * @param name as returned by {@link NumericArrays#read(Path)}
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
