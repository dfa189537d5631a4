package klarsyn.evaluate;

import java.util.List;
import klarsyn.evaluate.voxel.Confusion;

/**
 * Foreground volume of a case, over all labels; voxels ignored in the reference are excluded.
 *
 * @param referenceMl volume in the reference, ml; 0 in a healthy case, NaN if all voxels are ignored
 * @param predictedMl volume in the prediction, ml
 */
public record ForegroundVolume(double referenceMl, double predictedMl) {

    /** The volumes of counted voxels; NaN if none was counted. */
    static ForegroundVolume of(Confusion voxels, double voxelMl) {
        boolean isCounted = voxels.reference() + voxels.falsePositives() + voxels.trueNegatives() > 0;
        return isCounted
                ? new ForegroundVolume(voxels.reference() * voxelMl, voxels.predicted() * voxelMl)
                : new ForegroundVolume(Double.NaN, Double.NaN);
    }

    /** The sum over labels without common voxels. */
    static ForegroundVolume sum(List<LabelScore> labels) {
        return new ForegroundVolume(
                labels.stream().mapToDouble(LabelScore::referenceMl).sum(),
                labels.stream().mapToDouble(LabelScore::predictedMl).sum());
    }
}
