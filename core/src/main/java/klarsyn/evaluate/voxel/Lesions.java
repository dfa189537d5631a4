package klarsyn.evaluate.voxel;

import klarsyn.image.Shape;
import klarsyn.image.region.Components;
import klarsyn.image.region.Connectivity;

/**
 * Detection of a label's components, connected across faces, edges and corners (26 neighbors).
 *
 * @param detection pairs with an IoU above 0.1: detected objects
 * @param matching  pairs with an IoU above 0.5: also delineated; the basis of panoptic quality
 */
public record Lesions(Detection detection, Detection matching) {

    /** IoU that a pair must exceed to count as found. */
    public static final double DETECTION_IOU = 0.1;

    /** IoU that a pair must exceed to count for panoptic quality. */
    public static final double MATCHING_IOU = 0.5;

    /** No components on either side. */
    public static final Lesions NONE = new Lesions(Detection.NOTHING, Detection.NOTHING);

    /** Compares the components of two masks. */
    public static Lesions of(boolean[] reference, boolean[] predicted, Shape shape) {
        InstancePairs pairs = InstancePairs.of(
                Components.of(reference, shape, Connectivity.CORNERS).labels(),
                Components.of(predicted, shape, Connectivity.CORNERS).labels());
        return new Lesions(pairs.detection(DETECTION_IOU), pairs.detection(MATCHING_IOU));
    }
}
