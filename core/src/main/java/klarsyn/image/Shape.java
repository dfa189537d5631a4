package klarsyn.image;

/**
 * Number of voxels along x, y and z; a 2-D image has depth 1.
 *
 * @param x voxels along the first, fastest axis, at least 1
 * @param y voxels along the second axis, at least 1
 * @param z voxels along the third axis, at least 1
 */
public record Shape(int x, int y, int z) {

    /** Rejects axes without voxels. */
    public Shape {
        if (x < 1 || y < 1 || z < 1) {
            throw new IllegalArgumentException(
                    "a shape needs at least one voxel per axis: %d×%d×%d".formatted(x, y, z));
        }
    }

    /**
     * Number of voxels of one channel.
     *
     * @throws ArithmeticException above 2³¹ − 1, the maximum length of a Java array
     */
    public int voxels() {
        return Math.multiplyExact(Math.multiplyExact(x, y), z);
    }

    /** Index of voxel (i, j, k) in an array with x fastest. */
    public int index(int i, int j, int k) {
        return i + x * (j + y * k);
    }

    /** Voxels along axis 0 (x), 1 (y) or 2 (z). */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    @Override
    public String toString() {
        return x + "×" + y + "×" + z;
    }
}
