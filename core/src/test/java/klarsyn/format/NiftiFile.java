package klarsyn.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Bytes of NIfTI-1 files for tests, field by field, to create any error. */
public final class NiftiFile {

    public final ByteBuffer bytes;

    /** A header whose sform places voxels 2 × 3 × 4 mm apart, with room for voxels after it. */
    public NiftiFile(ByteOrder order, int datatype, int bytesPerVoxel, int... dim) {
        int voxels = 1;
        for (int length : dim) {
            voxels *= length;
        }
        bytes = ByteBuffer.allocate(352 + voxels * bytesPerVoxel).order(order);
        bytes.putInt(0, 348);
        bytes.putShort(40, (short) dim.length);
        for (int i = 0; i < dim.length; i++) {
            bytes.putShort(42 + 2 * i, (short) dim[i]);
        }
        bytes.putShort(70, (short) datatype);
        bytes.putShort(72, (short) (8 * bytesPerVoxel));
        bytes.putFloat(108, 352);
        bytes.putShort(254, (short) 1);
        for (int axis = 0; axis < 3; axis++) {
            bytes.putFloat(80 + 4 * axis, axis + 2);
            bytes.putFloat(280 + 20 * axis, axis + 2);
        }
        bytes.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
    }

    /** 4 × 3 × 2 voxels of 16 bits with the values 0 to 23. */
    public static NiftiFile small() {
        NiftiFile file = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 4, 2, 4, 3, 2);
        for (int i = 0; i < 24; i++) {
            file.bytes.putShort(352 + 2 * i, (short) i);
        }
        return file;
    }

    /** The same voxels at the same positions with a version 2 header. */
    public static byte[] second(ByteOrder order) {
        byte[] content = new byte[544 + 48];
        ByteBuffer bytes = ByteBuffer.wrap(content).order(order);
        bytes.putInt(0, 540).put(4, "n+2\0\r\n\u001a\n".getBytes(StandardCharsets.US_ASCII));
        bytes.putShort(12, (short) 4).putShort(14, (short) 16);
        bytes.putLong(16, 3).putLong(24, 4).putLong(32, 3).putLong(40, 2);
        bytes.putLong(168, 544).putInt(348, 1);
        for (int axis = 0; axis < 3; axis++) {
            bytes.putDouble(112 + 8 * axis, axis + 2).putDouble(400 + 40 * axis, axis + 2);
        }
        for (int i = 0; i < 24; i++) {
            bytes.putShort(544 + 2 * i, (short) i);
        }
        return content;
    }

    public Path writeTo(Path file) {
        return write(file, bytes.array());
    }

    public static Path write(Path file, byte[] content) {
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            out.write(content);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
