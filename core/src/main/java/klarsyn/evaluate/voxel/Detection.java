package klarsyn.evaluate.voxel;

import klarsyn.image.Components;

/**
 * How many separate objects of a reference were found: lesions, cells, nodules.
 *
 * <p>One object of the prediction answers for one of the reference if they overlap by more than a threshold of IoU; pairs
 * are chosen so that the sum of all IoUs is greatest, then those at or below the threshold fall out (MONAI's convention;
 * from 0.5 on the choice is unique, Kirillov and others, 2019). Without objects on either side every ratio is NaN.
 *
 * @param found    objects of the reference with a partner
 * @param missed   objects of the reference without
 * @param spurious objects of the prediction without
 * @param iouSum   sum of the pairs' IoU
 */
public record Detection(int found, int missed, int spurious, double iouSum) {

    /** Nothing counted yet. */
    public static final Detection NOTHING = new Detection(0, 0, 0, 0);

    /** Compares the parts of two masks of the same shape. */
    public static Detection of(Components reference, Components predicted, double iouThreshold) {
        return of(reference.labels(), predicted.labels(), iouThreshold);
    }

    /**
     * Compares two maps of numbered objects.
     *
     * @param reference    number of each voxel's object, 0 for none
     * @param predicted    the same of the prediction; the numbers need not agree
     * @param iouThreshold 0 to 1; a pair must overlap by more
     * @throws IllegalArgumentException if the maps differ in length or the threshold lies outside of 0 to 1
     */
    public static Detection of(int[] reference, int[] predicted, double iouThreshold) {
        return InstancePairs.of(reference, predicted).detection(iouThreshold);
    }

    /** The counts of both together. */
    public Detection plus(Detection other) {
        return new Detection(
                found + other.found, missed + other.missed, spurious + other.spurious, iouSum + other.iouSum);
    }

    /** Number of objects of the reference. */
    public int reference() {
        return found + missed;
    }

    /** Number of objects of the prediction. */
    public int predicted() {
        return found + spurious;
    }

    /** Share of the reference's objects that were found. */
    public double sensitivity() {
        return ratio(found, reference());
    }

    /** Share of the prediction's objects that are real. */
    public double precision() {
        return ratio(found, predicted());
    }

    /** 2·found / (reference + predicted); with a threshold of 0.5 this is the recognition quality. */
    public double f1() {
        return ratio(2 * found, reference() + predicted());
    }

    /** Mean IoU of the pairs: segmentation quality. */
    public double segmentationQuality() {
        return ratio(iouSum, found);
    }

    /** Sum of the pairs' IoU over (found + half of those missed and spurious): F1 times segmentation quality. */
    public double panopticQuality() {
        return ratio(2 * iouSum, reference() + predicted());
    }

    private static double ratio(double part, int whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
