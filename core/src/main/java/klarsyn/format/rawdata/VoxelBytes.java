package klarsyn.format.rawdata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import klarsyn.format.file.VoxelType;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * Encodes voxels for a file, little-endian.
 *
 * @param type   of a voxel
 * @param count  of the voxels
 * @param filler writes some of them to a buffer
 */
public record VoxelBytes(VoxelType type, int count, Filler filler) {

    private static final int AT_ONCE = 1 << 14;

    /** Writes some voxels to the start of a buffer. */
    @FunctionalInterface
    interface Filler {
        void put(ByteBuffer buffer, int first, int count);
    }

    /** Intensities as 32-bit floats. */
    public static VoxelBytes of(Volume volume) {
        float[] voxels = volume.voxels();
        return new VoxelBytes(
                VoxelType.FLOAT32,
                voxels.length,
                (buffer, first, count) -> buffer.asFloatBuffer().put(voxels, first, count));
    }

    /** Labels in 8 bits if all fit, otherwise in 16. */
    public static VoxelBytes of(LabelMap labels) {
        short[] voxels = labels.voxels();
        short largest = 0;
        for (short label : voxels) {
            largest = label > largest ? label : largest;
        }
        if (largest < 256) {
            return new VoxelBytes(VoxelType.UINT8, voxels.length, (buffer, first, count) -> {
                for (int i = 0; i < count; i++) {
                    buffer.put(i, (byte) voxels[first + i]);
                }
            });
        }
        return new VoxelBytes(
                VoxelType.INT16,
                voxels.length,
                (buffer, first, count) -> buffer.asShortBuffer().put(voxels, first, count));
    }

    public void writeTo(OutputStream out) throws IOException {
        byte[] bytes = new byte[Math.min(count, AT_ONCE) * type.bytes()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < count; first += AT_ONCE) {
            int some = Math.min(count - first, AT_ONCE);
            filler.put(buffer, first, some);
            out.write(bytes, 0, some * type.bytes());
        }
    }
}
