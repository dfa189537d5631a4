package klarsyn.layout.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.StoredValue;
import klarsyn.image.Shape;

/**
 * Counts where a label map's values are between those of their neighbors, as interpolation and smooth (anti-aliased)
 * edges produce, and where a value is surrounded by itself, which JPEG noise never produces: edge values are not
 * structures.
 *
 * @param values for each foreground value its voxels, how many of them are between, and how many within
 */
record EdgeValues(Map<StoredValue, Count> values) {

    /** Fewer values than this are not checked: structures may be located between others. */
    private static final int FEW_VALUES = 4;

    private static final int MIN_SMOOTHED = 3;

    /** Structures may be as thin as a line, but not many of them at once. */
    private static final int MIN_WITH_NOISE = 9;

    private static final double MAX_PER_VALUE = 0.7;
    private static final int EXAMINED_VOXELS = 1 << 21;

    /** Counts of a value. */
    record Count(long all, long between, long within) {
        private Count plus(Count other) {
            return new Count(all + other.all, between + other.between, within + other.within);
        }

        private boolean isStructure(boolean amongMany) {
            return between < MAX_PER_VALUE * all && (within > 0 || !amongMany);
        }
    }

    /** Counts a sample of slices of large volumes; no counts if there are few values. */
    static EdgeValues of(StoredLabels map) {
        Map<StoredValue, Long> counts = map.counts();
        if (counts.keySet().stream().filter(value -> !value.isBackground()).count() < FEW_VALUES) {
            Map<StoredValue, Count> plain = new TreeMap<>();
            counts.forEach((value, all) -> plain.put(value, new Count(all, 0, all)));
            return new EdgeValues(plain);
        }
        return new Examination(map).result();
    }

    static EdgeValues merge(List<EdgeValues> parts) {
        Map<StoredValue, Count> all = new TreeMap<>();
        for (EdgeValues part : parts) {
            part.values.forEach((value, count) -> all.merge(value, count, Count::plus));
        }
        all.keySet().removeIf(StoredValue::isBackground);
        return new EdgeValues(all);
    }

    /** Rejects label maps in which most values occur only at edges. */
    void rejectSmoothed(MaskPair example) {
        List<StoredValue> smoothed = new ArrayList<>();
        values.forEach((value, count) -> {
            if (!count.isStructure(values.size() >= MIN_WITH_NOISE)) {
                smoothed.add(value);
            }
        });
        if (smoothed.size() >= MIN_SMOOTHED && 2 * smoothed.size() > values.size()) {
            throw new DataException(
                    "%d of the %d values in the label maps occur only at edges (%s, for example)"
                            .formatted(smoothed.size(), values.size(), smoothed.get(smoothed.size() / 2)),
                    Where.of(example.id(), example.mask()),
                    "use hard edges without anti-aliasing, resize with nearest-neighbor interpolation, do not store"
                            + " as JPEG; a mask of one structure can be thresholded");
        }
    }

    /** Processes the slices of one map. */
    private static final class Examination {

        private final StoredLabels map;
        private final int[][] channels = new int[3][1 << Short.SIZE];
        private final long[] all = new long[1 << Short.SIZE];
        private final long[] between = new long[1 << Short.SIZE];
        private final long[] within = new long[1 << Short.SIZE];

        Examination(StoredLabels map) {
            this.map = map;
        }

        EdgeValues result() {
            boolean colorless = map.storage() instanceof StoredLabels.Storage.Numbers;
            SortedMap<Short, StoredValue> occurring = map.values();
            occurring.forEach((code, value) -> fill(code & 0xffff, colorless ? value : map.colorOf(value)));
            examine();
            Map<StoredValue, Count> counts = new TreeMap<>();
            occurring.forEach((code, value) -> {
                int place = code & 0xffff;
                if (all[place] > 0) {
                    counts.put(value, new Count(all[place], between[place], within[place]));
                }
            });
            return new EdgeValues(counts);
        }

        private void fill(int code, StoredValue value) {
            switch (value) {
                case StoredValue.Numeric(int number) -> channels[0][code] = number;
                case StoredValue.Color(int rgb) -> {
                    for (int channel = 0; channel < 3; channel++) {
                        channels[channel][code] = rgb >> (8 * channel) & 0xff;
                    }
                }
            }
        }

        private void examine() {
            Shape shape = map.geometry().shape();
            int step = Math.max(1, shape.voxels() / EXAMINED_VOXELS);
            for (int z = 0; z < shape.z(); z += step) {
                for (int y = 0; y < shape.y(); y++) {
                    for (int x = 0; x < shape.x(); x++) {
                        int code = map.codes()[shape.index(x, y, z)] & 0xffff;
                        all[code]++;
                        if (isWithin(code, x, y, z, shape)) {
                            within[code]++;
                        } else if (liesBetween(code, x, y, z, shape)) {
                            between[code]++;
                        }
                    }
                }
            }
        }

        /** Whether the four neighbors in the slice have the same value. */
        private boolean isWithin(int code, int x, int y, int z, Shape shape) {
            return is(code, Math.max(0, x - 1), y, z, shape)
                    && is(code, Math.min(shape.x() - 1, x + 1), y, z, shape)
                    && is(code, x, Math.max(0, y - 1), z, shape)
                    && is(code, x, Math.min(shape.y() - 1, y + 1), z, shape);
        }

        private boolean is(int code, int x, int y, int z, Shape shape) {
            return (map.codes()[shape.index(x, y, z)] & 0xffff) == code;
        }

        /**
         * Whether each channel is within the range of the other values around it in the slice, and one of them
         * strictly.
         */
        private boolean liesBetween(int code, int x, int y, int z, Shape shape) {
            boolean strictly = false;
            for (int[] channel : channels) {
                int low = Integer.MAX_VALUE;
                int high = Integer.MIN_VALUE;
                for (int j = Math.max(0, y - 1); j <= Math.min(shape.y() - 1, y + 1); j++) {
                    for (int i = Math.max(0, x - 1); i <= Math.min(shape.x() - 1, x + 1); i++) {
                        int other = map.codes()[shape.index(i, j, z)] & 0xffff;
                        low = other == code ? low : Math.min(low, channel[other]);
                        high = other == code ? high : Math.max(high, channel[other]);
                    }
                }
                if (low > channel[code] || high < channel[code]) {
                    return false;
                }
                strictly |= low < channel[code] && channel[code] < high;
            }
            return strictly;
        }
    }
}
