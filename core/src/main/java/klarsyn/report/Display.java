package klarsyn.report;

import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * A grid as it is shown, its voxels left where they are: x runs to the patient's left, y to the back, z to the feet.
 *
 * <p>So each picture is drawn from its upper left corner, in the radiological convention: the patient's right is on the
 * left of the picture; in the sagittal plane the front is.
 *
 * @param shape   voxels along x, y and z as shown
 * @param spacing mm along them
 * @param first   place in the array of the voxel shown at (0, 0, 0)
 * @param stepX   from one voxel to the next along x in the array
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

    /** Place in the array of a voxel as shown. */
    int index(int x, int y, int z) {
        return first + x * stepX + y * stepY + z * stepZ;
    }

    /** Place in the array of a voxel given by axis. */
    int index(int[] at) {
        return index(at[0], at[1], at[2]);
    }
}
