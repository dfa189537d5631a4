package klarsyn.evaluate.voxel;

import klarsyn.image.region.Components;

/**
 * Detection of separate objects in a reference: lesions, cells, nodules.
 *
 * <p>A predicted object matches a reference object if their IoU is above a threshold; pairs are assigned to maximize
 * the sum of IoUs, then those at or below the threshold are dropped (MONAI's convention; from 0.5 on the assignment is
 * unique, Kirillov and others, 2019). Without objects on either side every ratio is NaN.
 *
 * @param found    matched reference objects
 * @param missed   unmatched reference objects
 * @param spurious unmatched predicted objects
 * @param iouSum   sum of IoU over the pairs
 */
public record Detection(int found, int missed, int spurious, double iouSum) {

    /** All counts 0. */
    public static final Detection NOTHING = new Detection(0, 0, 0, 0);

    /** Compares the components of two masks of the same shape. */
    public static Detection of(Components reference, Components predicted, double iouThreshold) {
        return of(reference.labels(), predicted.labels(), iouThreshold);
    }

    /**
     * Compares two instance maps.
     *
     * @param reference    object number of each voxel, 0 for none
     * @param predicted    the same for the prediction; numbers need not correspond
     * @param iouThreshold 0 to 1; the IoU of a pair must exceed it
     * @throws IllegalArgumentException if the maps differ in length or the threshold is outside 0 to 1
     */
    public static Detection of(int[] reference, int[] predicted, double iouThreshold) {
        return InstancePairs.of(reference, predicted).detection(iouThreshold);
    }

    /** The sum of both. */
    public Detection plus(Detection other) {
        return new Detection(
                found + other.found, missed + other.missed, spurious + other.spurious, iouSum + other.iouSum);
    }

    /** Number of reference objects. */
    public int reference() {
        return found + missed;
    }

    /** Number of predicted objects. */
    public int predicted() {
        return found + spurious;
    }

    /** Recall: share of reference objects that were found. */
    public double sensitivity() {
        return ratio(found, reference());
    }

    /** Precision: share of predicted objects that are matched. */
    public double precision() {
        return ratio(found, predicted());
    }

    /** F1: 2·found / (reference + predicted); with a threshold of 0.5 this is the recognition quality. */
    public double f1() {
        return ratio(2 * found, reference() + predicted());
    }

    /** Mean IoU of the pairs: segmentation quality. */
    public double segmentationQuality() {
        return ratio(iouSum, found);
    }

    /** Panoptic quality: sum of IoU over (found + half of missed and spurious), F1 times segmentation quality. */
    public double panopticQuality() {
        return ratio(2 * iouSum, reference() + predicted());
    }

    private static double ratio(double part, int whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
