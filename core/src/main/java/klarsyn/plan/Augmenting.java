package klarsyn.plan;

import java.util.List;

/**
 * How training patches are varied; each probability is a share of the patches, 0 switches the transform off.
 *
 * @param mirrorAxes        tensor axes that may be mirrored: 0 depth, 1 height, 2 width
 * @param rotation          probability of a rotation
 * @param rotationDegrees   largest angle about each axis; only about the depth axis where the patch is flat
 * @param scaling           probability of a change of size
 * @param scalingRange      smallest and largest factor
 * @param noise             probability of additive Gaussian noise, variance up to 0.1
 * @param blur              probability of a Gaussian blur, σ 0.5 to 1 voxel
 * @param brightness        probability of a factor 0.75 to 1.25
 * @param contrast          probability of a factor 0.75 to 1.25 about the mean, kept in range
 * @param lowResolution     probability of losing resolution, down to half
 * @param gamma             probability of a gamma 0.7 to 1.5, half of them on inverted intensities
 */
public record Augmenting(
        List<Integer> mirrorAxes,
        double rotation,
        double rotationDegrees,
        double scaling,
        List<Double> scalingRange,
        double noise,
        double blur,
        double brightness,
        double contrast,
        double lowResolution,
        double gamma) {

    /** Keeps own copies of the lists. */
    public Augmenting {
        mirrorAxes = List.copyOf(mirrorAxes);
        scalingRange = List.copyOf(scalingRange);
    }

    /** Nothing but mirroring along the given axes. */
    public static Augmenting mirroring(List<Integer> axes) {
        return new Augmenting(axes, 0, 0, 0, List.of(1.0, 1.0), 0, 0, 0, 0, 0, 0);
    }

    /** nnU-Net's probabilities and ranges. */
    public static Augmenting full(List<Integer> axes) {
        return new Augmenting(axes, 0.2, 30, 0.2, List.of(0.7, 1.4), 0.1, 0.2, 0.15, 0.15, 0.25, 0.3);
    }
}
