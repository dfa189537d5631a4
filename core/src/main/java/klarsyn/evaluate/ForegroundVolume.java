package klarsyn.evaluate;

import java.util.List;
import klarsyn.evaluate.voxel.Confusion;

/**
 * How much of a case is foreground, whichever label it has; voxels that the reference ignores are not counted.
 *
 * @param referenceMl volume in the reference, ml; 0 in a healthy case, NaN where the reference ignores every voxel
 * @param predictedMl volume in the prediction, ml
 */
public record ForegroundVolume(double referenceMl, double predictedMl) {

    /** The volumes of counted voxels; NaN if none was counted, so that nothing is known about the case. */
    static ForegroundVolume of(Confusion voxels, double voxelMl) {
        boolean isCounted = voxels.reference() + voxels.falsePositives() + voxels.trueNegatives() > 0;
        return isCounted
                ? new ForegroundVolume(voxels.reference() * voxelMl, voxels.predicted() * voxelMl)
                : new ForegroundVolume(Double.NaN, Double.NaN);
    }

    /** The sum over labels that share no voxel. */
    static ForegroundVolume sum(List<LabelScore> labels) {
        return new ForegroundVolume(
                labels.stream().mapToDouble(LabelScore::referenceMl).sum(),
                labels.stream().mapToDouble(LabelScore::predictedMl).sum());
    }
}
