package klarsyn.nnunet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Number types of NumPy; the byte order is set after construction. */
final class NumpyType implements Pickled {

    private static final List<String> CODES =
            List.of("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1");

    private final String code;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private NumpyType(String code) {
        this.code = code;
    }

    /** Parses a code such as {@code f8}; empty for strings, records and objects. */
    static Optional<NumpyType> of(String code) {
        return CODES.contains(code) ? Optional.of(new NumpyType(code)) : Optional.empty();
    }

    int bytes() {
        return code.charAt(1) - '0';
    }

    void order(ByteOrder other) {
        order = other;
    }

    /** The number in some bytes. */
    Pickled read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        return switch (code) {
            case "f2" -> new Pickled.Real(Float.float16ToFloat(buffer.getShort()));
            case "f4" -> new Pickled.Real(buffer.getFloat());
            case "f8" -> new Pickled.Real(buffer.getDouble());
            case "i1" -> new Pickled.Whole(buffer.get());
            case "i2" -> new Pickled.Whole(buffer.getShort());
            case "i4" -> new Pickled.Whole(buffer.getInt());
            case "u1" -> new Pickled.Whole(Byte.toUnsignedInt(buffer.get()));
            case "u2" -> new Pickled.Whole(Short.toUnsignedInt(buffer.getShort()));
            case "u4" -> new Pickled.Whole(Integer.toUnsignedLong(buffer.getInt()));
            case "b1" -> new Pickled.Truth(buffer.get() != 0);
            default -> new Pickled.Whole(buffer.getLong()); // u8 above 2^63 does not occur in a training
        };
    }
}
