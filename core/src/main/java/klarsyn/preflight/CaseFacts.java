package klarsyn.preflight;

import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * Results of the pre-flight check for one case.
 *
 * @param id          ID of the case
 * @param geometry    grid of image and labels as stored: shape, spacing, orientation
 * @param nonZero     shape of the bounding box of voxels that are not 0 in some channel; the whole shape if there are
 *                    none, and for cases without a label map
 * @param channels    intensities of the finite voxels, a channel each
 * @param foreground  intensities of up to 10,000 sampled foreground voxels, one entry per channel; empty without a
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

    /** Copies the lists. */
    public CaseFacts {
        channels = List.copyOf(channels);
        foreground = List.copyOf(foreground);
        labelVoxels = List.copyOf(labelVoxels);
    }

    /** A copy that shares this object for its equal grid. */
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

    /** Volume in ml of the label at an index in label order. */
    public double ml(int label) {
        return labelVoxels.get(label) * geometry.voxelMl();
    }

    /** Share of voxels in the non-zero box, above 0 up to 1. */
    public double nonZeroShare() {
        return nonZero.voxels() / (double) shape().voxels();
    }
}
