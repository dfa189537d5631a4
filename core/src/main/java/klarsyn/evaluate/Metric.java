package klarsyn.evaluate;

import klarsyn.base.Measure;
import klarsyn.base.Measure.Direction;

/** A metric of one label of one case, for averaging over cases; NaN if undefined. */
public enum Metric {
    /** Twice the intersection over the sum of both sizes. */
    DICE("dice"),
    /** Intersection over union. */
    IOU("iou"),
    /** Hausdorff distance, mm. */
    HD_MM("hd_mm"),
    /** 95th percentile of the surface distances, mm. */
    HD95_MM("hd95_mm"),
    /** Average symmetric surface distance, mm. */
    ASSD_MM("assd_mm"),
    /** Fraction of the surfaces within a tolerance of each other. */
    SURFACE_DICE("surface_dice"),
    /** Recall of voxels; NaN if the reference is empty. */
    SENSITIVITY("sensitivity"),
    /** Fraction of voxels outside the reference that are predicted as such. */
    SPECIFICITY("specificity"),
    /** Precision of voxels; NaN if the prediction is empty. */
    PRECISION("precision"),
    /** F1 of connected components, matched with an IoU above 0.1. */
    LESION_F1("lesion_f1"),
    /** Panoptic quality of connected components, matched with an IoU above 0.5. */
    PANOPTIC_QUALITY("panoptic_quality"),
    /** Predicted minus reference volume, ml. */
    VOLUME_ERROR_ML("volume_error_ml");

    private final String key;

    Metric(String key) {
        this.key = key;
    }

    /** Key in metrics.json. */
    public String key() {
        return key;
    }

    /** The mean over cases of the mean over a case's labels. */
    Measure measure() {
        return switch (this) {
            case DICE -> Measure.DICE;
            case IOU -> share("IoU");
            case HD_MM -> distance("Hausdorff distance");
            case HD95_MM -> distance("Hausdorff distance (95 %)");
            case ASSD_MM -> distance("Mean surface distance");
            case SURFACE_DICE -> share("Surface Dice");
            case SENSITIVITY -> share("Sensitivity");
            case SPECIFICITY -> share("Specificity");
            case PRECISION -> share("Precision");
            case LESION_F1 -> share("Lesion F1");
            case PANOPTIC_QUALITY -> share("Panoptic quality");
            case VOLUME_ERROR_ML ->
                new Measure(
                        key,
                        "Volume error",
                        "ml",
                        Direction.ZERO_IS_BEST,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY);
        };
    }

    private Measure share(String name) {
        return new Measure(key, name, "", Direction.HIGHER_IS_BETTER, 0, 1);
    }

    private Measure distance(String name) {
        return new Measure(key, name, "mm", Direction.LOWER_IS_BETTER, 0, Double.POSITIVE_INFINITY);
    }

    /** The value for one label of one case. */
    public double of(LabelScore score) {
        return switch (this) {
            case DICE -> score.dice();
            case IOU -> score.iou();
            case HD_MM -> score.surface().hdMm();
            case HD95_MM -> score.hd95Mm();
            case ASSD_MM -> score.assdMm();
            case SURFACE_DICE -> score.surfaceDice();
            case SENSITIVITY -> score.voxels().sensitivity();
            case SPECIFICITY -> score.voxels().specificity();
            case PRECISION -> score.voxels().precision();
            case LESION_F1 -> score.lesions().detection().f1();
            case PANOPTIC_QUALITY -> score.lesions().matching().panopticQuality();
            case VOLUME_ERROR_ML -> score.isDefined() ? score.volumeErrorMl() : Double.NaN;
        };
    }
}
