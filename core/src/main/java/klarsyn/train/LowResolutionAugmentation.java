package klarsyn.train;

import java.util.Arrays;
import klarsyn.image.Interpolation;
import klarsyn.image.Resampling;
import klarsyn.image.Shape;
import klarsyn.plan.Patch;

/**
 * Loses resolution: the nearest voxels of a coarser grid, interpolated back by cubic splines.
 *
 * @param zoom share of the voxels along each axis that is left, above 0 up to 1
 */
record LowResolutionAugmentation(double zoom) implements Augmentation {

    @Override
    public void apply(Sample sample) {
        Patch patch = sample.patch();
        Shape fine = new Shape(patch.width(), patch.height(), patch.depth());
        Shape coarse = new Shape(less(fine.x()), less(fine.y()), less(fine.z()));
        for (int channel = 0; channel < sample.channels(); channel++) {
            int start = channel * patch.voxels();
            float[] own = Arrays.copyOfRange(sample.image(), start, start + patch.voxels());
            float[] poor = Resampling.resize(own, fine, coarse, Interpolation.NEAREST);
            float[] back = Resampling.resize(poor, coarse, fine, Interpolation.CUBIC);
            System.arraycopy(back, 0, sample.image(), start, back.length);
        }
    }

    private int less(int voxels) {
        return Math.max(1, (int) Math.rint(voxels * zoom));
    }
}
