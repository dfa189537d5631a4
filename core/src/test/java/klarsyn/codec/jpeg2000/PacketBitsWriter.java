package klarsyn.codec.jpeg2000;

import java.io.ByteArrayOutputStream;

/** Puts the bits of a packet header into bytes: behind a byte of ones, the next has a zero and seven bits. */
final class PacketBitsWriter {

    private PacketBitsWriter() {}

    static byte[] bytes(CharSequence bits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int held = 0;
        int room = 8;
        for (int i = 0; i < bits.length(); i++) {
            held = held << 1 | bits.charAt(i) - '0';
            if (--room == 0) {
                bytes.write(held);
                room = held == 0xFF ? 7 : 8;
                held = 0;
            }
        }
        if (room < 8) {
            bytes.write(held << room);
        }
        return bytes.toByteArray();
    }

    /** The code for a number of coding passes (T.800, table B.4). */
    static String passes(int count) {
        if (count <= 2) {
            return count == 1 ? "0" : "10";
        }
        if (count <= 5) {
            return "11" + binary(count - 3, 2);
        }
        return count <= 36 ? "1111" + binary(count - 6, 5) : "111111111" + binary(count - 37, 7);
    }

    static String binary(int value, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = bits - 1; i >= 0; i--) {
            text.append(value >> i & 1);
        }
        return text.toString();
    }
}
