package klarsyn.format.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.file.NumberType;
import klarsyn.format.file.NumericArray;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.WritableFormat;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * One image in NumPy's .npy format: {@code [x][y][z]} as in nibabel, a picture {@code [row][column]}.
 *
 * <p>Arrays have no position in the world: the spacing is 1 mm, the first voxel at the origin, and the affine is lost
 * on writing. An image of depth 1 is written as a picture.
 */
public record NpyImages() implements WritableFormat {

    private static final int LARGEST_BYTE = 255;

    @Override
    public String name() {
        return "NumPy array";
    }

    @Override
    public List<String> endings() {
        return List.of(".npy");
    }

    @Override
    public boolean recognizes(byte[] head) {
        return head.length >= NpyHeader.MAGIC.length()
                && NpyHeader.MAGIC.equals(new String(head, 0, NpyHeader.MAGIC.length(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<Volume> readChannels(Path file) {
        return List.of(ArrayGrids.volume(Npy.read(file), Where.file(file)));
    }

    @Override
    public StoredLabels readLabels(Path file) {
        return ArrayGrids.labels(Npy.read(file), Where.file(file));
    }

    @Override
    public Geometry readGeometry(Path file) {
        return ArrayGrids.geometry(Npy.read(file), Where.file(file));
    }

    @Override
    public void write(Volume volume, Path file) {
        float[] voxels = volume.voxels();
        MemorySegment raw = bytesFor(voxels.length, NumberType.FLOAT32, file);
        var layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        MemorySegment.copy(voxels, 0, raw, layout, 0, voxels.length);
        write(raw, volume.shape(), NumberType.FLOAT32, file);
    }

    @Override
    public void write(LabelMap labels, Path file) {
        short[] voxels = labels.voxels();
        short largest = 0;
        for (short label : voxels) {
            largest = (short) Math.max(largest, label);
        }
        NumberType type = largest <= LARGEST_BYTE ? NumberType.UINT8 : NumberType.INT16;
        MemorySegment raw = bytesFor(voxels.length, type, file);
        if (type == NumberType.UINT8) {
            for (int i = 0; i < voxels.length; i++) {
                raw.set(ValueLayout.JAVA_BYTE, i, (byte) voxels[i]);
            }
        } else {
            var layout = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
            MemorySegment.copy(voxels, 0, raw, layout, 0, voxels.length);
        }
        write(raw, labels.shape(), type, file);
    }

    private static MemorySegment bytesFor(int voxels, NumberType type, Path file) {
        long bytes = (long) voxels * type.bytes();
        ArrayGrids.rejectLargerThanArrays(bytes, Where.file(file));
        return MemorySegment.ofArray(new byte[(int) bytes]);
    }

    private static void write(MemorySegment raw, Shape shape, NumberType type, Path file) {
        boolean picture = shape.z() == 1;
        List<Integer> axes = picture ? List.of(shape.y(), shape.x()) : List.of(shape.x(), shape.y(), shape.z());
        MemorySegment ordered = picture ? raw : FortranOrder.toC(raw, axes, type.bytes());
        Npy.write(new NumericArray(type, axes, ordered, ByteOrder.LITTLE_ENDIAN), file);
    }
}
