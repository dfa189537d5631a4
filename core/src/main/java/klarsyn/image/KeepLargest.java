package klarsyn.image;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes what a prediction scattered around: of each mask in turn only the largest part is kept, the rest becomes
 * background.
 *
 * <p>As nnU-Net v2's post-processing: parts are connected across faces, edges and corners; those that tie for the largest
 * are all kept.
 *
 * @param masks values of the voxels that count together as one mask, in the order in which they are treated; may be empty
 */
public record KeepLargest(List<Set<Integer>> masks) {

    /** Leaves every map as it is. */
    public static final KeepLargest NOTHING = new KeepLargest(List.of());

    /** Keeps own copies. */
    public KeepLargest {
        masks = masks.stream().map(Set::copyOf).toList();
    }

    /** The same with one more mask, treated last. */
    public KeepLargest and(Set<Integer> values) {
        return new KeepLargest(Stream.concat(masks.stream(), Stream.of(values)).toList());
    }

    /** The same, and then what another removes. */
    public KeepLargest and(KeepLargest next) {
        return new KeepLargest(
                Stream.concat(masks.stream(), next.masks.stream()).toList());
    }

    /** The map without what is removed; the map itself if nothing is to be done. */
    public LabelMap apply(LabelMap map) {
        LabelMap kept = map;
        for (Set<Integer> values : masks) {
            kept = Components.keepLargest(kept, values, 1, Connectivity.CORNERS);
        }
        return kept;
    }
}
