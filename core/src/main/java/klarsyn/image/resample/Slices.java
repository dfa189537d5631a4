package klarsyn.image.resample;

import klarsyn.image.Shape;

/** Processes the slices of an array across any axis. */
final class Slices {

    private Slices() {}

    /** Clips each slice across the axis to the range of the same slice in the original. */
    static void clip(float[] values, Shape shape, float[] original, Shape originalShape, int axis) {
        for (int slice = 0; slice < shape.along(axis); slice++) {
            float[] part = take(values, shape, axis, slice);
            put(Resampling.clip(part, take(original, originalShape, axis, slice)), values, shape, axis, slice);
        }
    }

    private static float[] take(float[] voxels, Shape shape, int axis, int slice) {
        int inner = inner(shape, axis);
        float[] result = new float[voxels.length / shape.along(axis)];
        for (int to = 0, from = slice * inner; to < result.length; to += inner, from += inner * shape.along(axis)) {
            System.arraycopy(voxels, from, result, to, inner);
        }
        return result;
    }

    private static void put(float[] values, float[] voxels, Shape shape, int axis, int slice) {
        int inner = inner(shape, axis);
        for (int from = 0, to = slice * inner; from < values.length; from += inner, to += inner * shape.along(axis)) {
            System.arraycopy(values, from, voxels, to, inner);
        }
    }

    private static int inner(Shape shape, int axis) {
        return axis == 0 ? 1 : axis == 1 ? shape.x() : shape.x() * shape.y();
    }
}
