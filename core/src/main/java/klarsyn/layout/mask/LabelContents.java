package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.image.Volume;

/** Detects label maps by their values if names are not conclusive. */
public final class LabelContents {

    /** Maximum number of distinct values of a label map. */
    private static final int MAX_VALUES = 32;

    private static final int MAX_COLORS = 256;

    /** Minimum share of the most frequent value, the background. */
    private static final double BACKGROUND = 0.3;

    private LabelContents() {}

    /** Few integers, including background; false for unreadable files. */
    static boolean isLabelMap(Path file) {
        List<Volume> channels = read(file);
        if (channels.size() != 1) {
            return false;
        }
        Map<Float, Integer> counts = counts(channels.getFirst().voxels());
        int background = counts.getOrDefault(0f, 0);
        return !counts.isEmpty()
                && counts.keySet().stream().allMatch(value -> value >= 0 && value == Math.rint(value))
                && background >= BACKGROUND * channels.getFirst().voxels().length;
    }

    /** Whether a label map contains several labels, as numbers or as colors. */
    static boolean hasSeveralLabels(Path file) {
        try {
            return Images.readStoredLabels(file).counts().keySet().stream()
                            .filter(value -> !value.isBackground())
                            .count()
                    > 1;
        } catch (DataException unreadable) {
            return false; // a probability map, or an error reported when cases are read
        }
    }

    /** Whether the image has colors, and more of them than a label map. */
    public static boolean isPhotograph(Path file) {
        List<Volume> channels = read(file);
        if (channels.size() < 3) {
            return false;
        }
        Set<Integer> colors = new HashSet<>();
        for (int i = 0; i < channels.getFirst().voxels().length && colors.size() <= MAX_COLORS; i++) {
            colors.add(((int) channels.get(0).voxels()[i] << 16)
                    | ((int) channels.get(1).voxels()[i] << 8)
                    | (int) channels.get(2).voxels()[i]);
        }
        return colors.size() > MAX_COLORS;
    }

    /** Voxels of each value; empty if there are too many values. */
    private static Map<Float, Integer> counts(float[] voxels) {
        Map<Float, Integer> counts = new HashMap<>();
        for (float voxel : voxels) {
            counts.merge(voxel == 0 ? 0f : voxel, 1, Integer::sum);
            if (counts.size() > MAX_VALUES) {
                return Map.of();
            }
        }
        return counts;
    }

    private static List<Volume> read(Path file) {
        try {
            return Images.readChannels(file);
        } catch (DataException unreadable) {
            return List.of(); // reported when cases are read
        }
    }
}
