package klarsyn.format.file;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;

/**
 * A label map as stored, before numbers or colors are assigned to labels.
 *
 * @param geometry shape and affine
 * @param codes    one per voxel, x fastest; from 0 on the stored number itself, below that {@code -1 - i} for the value
 *                 {@code others.get(i)}; not modified after construction
 * @param others   numbers above 32767 and non-gray colors that occur, each once
 * @param storage  how the file stores them
 * @param rounding numbers that were rounded to integers
 */
public record StoredLabels(
        Geometry geometry, short[] codes, List<StoredValue> others, Storage storage, Rounding rounding) {

    /**
     * Values this close to an integer are rounded: label maps of up to ten labels that were scaled to 8 bits and back
     * are off by up to 10/510, float arithmetic changes far less, while interpolation between two labels produces
     * values farther away in most edge voxels.
     */
    public static final double TOLERANCE = 0.02;

    /** Label maps with more distinct values than this are rejected. */
    public static final int MAX_VALUES = 255;

    /** The largest supported number: 32-bit floats represent all integers up to here. */
    public static final int LARGEST = 1 << 24;

    private static final int CODES = 1 << Short.SIZE;

    /** Copies the list. */
    public StoredLabels {
        if (codes.length != geometry.shape().voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(codes.length, geometry.shape()));
        }
        others = List.copyOf(others);
    }

    /** How a file stores its labels. */
    public sealed interface Storage {

        /** One number per voxel. */
        record Numbers() implements Storage {}

        /** Three 8-bit channels per pixel; numbers if all pixels are gray. */
        record Colors() implements Storage {}

        /**
         * The index of a palette entry.
         *
         * @param rgb color of each palette entry, {@code 0xRRGGBB}
         */
        record Palette(List<Integer> rgb) implements Storage {
            /** Copies the array. */
            public Palette {
                rgb = List.copyOf(rgb);
            }
        }
    }

    /**
     * Numbers that were rounded.
     *
     * @param voxels   count; 0 if all were integers
     * @param farthest the value farthest from an integer; 0 without any
     */
    public record Rounding(int voxels, double farthest) {
        /** Nothing was rounded. */
        public static final Rounding NONE = new Rounding(0, 0);
    }

    /** Number of voxels of each value that occurs, background included. */
    public SortedMap<StoredValue, Long> counts() {
        SortedMap<StoredValue, Long> present = new TreeMap<>();
        long[] counts = histogram();
        values(counts).forEach((code, value) -> present.put(value, counts[code & 0xffff]));
        return present;
    }

    /** The stored value of each code that occurs. */
    public SortedMap<Short, StoredValue> values() {
        return values(histogram());
    }

    private SortedMap<Short, StoredValue> values(long[] counts) {
        SortedMap<Short, StoredValue> values = new TreeMap<>();
        for (int code = Short.MIN_VALUE; code <= Short.MAX_VALUE; code++) {
            if (counts[code & 0xffff] > 0) {
                values.put((short) code, value((short) code));
            }
        }
        return values;
    }

    private long[] histogram() {
        long[] counts = new long[CODES];
        for (short code : codes) {
            counts[code & 0xffff]++;
        }
        return counts;
    }

    private StoredValue value(short code) {
        return code >= 0 ? new StoredValue.Numeric(code) : others.get(-1 - code);
    }

    /** Whether a pixel has a non-gray color. */
    public boolean hasColors() {
        return others.stream().anyMatch(StoredValue.Color.class::isInstance);
    }

    /**
     * The color of a value, {@code 0xRRGGBB}: a palette entry, or the 8-bit gray of that number.
     *
     * @throws IllegalArgumentException if the file stores plain numbers, or the number exceeds 8 bits
     */
    public StoredValue.Color colorOf(StoredValue value) {
        return switch (value) {
            case StoredValue.Color color -> color;
            case StoredValue.Numeric(int number) ->
                new StoredValue.Color(
                        switch (storage) {
                            case Storage.Palette(List<Integer> rgb) -> rgb.get(number);
                            case Storage.Colors _ -> number * 0x010101;
                            case Storage.Numbers _ ->
                                throw new IllegalArgumentException("the number %d has no color".formatted(number));
                        });
        };
    }

    /**
     * The map with a label for each stored value.
     *
     * @param label of each value that occurs, from 0 to 32767
     */
    public LabelMap decode(ToIntFunction<StoredValue> label) {
        long[] counts = histogram();
        short[] labels = new short[CODES];
        boolean unchanged = true;
        for (int code = Short.MIN_VALUE; code <= Short.MAX_VALUE; code++) {
            if (counts[code & 0xffff] > 0) {
                labels[code & 0xffff] = (short) label.applyAsInt(value((short) code));
                unchanged &= labels[code & 0xffff] == code;
            }
        }
        if (unchanged) {
            return new LabelMap(geometry, codes);
        }
        short[] decoded = new short[codes.length];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = labels[codes[i] & 0xffff];
        }
        return new LabelMap(geometry, decoded);
    }

    /**
     * The stored numbers as labels.
     *
     * @throws DataException if there are colors or numbers above 32767
     */
    public LabelMap toLabelMap(Where where) {
        if (others.isEmpty()) {
            return new LabelMap(geometry, codes);
        }
        String found = counts().entrySet().stream()
                .filter(entry -> others.contains(entry.getKey()))
                .limit(5)
                .map(entry -> "%s (%d voxels)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        if (hasColors()) {
            throw new DataException(
                    "the label map is a color picture (%s), but numbers are expected".formatted(found),
                    where,
                    "write label maps with one channel, one whole number per label");
        }
        throw new DataException(
                "the label map contains %s, but labels must be at most %d".formatted(found, Short.MAX_VALUE),
                where,
                "write labels as whole numbers from 0 to " + Short.MAX_VALUE);
    }

    /** The same values on another grid of the same shape. */
    public StoredLabels on(Geometry other) {
        return new StoredLabels(other, codes, others, storage, rounding);
    }
}
