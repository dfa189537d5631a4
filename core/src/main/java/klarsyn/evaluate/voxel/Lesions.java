package klarsyn.evaluate.voxel;

import klarsyn.image.Components;
import klarsyn.image.Connectivity;
import klarsyn.image.Shape;

/**
 * How many of a label's separate parts were found; parts are connected across faces, edges and corners (26 neighbours).
 *
 * @param detection pairs with an IoU above 0.1: whether something was seen where something is
 * @param matching  pairs with an IoU above 0.5: whether it was outlined too; the base of panoptic quality
 */
public record Lesions(Detection detection, Detection matching) {

    /** IoU that a pair must exceed to count as found. */
    public static final double DETECTION_IOU = 0.1;

    /** IoU that a pair must exceed to count for panoptic quality. */
    public static final double MATCHING_IOU = 0.5;

    /** No parts on either side. */
    public static final Lesions NONE = new Lesions(Detection.NOTHING, Detection.NOTHING);

    /** Compares the parts of two masks. */
    public static Lesions of(boolean[] reference, boolean[] predicted, Shape shape) {
        InstancePairs pairs = InstancePairs.of(
                Components.of(reference, shape, Connectivity.CORNERS).labels(),
                Components.of(predicted, shape, Connectivity.CORNERS).labels());
        return new Lesions(pairs.detection(DETECTION_IOU), pairs.detection(MATCHING_IOU));
    }
}
