package klarsyn.format.file;

import java.nio.ByteBuffer;

/** A number format of voxels. */
public enum VoxelType {
    UINT8(1),
    INT16(2),
    INT32(4),
    FLOAT32(4),
    FLOAT64(8),
    INT8(1),
    UINT16(2),
    UINT32(4),
    INT64(8),
    UINT64(8);

    private final int bytes;

    VoxelType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** Converts the first numbers of a buffer, in its byte order, to doubles; 64-bit integers are rounded. */
    public void decode(ByteBuffer raw, double[] values, int count) {
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
                    long bits = raw.getLong(8 * i);
                    values[i] = bits >= 0 ? bits : halved(bits) * 2.0;
                }
            }
        }
    }

    /** Converts the first numbers of a buffer, in its byte order, to the nearest floats. */
    public void decode(ByteBuffer raw, float[] values, int first, int count) {
        switch (this) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.get(i) & 0xff;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.get(i);
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.getShort(2 * i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.getChar(2 * i);
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.getInt(4 * i);
                }
            }
            case UINT32 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.getInt(4 * i) & 0xffffffffL;
                }
            }
            case FLOAT32 -> raw.asFloatBuffer().get(0, values, first, count);
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = (float) raw.getDouble(8 * i);
                }
            }
            case INT64 -> {
                for (int i = 0; i < count; i++) {
                    values[first + i] = raw.getLong(8 * i);
                }
            }
            case UINT64 -> {
                for (int i = 0; i < count; i++) {
                    long bits = raw.getLong(8 * i);
                    values[first + i] = bits >= 0 ? bits : halved(bits) * 2f;
                }
            }
        }
    }

    /** Half of an unsigned number; the lowest bit is kept, as it determines the rounding of ties. */
    private static long halved(long bits) {
        return (bits >>> 1) | (bits & 1);
    }
}
