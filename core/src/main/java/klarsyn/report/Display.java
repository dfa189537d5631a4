package klarsyn.report;

import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * A grid as displayed, without moving voxels: x increases to the patient's left, y to posterior, z to inferior.
 *
 * <p>Pictures are drawn from the upper left corner, in radiological convention: the patient's right is on the left of
 * the picture; in the sagittal plane anterior is on the left.
 *
 * @param shape   voxels along x, y and z as displayed
 * @param spacing mm along them
 * @param first   array index of the displayed voxel (0, 0, 0)
 * @param stepX   array stride along x
 * @param stepY   along y
 * @param stepZ   along z
 */
record Display(Shape shape, Spacing spacing, int first, int stepX, int stepY, int stepZ) {

    private static final Orientation SHOWN =
            new Orientation(Orientation.Code.L, Orientation.Code.P, Orientation.Code.I);

    static Display of(Geometry geometry) {
        Orientation present = geometry.orientation();
        Shape shape = geometry.shape();
        int[] strides = {1, shape.x(), shape.x() * shape.y()};
        int[] lengths = new int[3];
        double[] mm = new double[3];
        int[] steps = new int[3];
        int first = 0;
        for (int old = 0; old < 3; old++) {
            int axis = present.along(old).worldAxis();
            lengths[axis] = shape.along(old);
            mm[axis] = geometry.spacing().along(old);
            boolean isAgainst = present.along(old) != SHOWN.along(axis);
            steps[axis] = isAgainst ? -strides[old] : strides[old];
            first += isAgainst ? strides[old] * (lengths[axis] - 1) : 0;
        }
        return new Display(
                new Shape(lengths[0], lengths[1], lengths[2]),
                new Spacing(mm[0], mm[1], mm[2]),
                first,
                steps[0],
                steps[1],
                steps[2]);
    }

    /** Array index of a displayed voxel. */
    int index(int x, int y, int z) {
        return first + x * stepX + y * stepY + z * stepZ;
    }

    /** Array index of a voxel given by axis. */
    int index(int[] at) {
        return index(at[0], at[1], at[2]);
    }
}
