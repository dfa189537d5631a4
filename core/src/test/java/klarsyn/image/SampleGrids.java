package klarsyn.image;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;

/** Grids that are not along the world axes, for tests. */
public final class SampleGrids {

    private SampleGrids() {}

    /** A grid rotated by about 20° about each axis, with its center near the origin. */
    public static Geometry oblique(Shape shape, Spacing spacing) {
        return reoriented(shape, spacing, 0.35, -0.2, 0.4);
    }

    /** A grid at a random pose; entries are floats, as in files. */
    public static Geometry random(Shape shape, Spacing spacing, long seed) {
        RandomGenerator random = Seed.of(seed).generator();
        return reoriented(
                shape, spacing, random.nextDouble(-3, 3), random.nextDouble(-1.5, 1.5), random.nextDouble(-3, 3));
    }

    private static Geometry reoriented(Shape shape, Spacing spacing, double a, double b, double c) {
        Affine aboutX = rotation(1, 2, a);
        Affine aboutY = rotation(2, 0, b);
        Affine aboutZ = rotation(0, 1, c);
        Affine axes = aboutZ.times(aboutY).times(aboutX).times(Affine.scaling(spacing));
        double[] center = axes.toWorld(shape.x() / 2.0, shape.y() / 2.0, shape.z() / 2.0);
        return new Geometry(shape, asFloats(axes.withOrigin(3.3 - center[0], -4.1 - center[1], 5.7 - center[2])));
    }

    private static Affine rotation(int from, int to, double radians) {
        double[][] rows = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};
        rows[from][from] = Math.cos(radians);
        rows[to][to] = Math.cos(radians);
        rows[from][to] = -Math.sin(radians);
        rows[to][from] = Math.sin(radians);
        return Affine.ofRows(rows);
    }

    /** The affine with each entry rounded to a float. */
    public static Affine asFloats(Affine affine) {
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                rows[row][column] = (float) affine.at(row, column);
            }
        }
        return Affine.ofRows(rows);
    }

    /** Voxels with distinct values. */
    public static Volume numbered(Geometry geometry) {
        float[] voxels = new float[geometry.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i;
        }
        return new Volume(geometry, voxels);
    }

    /** Labels 0 to 4 that change from voxel to voxel. */
    public static LabelMap labeled(Geometry geometry) {
        short[] voxels = new short[geometry.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) (i * 7919 % 5);
        }
        return new LabelMap(geometry, voxels);
    }
}
