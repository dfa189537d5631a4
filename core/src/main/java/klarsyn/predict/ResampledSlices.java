package klarsyn.predict;

import klarsyn.image.Interpolation;
import klarsyn.image.Resampling;
import klarsyn.image.Shape;

/**
 * Brings slices to another grid of the same field of view by linear interpolation, and hands them on.
 *
 * <p>Voxel centres are aligned (half-pixel convention), as {@link Resampling#resize} does for whole volumes; only two
 * slices are held.
 */
final class ResampledSlices implements SliceSink {

    private final Shape from;
    private final Shape to;
    private final int classes;
    private final SliceSink next;
    private float[] below = new float[0];
    private int done;

    ResampledSlices(Shape from, Shape to, int classes, SliceSink next) {
        this.from = from;
        this.to = to;
        this.classes = classes;
        this.next = next;
    }

    @Override
    public void accept(int z, float[] logits) {
        float[] slice = Resampling.resize(
                logits,
                new Shape(from.x(), from.y(), classes),
                new Shape(to.x(), to.y(), classes),
                Interpolation.LINEAR);
        if (z == 0) {
            below = slice;
        }
        boolean last = z == from.z() - 1;
        while (done < to.z()) {
            double position = Math.clamp((done + 0.5) * from.z() / to.z() - 0.5, 0, from.z() - 1);
            if (position > z && !last) {
                break;
            }
            next.accept(done, between(below, slice, (float) (position - (z - 1))));
            done++;
        }
        below = slice;
    }

    private static float[] between(float[] below, float[] above, float share) {
        float[] mixed = new float[above.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = below[i] + share * (above[i] - below[i]);
        }
        return mixed;
    }
}
