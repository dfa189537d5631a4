package klarsyn.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Elements of a little-endian DICOM file, one after another. */
final class SmallDicom {

    private static final Set<String> LONG = Set.of("OB", "OW", "SQ", "UN");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean explicit = true;

    SmallDicom(boolean explicit) {
        out.writeBytes(new byte[128]);
        out.writeBytes(SmallFiles.text("DICM"));
        text(0x00020010, "UI", explicit ? "1.2.840.10008.1.2.1\0" : "1.2.840.10008.1.2\0");
        this.explicit = explicit;
    }

    /** The value's length is even. */
    SmallDicom text(int tag, String representation, String value) {
        return element(tag, representation, SmallFiles.text(value));
    }

    SmallDicom number(int tag, int value) {
        return element(tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
    }

    SmallDicom element(int tag, String representation, byte[] value) {
        ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (!explicit) {
            head.putInt(value.length);
        } else if (LONG.contains(representation)) {
            head.put(SmallFiles.text(representation)).putShort((short) 0).putInt(value.length);
        } else {
            head.put(SmallFiles.text(representation)).putShort((short) value.length);
        }
        out.write(head.array(), 0, head.position());
        out.writeBytes(value);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
