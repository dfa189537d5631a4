package klarsyn.format;

import java.nio.ByteBuffer;

/** How NIfTI stores one voxel. */
enum VoxelType {
    UINT8(2, 1),
    INT16(4, 2),
    INT32(8, 4),
    FLOAT32(16, 4),
    FLOAT64(64, 8),
    INT8(256, 1),
    UINT16(512, 2),
    UINT32(768, 4),
    INT64(1024, 8),
    UINT64(1280, 8);

    private final int code;
    private final int bytes;

    VoxelType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The number in the header's field {@code datatype}. */
    int code() {
        return code;
    }

    int bytes() {
        return bytes;
    }

    /** Says what a code stands for, for those that hold no single number a voxel. */
    static String nameOf(int code) {
        return switch (code) {
            case 1 -> "single bits";
            case 32, 1792, 2048 -> "complex numbers";
            case 128, 2304 -> "colours";
            case 1536 -> "128-bit floats";
            default -> "datatype " + code + ", which NIfTI does not define";
        };
    }

    /** Turns the first voxels of a buffer, in the buffer's byte order, to numbers; 64-bit integers are rounded. */
    void decode(ByteBuffer raw, double[] values, int count) {
        switch (this) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.get(i) & 0xff;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.get(i);
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getShort(2 * i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getChar(2 * i);
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getInt(4 * i);
                }
            }
            case UINT32 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getInt(4 * i) & 0xffffffffL;
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getFloat(4 * i);
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getDouble(8 * i);
                }
            }
            case INT64 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = raw.getLong(8 * i);
                }
            }
            case UINT64 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = unsigned(raw.getLong(8 * i));
                }
            }
        }
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0; // the odd bit decides how a half is rounded
    }
}
