package klarsyn.train.patch;

import java.util.Arrays;
import klarsyn.image.Shape;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.Patch;

/**
 * Reduces a channel's resolution: nearest neighbor on a coarser grid, then linear interpolation.
 *
 * @param channel the channel
 * @param zoom    relative number of voxels along an axis, above 0 up to 1
 * @param plane   axes with reduced resolution
 */
record LowResolutionAugmentation(int channel, double zoom, Plane plane) implements Augmentation {

    @Override
    public void apply(LabeledPatch sample) {
        Patch patch = sample.patch();
        Shape fine = new Shape(patch.width(), patch.height(), patch.depth());
        Shape coarse = new Shape(
                less(fine.x()),
                less(fine.y()),
                switch (plane) {
                    case ALL_AXES -> less(fine.z());
                    case IN_PLANE -> fine.z();
                });
        int start = channel * patch.voxels();
        float[] voxels = Arrays.copyOfRange(sample.image(), start, start + patch.voxels());
        float[] coarseVoxels = Resampling.resize(voxels, fine, coarse, Interpolation.NEAREST);
        float[] back = Resampling.resize(coarseVoxels, coarse, fine, Interpolation.LINEAR);
        System.arraycopy(back, 0, sample.image(), start, back.length);
    }

    private int less(int voxels) {
        return Math.max(1, (int) Math.rint(voxels * zoom));
    }
}
