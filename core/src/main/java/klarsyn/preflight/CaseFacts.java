package klarsyn.preflight;

import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * What the pre-flight learned about one case while reading it once.
 *
 * @param id          the case's
 * @param geometry    grid of image and labels as stored: shape, spacing, orientation
 * @param nonZero     shape of the smallest box that holds every voxel that is not 0 in some channel; the whole shape if
 *                    there is none, and for cases without a label map
 * @param channels    intensities of the finite voxels, a channel each
 * @param foreground  intensities of at most 10,000 voxels drawn from the foreground, a channel each; empty without a
 *                    label map
 * @param labelVoxels number of voxels of each foreground label, in the order of the labels
 */
public record CaseFacts(
        String id,
        Geometry geometry,
        Shape nonZero,
        List<Moments> channels,
        List<Intensities> foreground,
        List<Long> labelVoxels) {

    /** Keeps own copies of the lists. */
    public CaseFacts {
        channels = List.copyOf(channels);
        foreground = List.copyOf(foreground);
        labelVoxels = List.copyOf(labelVoxels);
    }

    /** The same facts, holding another object for the same grid. */
    CaseFacts withGeometry(Geometry same) {
        Shape box = nonZero.equals(same.shape()) ? same.shape() : nonZero;
        return new CaseFacts(id, same, box, channels, foreground, labelVoxels);
    }

    /** Number of voxels along each axis, as stored. */
    public Shape shape() {
        return geometry.shape();
    }

    /** mm along each axis, as stored. */
    public Spacing spacing() {
        return geometry.spacing();
    }

    /** Millilitres of the label at a place in the order of the labels. */
    public double ml(int label) {
        return labelVoxels.get(label) * geometry.voxelMl();
    }

    /** Share of the voxels that lie in the non-zero box, above 0 up to 1. */
    public double nonZeroShare() {
        return nonZero.voxels() / (double) shape().voxels();
    }
}
