package klarsyn.image.region;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import klarsyn.image.LabelMap;

/**
 * Removes scattered parts of a prediction: of each mask only the largest component is kept, the rest becomes
 * background.
 *
 * <p>As nnU-Net v2's post-processing: components are connected across faces, edges and corners; ties for the largest
 * are all kept.
 *
 * @param masks label values that are merged into one mask each, in processing order; may be empty
 */
public record KeepLargest(List<Set<Integer>> masks) {

    /** Changes nothing. */
    public static final KeepLargest NOTHING = new KeepLargest(List.of());

    /** Copies the lists. */
    public KeepLargest {
        masks = masks.stream().map(Set::copyOf).toList();
    }

    /** A copy with one more mask, processed last. */
    public KeepLargest and(Set<Integer> values) {
        return new KeepLargest(Stream.concat(masks.stream(), Stream.of(values)).toList());
    }

    /** The same, followed by another. */
    public KeepLargest and(KeepLargest next) {
        return new KeepLargest(
                Stream.concat(masks.stream(), next.masks.stream()).toList());
    }

    /** The map with those parts removed; the map itself if nothing is to be done. */
    public LabelMap apply(LabelMap map) {
        LabelMap kept = map;
        for (Set<Integer> values : masks) {
            kept = Components.keepLargest(kept, values, 1, Connectivity.CORNERS);
        }
        return kept;
    }
}
