package klarsyn.plan.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;

/**
 * Measures how well label maps are preserved at half resolution, an upper bound for networks at that resolution.
 *
 * <p>Maps are downsampled and upsampled as in training and prediction: linearly, with the label of the largest
 * fraction.
 */
public final class HalfResolution {

    private HalfResolution() {}

    /**
     * Dice of label maps with themselves after downsampling and upsampling, over all voxels of all maps; the minimum
     * over labels.
     *
     * @param maps of training cases, one after the other in memory
     * @return 0 to 1; NaN without labeled voxels
     */
    public static double dice(Stream<LabelMap> maps) {
        Map<Short, Overlap> overlaps = new HashMap<>();
        maps.forEachOrdered(map -> {
            short[] kept = downAndUp(map);
            for (int i = 0; i < kept.length; i++) {
                count(overlaps, map.voxels()[i], kept[i]);
            }
        });
        return overlaps.values().stream().mapToDouble(Overlap::dice).min().orElse(Double.NaN);
    }

    private static short[] downAndUp(LabelMap map) {
        Shape full = map.shape();
        Shape half = new Shape(half(full.x()), half(full.y()), half(full.z()));
        short[] down = Resampling.resizeLabels(map.voxels(), full, half, Interpolation.LINEAR);
        return Resampling.resizeLabels(down, half, full, Interpolation.LINEAR);
    }

    private static int half(int voxels) {
        return Math.ceilDiv(voxels, 2);
    }

    private static void count(Map<Short, Overlap> overlaps, short was, short is) {
        if (was == 0 && is == 0) {
            return;
        }
        if (was != 0) {
            overlaps.computeIfAbsent(was, label -> new Overlap()).voxels++;
        }
        if (is != 0) {
            overlaps.computeIfAbsent(is, label -> new Overlap()).voxels++;
        }
        if (was == is) {
            overlaps.computeIfAbsent(was, label -> new Overlap()).common++;
        }
    }

    private static final class Overlap {
        private long voxels;
        private long common;

        double dice() {
            return 2.0 * common / voxels;
        }
    }
}
