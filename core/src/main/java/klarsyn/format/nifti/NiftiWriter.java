package klarsyn.format.nifti;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.AtomicFile;
import klarsyn.format.file.VoxelType;

/** Writes a header and voxels to a file, little-endian; output is deterministic. */
final class NiftiWriter {

    private static final int CHUNK = 1 << 14;

    private NiftiWriter() {}

    /** Writes some voxels of an array to a buffer. */
    @FunctionalInterface
    private interface Encoder {
        void put(ByteBuffer buffer, int first, int count);
    }

    static void write(Path file, byte[] header, float[] voxels) {
        write(file, header, voxels.length, Float.BYTES, (buffer, first, count) -> {
            buffer.asFloatBuffer().put(voxels, first, count);
        });
    }

    static void write(Path file, byte[] header, short[] voxels, VoxelType type) {
        if (type == VoxelType.UINT8) {
            write(file, header, voxels.length, Byte.BYTES, (buffer, first, count) -> {
                for (int i = 0; i < count; i++) {
                    buffer.put(i, (byte) voxels[first + i]);
                }
            });
        } else {
            write(file, header, voxels.length, Short.BYTES, (buffer, first, count) -> {
                buffer.asShortBuffer().put(voxels, first, count);
            });
        }
    }

    private static void write(Path file, byte[] header, int voxels, int bytesPerVoxel, Encoder encoder) {
        boolean gzip = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFile.write(file, temporary -> {
            try (OutputStream plain = Files.newOutputStream(temporary);
                    OutputStream out = gzip ? new GZIPOutputStream(plain, CHUNK) : plain) {
                out.write(header);
                byte[] bytes = new byte[CHUNK * bytesPerVoxel];
                ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                for (int first = 0; first < voxels; first += CHUNK) {
                    int count = Math.min(voxels - first, CHUNK);
                    encoder.put(buffer, first, count);
                    out.write(bytes, 0, count * bytesPerVoxel);
                }
            }
        });
    }
}
