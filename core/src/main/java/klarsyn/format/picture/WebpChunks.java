package klarsyn.format.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Finds chunks of a WebP file, a RIFF container. Source: RFC 9649, section 2. */
final class WebpChunks {

    private static final int FIRST = 12;
    private static final int HEADER_BYTES = 8;

    private WebpChunks() {}

    /** Content of the first chunk of a type; empty if the file has none or is truncated before it. */
    static Optional<byte[]> find(byte[] file, String type) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = FIRST;
        while (at + HEADER_BYTES <= file.length) {
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            long end = at + HEADER_BYTES + length;
            if (end > file.length) {
                return Optional.empty();
            }
            if (new String(file, (int) at, 4, StandardCharsets.ISO_8859_1).equals(type)) {
                return Optional.of(Arrays.copyOfRange(file, (int) at + HEADER_BYTES, (int) end));
            }
            at = end + (length & 1); // chunks start at even positions
        }
        return Optional.empty();
    }
}
