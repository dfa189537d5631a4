package klarsyn.predict;

import klarsyn.data.label.Labels.Label;
import klarsyn.image.LabelMap;

/**
 * A segmentation of one image.
 *
 * @param labels one label per voxel, on the image's own grid
 */
public record Segmented(LabelMap labels) implements Prediction {

    /** Volume of a label in milliliters; of a region, that of all its members. */
    public double volumeMl(Label label) {
        boolean[] members = new boolean[Short.MAX_VALUE + 1];
        label.members().forEach(value -> members[value] = true);
        long voxels = 0;
        for (short voxel : labels.voxels()) {
            if (members[voxel]) {
                voxels++;
            }
        }
        return voxels * labels.geometry().voxelMl();
    }
}
