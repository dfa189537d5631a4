package klarsyn.nnunet;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Number types of PyTorch tensors, by the name of their storage class. */
enum StorageType {
    FLOAT("FloatStorage", 4),
    DOUBLE("DoubleStorage", 8),
    HALF("HalfStorage", 2),
    BFLOAT16("BFloat16Storage", 2),
    LONG("LongStorage", 8),
    INT("IntStorage", 4),
    SHORT("ShortStorage", 2),
    CHAR("CharStorage", 1),
    BYTE("ByteStorage", 1),
    BOOL("BoolStorage", 1);

    private final String className;
    private final int bytes;

    StorageType(String className, int bytes) {
        this.className = className;
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    static Optional<StorageType> named(String className) {
        for (StorageType type : values()) {
            if (type.className.equals(className)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The number at byte {@code at}, in the buffer's order, rounded to a float. */
    float read(ByteBuffer buffer, int at) {
        return switch (this) {
            case FLOAT -> buffer.getFloat(at);
            case DOUBLE -> (float) buffer.getDouble(at);
            case HALF -> Float.float16ToFloat(buffer.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(at) << Short.SIZE);
            case LONG -> buffer.getLong(at);
            case INT -> buffer.getInt(at);
            case SHORT -> buffer.getShort(at);
            case CHAR -> buffer.get(at);
            case BYTE -> Byte.toUnsignedInt(buffer.get(at));
            case BOOL -> buffer.get(at) == 0 ? 0 : 1;
        };
    }
}
