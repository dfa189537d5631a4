package klarsyn.train;

import java.util.random.RandomGenerator;
import klarsyn.image.Shape;
import klarsyn.plan.Augmenting;
import klarsyn.plan.Patch;

/**
 * A rotation about the patch's centre and a change of size, applied while the patch is cut: one interpolation, and what
 * lies beyond the patch's own borders comes from the case.
 *
 * <p>Intensities are interpolated linearly, labels take the nearest voxel's.
 *
 * @param aboutX  radians about the x axis, and so on
 * @param scale   size of a voxel step in the source; above 1 shows more and smaller
 */
record SpatialAugmentation(double aboutX, double aboutY, double aboutZ, double scale) {

    private static final double FLAT = 3;

    static SpatialAugmentation draw(Augmenting settings, Patch patch, RandomGenerator random) {
        double limit = Math.toRadians(settings.rotationDegrees());
        boolean rotates = random.nextDouble() < settings.rotation();
        boolean scales = random.nextDouble() < settings.scaling();
        double x = limit * (2 * random.nextDouble() - 1);
        double y = limit * (2 * random.nextDouble() - 1);
        double z = limit * (2 * random.nextDouble() - 1);
        double low = settings.scalingRange().getFirst();
        double high = settings.scalingRange().getLast();
        double factor = low + (high - low) * random.nextDouble();
        boolean flat = Math.max(patch.height(), patch.width()) > FLAT * patch.depth();
        return new SpatialAugmentation(
                rotates && !flat ? x : 0, rotates && !flat ? y : 0, rotates ? z : 0, scales ? factor : 1);
    }

    boolean isIdentity() {
        return aboutX == 0 && aboutY == 0 && aboutZ == 0 && scale == 1;
    }

    /** The patch whose unturned first voxel is {@code corner}, turned and scaled about its centre. */
    Sample cut(PreparedCase subject, int[] corner, Patch patch) {
        double[] m = matrix();
        float[] image = new float[Math.multiplyExact(subject.channels(), patch.voxels())];
        float[] labels = new float[patch.voxels()];
        double cx = (patch.width() - 1) / 2.0;
        double cy = (patch.height() - 1) / 2.0;
        double cz = (patch.depth() - 1) / 2.0;
        int at = 0;
        for (int z = 0; z < patch.depth(); z++) {
            for (int y = 0; y < patch.height(); y++) {
                double sx = corner[0] + cx + m[1] * (y - cy) + m[2] * (z - cz) - m[0] * cx;
                double sy = corner[1] + cy + m[4] * (y - cy) + m[5] * (z - cz) - m[3] * cx;
                double sz = corner[2] + cz + m[7] * (y - cy) + m[8] * (z - cz) - m[6] * cx;
                for (int x = 0; x < patch.width(); x++, at++) {
                    fill(subject, sx + m[0] * x, sy + m[3] * x, sz + m[6] * x, image, labels, at);
                }
            }
        }
        return new Sample(patch, image, labels);
    }

    private static void fill(
            PreparedCase subject, double x, double y, double z, float[] image, float[] labels, int at) {
        Shape shape = subject.shape();
        int i = (int) Math.floor(x);
        int j = (int) Math.floor(y);
        int k = (int) Math.floor(z);
        if (i < -1 || j < -1 || k < -1 || i >= shape.x() || j >= shape.y() || k >= shape.z()) {
            return;
        }
        int ni = (int) Math.rint(x);
        int nj = (int) Math.rint(y);
        int nk = (int) Math.rint(z);
        if (ni >= 0 && nj >= 0 && nk >= 0 && ni < shape.x() && nj < shape.y() && nk < shape.z()) {
            labels[at] = subject.label(shape.index(ni, nj, nk));
        }
        double u = x - i;
        double v = y - j;
        double w = z - k;
        for (int channel = 0; channel < subject.channels(); channel++) {
            double value =
                    (1 - w) * plane(subject, channel, i, j, k, u, v) + w * plane(subject, channel, i, j, k + 1, u, v);
            image[channel * labels.length + at] = (float) value;
        }
    }

    private static double plane(PreparedCase subject, int channel, int i, int j, int k, double u, double v) {
        return (1 - v) * row(subject, channel, i, j, k, u) + v * row(subject, channel, i, j + 1, k, u);
    }

    private static double row(PreparedCase subject, int channel, int i, int j, int k, double u) {
        Shape shape = subject.shape();
        if (j < 0 || k < 0 || j >= shape.y() || k >= shape.z()) {
            return 0;
        }
        double left = i >= 0 ? subject.intensity(channel, shape.index(i, j, k)) : 0;
        double right = i + 1 < shape.x() ? subject.intensity(channel, shape.index(i, j, k) + 1) : 0;
        return (1 - u) * left + u * right;
    }

    /** Row-major rotation about x, then y, then z, times the scale. */
    private double[] matrix() {
        double sx = Math.sin(aboutX);
        double cx = Math.cos(aboutX);
        double sy = Math.sin(aboutY);
        double cy = Math.cos(aboutY);
        double sz = Math.sin(aboutZ);
        double cz = Math.cos(aboutZ);
        double[] m = {
            cz * cy,
            cz * sy * sx - sz * cx,
            cz * sy * cx + sz * sx,
            sz * cy,
            sz * sy * sx + cz * cx,
            sz * sy * cx - cz * sx,
            -sy,
            cy * sx,
            cy * cx
        };
        for (int n = 0; n < m.length; n++) {
            m[n] *= scale;
        }
        return m;
    }
}
