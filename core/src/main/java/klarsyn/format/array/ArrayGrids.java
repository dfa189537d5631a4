package klarsyn.format.array;

import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumericArray;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.VoxelSink;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/** Converts arrays of two or three axes to images: {@code [row][column]} or {@code [x][y][z]}, with 1 mm spacing. */
public final class ArrayGrids {

    /**
     * Number of z values of one (x, y) read at a time; the rest of their cache lines is still cached for the next x.
     */
    private static final int BLOCK = 32;

    private ArrayGrids() {}

    static Geometry geometry(NumericArray array, Where where) {
        List<Integer> axes = array.shape();
        if (axes.size() != 2 && axes.size() != 3) {
            throw new DataException(
                    "the array has %d axes (%s), but an image has two or three"
                            .formatted(axes.size(), NumericArray.describe(axes)),
                    where,
                    "save one image as [row][column] or [x][y][z], one channel per file");
        }
        if (array.size() == 0) {
            throw new DataException(
                    "the array is empty (%s)".formatted(NumericArray.describe(axes)), where, "exclude the file");
        }
        rejectLargerThanArrays(array.size(), where);
        Shape shape = axes.size() == 2
                ? new Shape(axes.get(1), axes.get(0), 1)
                : new Shape(axes.get(0), axes.get(1), axes.get(2));
        return Geometry.of(shape, new Spacing(1, 1, 1));
    }

    public static void rejectLargerThanArrays(long length, Where where) {
        if (length > FileBytes.LONGEST_ARRAY) {
            throw new DataException(
                    "the image is larger than 2³¹ bytes or voxels", where, "resample it, or split it into parts");
        }
    }

    static Volume volume(NumericArray array, Where where) {
        Geometry geometry = geometry(array, where);
        try {
            return new Volume(
                    geometry, array.shape().size() == 2 ? array.toFloats() : xFastest(array, geometry.shape()));
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the image has %d voxels, too many for the %d MiB of Java memory"
                            .formatted(array.size(), Runtime.getRuntime().maxMemory() >> 20),
                    where,
                    Heap.MORE + ", or resample the image",
                    tooLarge);
        }
    }

    static StoredLabels labels(NumericArray array, Where where) {
        Volume volume = volume(array, where);
        var labels = new VoxelSink.Labels(new short[volume.voxels().length]);
        for (float value : volume.voxels()) {
            labels.accept(value);
        }
        return labels.on(volume.geometry(), where);
    }

    private static float[] xFastest(NumericArray array, Shape shape) {
        float[] voxels = new float[shape.voxels()];
        for (int first = 0; first < shape.z(); first += BLOCK) {
            int end = Math.min(first + BLOCK, shape.z());
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++) {
                    long from = ((long) x * shape.y() + y) * shape.z();
                    for (int z = first; z < end; z++) {
                        voxels[shape.index(x, y, z)] = (float) array.at(from + z);
                    }
                }
            }
        }
        return voxels;
    }
}
