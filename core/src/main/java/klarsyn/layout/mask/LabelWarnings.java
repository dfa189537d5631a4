package klarsyn.layout.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import klarsyn.format.file.StoredValue;

/**
 * Suspicious values of label maps: a background that is not 0, or a value close to the intended one.
 *
 * @param root   folder of the data set
 * @param names  labels by their stored values
 * @param voxels of each stored value, including background
 */
record LabelWarnings(Path root, SequencedMap<StoredValue, String> names, Map<StoredValue, Long> voxels) {

    /** Share of all voxels from which a label may be the background. */
    private static final double MAX_FOREGROUND = 0.75;

    /** 8-bit masks use the highest value, or one near it. */
    private static final int HIGHEST = 250;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        background().ifPresent(findings::add);
        neighbors().ifPresent(findings::add);
        return findings;
    }

    /**
     * A single label, or white among colors, that fills most of the maps; one of several labels that does; or the
     * largest label if no map contains a 0.
     */
    private Optional<Finding> background() {
        boolean isWhite = names.firstEntry().getKey() instanceof StoredValue.Color;
        Optional<StoredValue> candidate = isWhite
                ? Optional.<StoredValue>of(new StoredValue.Color(0xffffff)).filter(names::containsKey)
                : largest();
        boolean hasBackground = voxels.keySet().stream().anyMatch(StoredValue::isBackground);
        return candidate
                .filter(value -> share(value) >= MAX_FOREGROUND || (!hasBackground && !isWhite))
                .map(value -> Finding.warning(
                        Where.file(root),
                        "%s, read as the label %s, fills %.0f %% of the label maps%s"
                                .formatted(
                                        value,
                                        names.get(value),
                                        100 * share(value),
                                        hasBackground ? "" : ", which contain no 0"),
                        "none needed if it is a structure; if it is the background, invert the label maps or replace"
                                + " the value: background is 0, or black"));
    }

    private Optional<StoredValue> largest() {
        return names.sequencedKeySet().stream().max(Comparator.comparingLong(value -> voxels.getOrDefault(value, 0L)));
    }

    private double share(StoredValue value) {
        long all = voxels.values().stream().mapToLong(Long::longValue).sum();
        return (double) voxels.getOrDefault(value, 0L) / all;
    }

    /** 254 next to 255: a blended edge of a single value. */
    private Optional<Finding> neighbors() {
        for (StoredValue value : names.sequencedKeySet()) {
            if (value instanceof StoredValue.Numeric(int number)
                    && number >= HIGHEST
                    && number <= 255
                    && names.containsKey(new StoredValue.Numeric(number - 1))) {
                return Optional.of(Finding.warning(
                        Where.file(root),
                        "the label maps contain %d and %d, which are read as two labels".formatted(number - 1, number),
                        "none needed if both are structures; otherwise replace one value by the other"));
            }
        }
        return Optional.empty();
    }
}
