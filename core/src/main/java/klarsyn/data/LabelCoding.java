package klarsyn.data;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.LabelMap;

/**
 * Which stored value of a mask means which label: masks drawn by hand often hold 255 where Klarsyn has 1.
 *
 * @param stored value in the file of label 1, 2, 3 …, in that order, each above 0 and none twice; 0 is background; empty
 *               if the files hold 1, 2, 3 … themselves
 */
public record LabelCoding(List<Integer> stored) {

    /** Keeps an own copy. */
    public LabelCoding {
        stored = List.copyOf(stored);
        if (stored.stream().distinct().count() != stored.size()
                || stored.stream().anyMatch(value -> value < 1)) {
            throw new IllegalArgumentException("stored values of labels must be above 0 and differ: " + stored);
        }
    }

    /** Labels that are stored as the values 1, 2, 3 … that they have. */
    public static LabelCoding asStored() {
        return new LabelCoding(List.of());
    }

    /** Whether the files hold 1, 2, 3 … themselves. */
    public boolean isAsStored() {
        return IntStream.range(0, stored.size()).allMatch(i -> stored.get(i) == i + 1);
    }

    /**
     * The map with 1, 2, 3 … for the stored values; unchanged if they are so already, so that a check can name others.
     *
     * @throws DataException if other values have to be replaced and one of them has no label
     */
    LabelMap decode(LabelMap map, Where where) {
        if (isAsStored()) {
            return map;
        }
        short[] labels = new short[Short.MAX_VALUE + 1];
        for (int i = 0; i < stored.size(); i++) {
            labels[stored.get(i)] = (short) (i + 1);
        }
        short[] decoded = new short[map.voxels().length];
        for (int i = 0; i < decoded.length; i++) {
            short value = map.voxels()[i];
            decoded[i] = labels[value];
            if (value != 0 && decoded[i] == 0) {
                throw new DataException(
                        "the mask holds the value %d, which is none of the labels' %s".formatted(value, stored),
                        where,
                        "replace the value in the file, or name it among the labels");
            }
        }
        return new LabelMap(map.geometry(), decoded);
    }
}
