package klarsyn.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes read or inflated on demand; memory grows with the bytes actually present. */
public final class ByteSource {

    /** Large enough for most headers without pixels. */
    private static final int FIRST = 1 << 13;

    private final InputStream in;
    private final long most;
    private byte[] bytes;
    private int filled;
    private boolean ended;

    /**
     * @param in    read on demand
     *
     * @param first initial capacity, at most the number of bytes present
     * @param most  upper limit
     */
    private ByteSource(InputStream in, int first, long most) {
        this.in = in;
        this.most = Math.min(most, Integer.MAX_VALUE - 8);
        this.bytes = new byte[(int) Math.min(first, this.most)];
    }

    /** Reads on demand from a stream. */
    static ByteSource prefix(InputStream in, long most) {
        return new ByteSource(in, FIRST, most);
    }

    /** All the bytes of a file of this size. */
    static ByteSource whole(InputStream in, int size) {
        return new ByteSource(in, size, size);
    }

    /** Bytes already in memory. */
    public static ByteSource of(byte[] content) {
        ByteSource source = new ByteSource(InputStream.nullInputStream(), 0, content.length);
        source.bytes = content;
        source.filled = content.length;
        return source;
    }

    /** Whether the bytes before this position exist; they are then readable. */
    boolean reaches(long end) throws IOException {
        while (end > filled && !ended && end <= most) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(FIRST, 2L * filled)));
            }
            int wanted = bytes.length - filled;
            int read = in.readNBytes(bytes, filled, wanted);
            filled += read;
            ended = read < wanted;
        }
        return end <= filled;
    }

    /** Whether the limit was exceeded, so that the end was not reached. */
    boolean isAtLimit() {
        return filled == most;
    }

    /** Bytes readable so far. */
    int filled() {
        return filled;
    }

    /** Releases memory after this position, which will not be read again. */
    void trim(int end) {
        filled = Math.min(filled, end);
        ended = true;
        if (bytes.length > filled) {
            bytes = Arrays.copyOf(bytes, filled);
        }
    }

    public int unsigned8(int at) {
        return bytes[at] & 0xff;
    }

    public int unsigned16(int at, ByteOrder order) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
    }

    public int signed32(int at, ByteOrder order) {
        int first = unsigned16(at, order);
        int second = unsigned16(at + 2, order);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
    }

    public long signed64(int at, ByteOrder order) {
        long first = signed32(at, order) & 0xffffffffL;
        long second = signed32(at + 4, order) & 0xffffffffL;
        return order == ByteOrder.BIG_ENDIAN ? first << 32 | second : second << 32 | first;
    }

    byte[] copy(int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** The array itself, read-only. */
    public byte[] array() {
        return bytes;
    }
}
