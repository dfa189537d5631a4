package klarsyn.data;

import java.util.List;
import java.util.SequencedCollection;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.StoredValue;
import klarsyn.image.LabelMap;

/**
 * Which stored value of a mask means which label: masks drawn by hand often hold 255 where Klarsyn has 1, or colors.
 *
 * <p>0 and black are background.
 */
public sealed interface LabelCoding {

    /**
     * Labels that are stored as numbers.
     *
     * @param stored number in the file of label 1, 2, 3 …, in that order, each above 0 and none twice; empty if the files
     *               hold 1, 2, 3 … themselves
     */
    record Numbers(List<Integer> stored) implements LabelCoding {

        /** Keeps an own copy. */
        public Numbers {
            stored = requireDistinct(stored);
        }

        @Override
        public boolean isAsStored() {
            return IntStream.range(0, stored.size()).allMatch(i -> stored.get(i) == i + 1);
        }
    }

    /**
     * Labels that are painted.
     *
     * @param stored color in the file of label 1, 2, 3 …, in that order, {@code 0xRRGGBB}, none black and none twice
     */
    record Colors(List<Integer> stored) implements LabelCoding {

        /** Keeps an own copy. */
        public Colors {
            stored = requireDistinct(stored);
        }

        @Override
        public boolean isAsStored() {
            return false;
        }
    }

    /** What the files hold for label 1, 2, 3 …, each once. */
    static LabelCoding of(SequencedCollection<StoredValue> stored) {
        List<Integer> numbers = stored.stream()
                .map(value -> switch (value) {
                    case StoredValue.Numeric(int number) -> number;
                    case StoredValue.Color(int rgb) -> rgb;
                })
                .toList();
        return stored.getFirst() instanceof StoredValue.Color ? new Colors(numbers) : new Numbers(numbers);
    }

    /** Labels that are stored as the numbers 1, 2, 3 … that they have. */
    static LabelCoding asStored() {
        return new Numbers(List.of());
    }

    private static List<Integer> requireDistinct(List<Integer> stored) {
        if (stored.stream().distinct().count() != stored.size()
                || stored.stream().anyMatch(value -> value < 1)) {
            throw new IllegalArgumentException("stored values of labels must be above 0 and differ: " + stored);
        }
        return List.copyOf(stored);
    }

    /** Whether the files hold 1, 2, 3 … themselves. */
    boolean isAsStored();

    /** What the files hold for label 1, 2, 3 …, in that order. */
    List<Integer> stored();

    /** Which stored value means which label, such as {@code stored value 255 means label 1}. */
    default String description() {
        String kind = switch (this) {
            case Numbers _ -> "stored value";
            case Colors _ -> "color";
        };
        String values =
                stored().stream().map(value -> valueOf(value).toString()).collect(Collectors.joining(", "));
        return stored().size() == 1
                ? "%s %s means label 1".formatted(kind, values)
                : "%ss %s mean labels 1 to %d".formatted(kind, values, stored().size());
    }

    private StoredValue valueOf(int stored) {
        return switch (this) {
            case Numbers _ -> new StoredValue.Numeric(stored);
            case Colors _ -> new StoredValue.Color(stored);
        };
    }

    /**
     * The map with 1, 2, 3 … for the stored values; unchanged if they are so already, so that a check can name others.
     *
     * @throws DataException if other values have to be replaced and one of them has no label
     */
    default LabelMap decode(StoredLabels map, Where where) {
        if (isAsStored()) {
            return map.toLabelMap(where);
        }
        return map.decode(
                switch (this) {
                    case Numbers _ -> value -> label(value, value, map, where);
                    case Colors _ -> byColor(map, where);
                });
    }

    private ToIntFunction<StoredValue> byColor(StoredLabels map, Where where) {
        boolean colorless = map.storage() instanceof StoredLabels.Storage.Numbers;
        return value -> colorless ? label(value, value, map, where) : label(map.colorOf(value), value, map, where);
    }

    private int label(StoredValue meant, StoredValue stored, StoredLabels map, Where where) {
        if (meant.isBackground()) {
            return 0;
        }
        for (int i = 0; i < stored().size(); i++) {
            if (valueOf(stored().get(i)).equals(meant)) {
                return i + 1;
            }
        }
        throw new DataException(
                "the label map holds %s (%d voxels), which is none of the labels' %s"
                        .formatted(
                                meant,
                                map.counts().get(stored),
                                stored().stream()
                                        .map(value -> valueOf(value).toString())
                                        .toList()),
                where,
                "replace the value in the file, or name it among the labels");
    }
}
