package klarsyn.preflight;

import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * Results of the pre-flight check for one case.
 *
 * @param id          case id
 * @param geometry    stored grid of image and labels: shape, spacing, orientation
 * @param nonZero     shape of the bounding box of all voxels that are not 0 in some channel; the whole shape if there
 *                    are none
 * @param channels    intensities of the finite voxels, per channel
 * @param foreground  intensities of at most 10,000 sampled foreground voxels, per channel
 * @param labelVoxels number of voxels of each foreground label, in label order
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
