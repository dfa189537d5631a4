package klarsyn.data.label;

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
 * Maps stored values of label maps to labels: masks often contain 255 or colors instead of 1.
 *
 * <p>0 and black are background.
 */
public sealed interface LabelCoding {

    /**
     * Labels stored as numbers.
     *
     * @param stored stored number of label 1, 2, 3 …, in that order, positive and distinct; empty if the files contain 1,
     *               2, 3 …
     */
    record Numbers(List<Integer> stored) implements LabelCoding {

        /** Copies the list. */
        public Numbers {
            stored = requireDistinct(stored);
        }

        @Override
        public boolean isAsStored() {
            return IntStream.range(0, stored.size()).allMatch(i -> stored.get(i) == i + 1);
        }
    }

    /**
     * Labels stored as colors.
     *
     * @param stored color of label 1, 2, 3 …, in that order, {@code 0xRRGGBB}, distinct and not black
     */
    record Colors(List<Integer> stored) implements LabelCoding {

        /** Copies the list. */
        public Colors {
            stored = requireDistinct(stored);
        }

        @Override
        public boolean isAsStored() {
            return false;
        }
    }

    /** Stored value of label 1, 2, 3 …, each once. */
    static LabelCoding of(SequencedCollection<StoredValue> stored) {
        List<Integer> numbers = stored.stream()
                .map(value -> switch (value) {
                    case StoredValue.Numeric(int number) -> number;
                    case StoredValue.Color(int rgb) -> rgb;
                })
                .toList();
        return stored.getFirst() instanceof StoredValue.Color ? new Colors(numbers) : new Numbers(numbers);
    }

    /** Labels stored as 1, 2, 3 … */
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

    /** Whether the files contain 1, 2, 3 … */
    boolean isAsStored();

    /** Stored value of label 1, 2, 3 …, in that order. */
    List<Integer> stored();

    /** Describes the mapping, such as {@code stored value 255 means label 1}. */
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
     * The map with stored values replaced by 1, 2, 3 …; unchanged if nothing is to be replaced, so that checks can
     * report unknown values.
     *
     * @throws DataException if a value to be replaced has no label
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
                "the label map contains %s (%d voxels), which is not among the labels' %s"
                        .formatted(
                                meant,
                                map.counts().get(stored),
                                stored().stream()
                                        .map(value -> valueOf(value).toString())
                                        .toList()),
                where,
                "replace the value in the file, or add it to the labels");
    }
}
