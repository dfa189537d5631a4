package klarsyn.predict;

import klarsyn.image.LabelMap;

/**
 * What a model says of one image.
 *
 * @param labels one label a voxel, in the image's own grid
 */
public record Prediction(LabelMap labels) {

    /** Volume of a label in millilitres. */
    public double volumeMl(int label) {
        long voxels = 0;
        for (short voxel : labels.voxels()) {
            if (voxel == label) {
                voxels++;
            }
        }
        return voxels * labels.spacing().voxelMl();
    }
}
