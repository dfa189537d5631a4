package klarsyn.train.patch;

import java.util.random.RandomGenerator;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.AugmentationPlan.Spatial;
import klarsyn.plan.Patch;

/**
 * Rotation about the patch center and scaling, applied while sampling the patch: with one interpolation, and with the
 * case's voxels beyond the patch borders.
 *
 * <p>Matrices are nnU-Net's: about depth, then height, then width, times the scale, over {@code (d, h, w)}.
 *
 * @param aboutDepth radians about the depth axis, and so on
 * @param scale      distance of samples in the source; above 1 makes the content smaller
 * @param plane      IN_PLANE scales only height and width
 */
record SpatialAugmentation(double aboutDepth, double aboutHeight, double aboutWidth, double scale, Plane plane) {

    static SpatialAugmentation draw(Spatial settings, RandomGenerator random) {
        double limit = Math.toRadians(settings.degrees());
        boolean rotates = random.nextDouble() < settings.rotation();
        boolean scales = random.nextDouble() < settings.scaling();
        double depth = limit * (2 * random.nextDouble() - 1);
        double height = limit * (2 * random.nextDouble() - 1);
        double width = limit * (2 * random.nextDouble() - 1);
        double factor = settings.scale().draw(random);
        boolean tilts = rotates && settings.plane() == Plane.ALL_AXES;
        return new SpatialAugmentation(
                rotates ? depth : 0, tilts ? height : 0, tilts ? width : 0, scales ? factor : 1, settings.plane());
    }

    boolean isIdentity() {
        return aboutDepth == 0 && aboutHeight == 0 && aboutWidth == 0 && scale == 1;
    }

    /** The patch whose first voxel before rotation is {@code corner} (x, y, z), rotated and scaled about its center. */
    LabeledPatch cut(PreparedCase subject, int[] corner, Patch patch) {
        return cut(subject, new double[] {corner[0], corner[1], corner[2]}, patch);
    }

    /** As {@link #cut(PreparedCase, int[], Patch)}, for a position between voxels. */
    LabeledPatch cut(PreparedCase subject, double[] corner, Patch patch) {
        CaseReader reader = new CaseReader(subject, patch);
        double[] m = matrix();
        double cw = (patch.width() - 1) / 2.0;
        double ch = (patch.height() - 1) / 2.0;
        double cd = (patch.depth() - 1) / 2.0;
        int at = 0;
        for (int d = 0; d < patch.depth(); d++) {
            for (int h = 0; h < patch.height(); h++) {
                double x = corner[0] + cw + (d - cd) * m[6] + (h - ch) * m[7] - cw * m[8];
                double y = corner[1] + ch + (d - cd) * m[3] + (h - ch) * m[4] - cw * m[5];
                double z = corner[2] + cd + (d - cd) * m[0] + (h - ch) * m[1] - cw * m[2];
                for (int w = 0; w < patch.width(); w++, at++) {
                    reader.fill(x + w * m[8], y + w * m[5], z + w * m[2], at);
                }
            }
        }
        return reader.sample();
    }

    /** From the patch to the case, row-major over depth, height, width. */
    double[] matrix() {
        double sd = Math.sin(aboutDepth);
        double cd = Math.cos(aboutDepth);
        double sh = Math.sin(aboutHeight);
        double ch = Math.cos(aboutHeight);
        double sw = Math.sin(aboutWidth);
        double cw = Math.cos(aboutWidth);
        double deep = plane == Plane.IN_PLANE ? 1 : scale;
        return new double[] {
            deep * cw * ch,
            scale * (cw * sh * sd - sw * cd),
            scale * (cw * sh * cd + sw * sd),
            deep * sw * ch,
            scale * (sw * sh * sd + cw * cd),
            scale * (sw * sh * cd - cw * sd),
            deep * -sh,
            scale * ch * sd,
            scale * ch * cd
        };
    }
}
