package klarsyn.image;

/**
 * A permutation and reversal of array axes.
 *
 * @param source {@code source[t]} is the axis of the old array that becomes axis t
 * @param flip   {@code flip[t]}: the new axis t runs against that old axis
 */
record Turn(int[] source, boolean[] flip) {

    /** The turn that brings a grid to an orientation. */
    static Turn between(Geometry geometry, Orientation target) {
        Orientation present = geometry.orientation();
        int[] source = new int[3];
        boolean[] flip = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int old = 0; old < 3; old++) {
                if (present.along(old).worldAxis() == target.along(axis).worldAxis()) {
                    source[axis] = old;
                    flip[axis] = present.along(old) != target.along(axis);
                }
            }
        }
        return new Turn(source, flip);
    }

    Shape applyTo(Shape shape) {
        return new Shape(shape.along(source[0]), shape.along(source[1]), shape.along(source[2]));
    }

    Geometry applyTo(Geometry geometry) {
        Affine affine = geometry.affine();
        double[][] rows = new double[3][4];
        for (int row = 0; row < 3; row++) {
            double origin = affine.at(row, 3);
            for (int axis = 0; axis < 3; axis++) {
                double step = affine.at(row, source[axis]);
                rows[row][axis] = flip[axis] ? -step : step;
                if (flip[axis]) {
                    origin += step * (geometry.shape().along(source[axis]) - 1);
                }
            }
            rows[row][3] = origin;
        }
        return new Geometry(applyTo(geometry.shape()), Affine.ofRows(rows));
    }

    float[] applyTo(float[] voxels, Shape shape) {
        Shape turned = applyTo(shape);
        float[] result = new float[voxels.length];
        int stepX = step(shape, 0);
        int to = 0;
        for (int z = 0; z < turned.z(); z++) {
            for (int y = 0; y < turned.y(); y++) {
                int from = start(shape, y, z);
                for (int x = 0; x < turned.x(); x++, from += stepX) {
                    result[to++] = voxels[from];
                }
            }
        }
        return result;
    }

    short[] applyTo(short[] voxels, Shape shape) {
        Shape turned = applyTo(shape);
        short[] result = new short[voxels.length];
        int stepX = step(shape, 0);
        int to = 0;
        for (int z = 0; z < turned.z(); z++) {
            for (int y = 0; y < turned.y(); y++) {
                int from = start(shape, y, z);
                for (int x = 0; x < turned.x(); x++, from += stepX) {
                    result[to++] = voxels[from];
                }
            }
        }
        return result;
    }

    /** Position in the old array of the first voxel of the new row at y, z. */
    private int start(Shape shape, int y, int z) {
        int start = y * step(shape, 1) + z * step(shape, 2);
        for (int axis = 0; axis < 3; axis++) {
            if (flip[axis]) {
                start -= step(shape, axis) * (shape.along(source[axis]) - 1);
            }
        }
        return start;
    }

    private int step(Shape shape, int axis) {
        int stride = switch (source[axis]) {
            case 0 -> 1;
            case 1 -> shape.x();
            default -> shape.x() * shape.y();
        };
        return flip[axis] ? -stride : stride;
    }
}
