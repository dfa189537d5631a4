package klarsyn.image.resample;

import klarsyn.image.Affine;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/** Samples an image at the voxels of another grid. */
final class GridSampler {

    /** Drift along other axes, in voxels over the whole grid, below which grids count as parallel. */
    private static final double PARALLEL = 1e-4;

    private final Shape from;
    private final Shape to;
    private final Affine toSource;
    private final Padding.Extension padding;
    /** Voxels of padding added on each side of the source, unless the padding is EDGE. */
    private final int margin;

    private GridSampler(Geometry source, Geometry grid) {
        this(source, grid, Padding.Extension.EDGE, 0);
    }

    private GridSampler(Geometry source, Geometry grid, Padding.Extension padding, int margin) {
        from = source.shape();
        to = grid.shape();
        toSource = source.affine().inverse().times(grid.affine());
        this.padding = padding;
        this.margin = margin;
    }

    static float[] sample(Volume source, Geometry grid, Interpolation interpolation) {
        return new GridSampler(source.geometry(), grid).sample(source.voxels(), interpolation);
    }

    /** Pads the source as far as samples near its faces reach; positions farther out are mapped to equivalent ones. */
    static float[] sample(Volume source, Geometry grid, Interpolation interpolation, Padding padding) {
        if (padding == Padding.Extension.EDGE) {
            return sample(source, grid, interpolation);
        }
        int margin = interpolation == Interpolation.CUBIC ? InterpolationWeights.PAD : 1;
        Volume padded = source.cut(Box.whole(source.shape()).grown(margin, margin, margin), padding);
        Padding.Extension extension = padding instanceof Padding.Extension extended ? extended : Padding.Extension.EDGE;
        return new GridSampler(padded.geometry(), grid, extension, margin).sample(padded.voxels(), interpolation);
    }

    private float[] sample(float[] voxels, Interpolation interpolation) {
        if (padding == Padding.Extension.EDGE && isParallel()) {
            return alongAxes(voxels, interpolation);
        }
        return switch (interpolation) {
            case NEAREST -> nearest(voxels);
            case LINEAR -> linear(voxels);
            case CUBIC -> Resampling.clip(cubic(voxels), voxels);
        };
    }

    static short[] sample(LabelMap source, Geometry grid, Interpolation interpolation) {
        var sampler = new GridSampler(source.geometry(), grid);
        var labels = new LabelSampler(source.voxels(), source.shape());
        short[] result = new short[grid.shape().voxels()];
        double[] at = new double[3];
        for (int z = 0, n = 0; z < sampler.to.z(); z++) {
            for (int y = 0; y < sampler.to.y(); y++) {
                for (int x = 0; x < sampler.to.x(); x++, n++) {
                    sampler.locate(x, y, z, at);
                    result[n] = labels.at(at, interpolation);
                }
            }
        }
        return result;
    }

    private boolean isParallel() {
        double across = 0;
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                if (row != column) {
                    across = Math.max(across, Math.abs(toSource.at(row, column)) * (to.along(column) - 1));
                }
            }
        }
        return across < PARALLEL;
    }

    private float[] alongAxes(float[] voxels, Interpolation interpolation) {
        float[] result = voxels;
        int inner = 1;
        for (int axis = 0; axis < 3; axis++) {
            InterpolationWeights taps = InterpolationWeights.at(
                    from.along(axis), to.along(axis), toSource.at(axis, axis), toSource.at(axis, 3), interpolation);
            result = Lines.resample(result, inner, result.length / inner / from.along(axis), taps);
            inner *= to.along(axis);
        }
        return interpolation == Interpolation.CUBIC ? Resampling.clip(result, voxels) : result;
    }

    private float[] nearest(float[] voxels) {
        float[] result = new float[to.voxels()];
        double[] at = new double[3];
        for (int z = 0, n = 0; z < to.z(); z++) {
            for (int y = 0; y < to.y(); y++) {
                for (int x = 0; x < to.x(); x++, n++) {
                    locate(x, y, z, at);
                    int i = InterpolationWeights.nearest(at[0], from.x());
                    int j = InterpolationWeights.nearest(at[1], from.y());
                    int k = InterpolationWeights.nearest(at[2], from.z());
                    result[n] = voxels[from.index(i, j, k)];
                }
            }
        }
        return result;
    }

    private float[] linear(float[] voxels) {
        float[] result = new float[to.voxels()];
        int stepX = from.x() > 1 ? 1 : 0;
        int stepY = from.y() > 1 ? from.x() : 0;
        int stepZ = from.z() > 1 ? from.x() * from.y() : 0;
        double[] at = new double[3];
        for (int z = 0, n = 0; z < to.z(); z++) {
            for (int y = 0; y < to.y(); y++) {
                for (int x = 0; x < to.x(); x++, n++) {
                    locate(x, y, z, at);
                    double px = Math.clamp(at[0], 0, from.x() - 1);
                    double py = Math.clamp(at[1], 0, from.y() - 1);
                    double pz = Math.clamp(at[2], 0, from.z() - 1);
                    int i = InterpolationWeights.cell(px, from.x());
                    int j = InterpolationWeights.cell(py, from.y());
                    int k = InterpolationWeights.cell(pz, from.z());
                    int first = from.index(i, j, k);
                    double low = bilinear(voxels, first, stepX, stepY, px - i, py - j);
                    double high = bilinear(voxels, first + stepZ, stepX, stepY, px - i, py - j);
                    result[n] = (float) (low + (high - low) * (pz - k));
                }
            }
        }
        return result;
    }

    private static double bilinear(float[] voxels, int first, int stepX, int stepY, double fx, double fy) {
        double a = voxels[first] + (voxels[first + stepX] - (double) voxels[first]) * fx;
        double b = voxels[first + stepY] + (voxels[first + stepX + stepY] - (double) voxels[first + stepY]) * fx;
        return a + (b - a) * fy;
    }

    private float[] cubic(float[] voxels) {
        int nx = from.x() + 2 * InterpolationWeights.PAD;
        int ny = from.y() + 2 * InterpolationWeights.PAD;
        float[] c = Lines.resample(voxels, 1, from.y() * from.z(), InterpolationWeights.coefficients(from.x()));
        c = Lines.resample(c, nx, from.z(), InterpolationWeights.coefficients(from.y()));
        c = Lines.resample(c, Math.multiplyExact(nx, ny), 1, InterpolationWeights.coefficients(from.z()));
        float[] result = new float[to.voxels()];
        double[] at = new double[3];
        double[] weights = new double[12];
        int[] first = new int[3];
        for (int z = 0, n = 0; z < to.z(); z++) {
            for (int y = 0; y < to.y(); y++) {
                for (int x = 0; x < to.x(); x++, n++) {
                    locate(x, y, z, at);
                    for (int axis = 0; axis < 3; axis++) {
                        double padded = Math.clamp(
                                at[axis] + InterpolationWeights.PAD,
                                1,
                                from.along(axis) + 2 * InterpolationWeights.PAD - 3);
                        first[axis] = (int) padded - 1;
                        InterpolationWeights.cubic(padded - (int) padded, weights, 4 * axis);
                    }
                    result[n] = (float) spline(c, first[0] + nx * (first[1] + ny * first[2]), nx, nx * ny, weights);
                }
            }
        }
        return result;
    }

    private static double spline(float[] c, int first, int stepY, int stepZ, double[] weights) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            double plane = 0;
            for (int j = 0; j < 4; j++) {
                int at = first + k * stepZ + j * stepY;
                plane += weights[4 + j]
                        * (weights[0] * c[at]
                                + weights[1] * c[at + 1]
                                + weights[2] * c[at + 2]
                                + weights[3] * c[at + 3]);
            }
            sum += weights[8 + k] * plane;
        }
        return sum;
    }

    private void locate(int x, int y, int z, double[] at) {
        at[0] = toSource.m00() * x + toSource.m01() * y + toSource.m02() * z + toSource.m03();
        at[1] = toSource.m10() * x + toSource.m11() * y + toSource.m12() * z + toSource.m13();
        at[2] = toSource.m20() * x + toSource.m21() * y + toSource.m22() * z + toSource.m23();
        if (padding != Padding.Extension.EDGE) { // separate variables: an array would be allocated for every voxel
            at[0] = folded(at[0], from.x());
            at[1] = folded(at[1], from.y());
            at[2] = folded(at[2], from.z());
        }
    }

    private double folded(double position, int length) {
        return margin + padding.position(position - margin, length - 2 * margin);
    }
}
