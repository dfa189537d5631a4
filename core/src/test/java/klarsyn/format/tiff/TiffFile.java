package klarsyn.format.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * Writes a TIFF file of one page with numbers of any kind, in strips or tiles, and with a predictor: TIFF 6.0 with the
 * technical note on predictor 3, and BigTIFF.
 */
final class TiffFile {

    private final int width;
    private final int height;
    private final int samples;
    private final int bits;
    private final SortedMap<Integer, long[]> tags = new TreeMap<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean big;
    private boolean deflated;
    private boolean planar;
    private int predictor = 1;
    private int partWidth;
    private int partHeight;

    TiffFile(int width, int height, int samples, int bits) {
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.bits = bits;
        partWidth = width;
        partHeight = height;
    }

    TiffFile order(ByteOrder other) {
        order = other;
        return this;
    }

    TiffFile bigTiff() {
        big = true;
        return this;
    }

    TiffFile deflated() {
        deflated = true;
        return this;
    }

    /** Each channel has parts of its own. */
    TiffFile planar() {
        planar = true;
        return this;
    }

    /** 1: numbers without a sign, 2: with one, 3: floats. */
    TiffFile format(int format) {
        return tag(339, format);
    }

    TiffFile predictor(int kind) {
        predictor = kind;
        return tag(317, kind);
    }

    TiffFile strips(int rows) {
        partHeight = rows;
        return tag(278, rows);
    }

    TiffFile tiles(int columns, int rows) {
        partWidth = columns;
        partHeight = rows;
        return tag(322, columns).tag(323, rows);
    }

    TiffFile tag(int tag, long... values) {
        tags.put(tag, values);
        return this;
    }

    /** The file with the bits of each number, channel by channel within a pixel. */
    byte[] write(long[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[big ? 16 : 8]);
        int planes = planar ? samples : 1;
        int across = Math.ceilDiv(width, partWidth);
        int down = Math.ceilDiv(height, partHeight);
        long[] offsets = new long[planes * across * down];
        long[] counts = new long[offsets.length];
        for (int part = 0; part < offsets.length; part++) {
            byte[] bytes = part(values, part / (across * down), part % (across * down), across);
            offsets[part] = out.size();
            counts[part] = bytes.length;
            out.writeBytes(bytes);
        }
        boolean tiled = tags.containsKey(322);
        tag(256, width).tag(257, height).tag(277, samples).tag(259, deflated ? 8 : 1);
        tags.putIfAbsent(258, repeated(bits));
        tags.putIfAbsent(262, new long[] {samples >= 3 ? 2 : 1});
        tag(284, planar ? 2 : 1).tag(tiled ? 324 : 273, offsets).tag(tiled ? 325 : 279, counts);
        return withDirectory(out.toByteArray());
    }

    private long[] repeated(long value) {
        long[] all = new long[samples];
        Arrays.fill(all, value);
        return all;
    }

    private byte[] part(long[] values, int plane, int place, int across) {
        boolean tiled = tags.containsKey(322);
        int left = place % across * partWidth;
        int top = place / across * partHeight;
        int rows = tiled ? partHeight : Math.min(partHeight, height - top);
        int each = planar ? 1 : samples;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int y = top; y < top + rows; y++) {
            long[] row = new long[partWidth * each];
            for (int i = 0; i < row.length; i++) {
                int x = left + i / each;
                int sample = planar ? plane : i % each;
                row[i] = x < width && y < height ? values[(y * width + x) * samples + sample] : 0;
            }
            out.writeBytes(packed(row, each));
        }
        return deflated ? deflate(out.toByteArray()) : out.toByteArray();
    }

    private byte[] packed(long[] row, int each) {
        if (predictor == 2) {
            for (int i = row.length - 1; i >= each; i--) {
                row[i] -= row[i - each];
            }
        }
        if (bits < 8) {
            byte[] bytes = new byte[Math.ceilDiv(row.length * bits, 8)];
            for (int i = 0; i < row.length; i++) {
                bytes[i * bits / 8] |= (byte) (row[i] << (8 - bits - i * bits % 8));
            }
            return bytes;
        }
        int size = bits / 8;
        byte[] bytes = new byte[row.length * size];
        boolean highFirst = order == ByteOrder.BIG_ENDIAN || predictor == 3;
        for (int i = 0; i < row.length; i++) {
            for (int b = 0; b < size; b++) {
                int shift = highFirst ? 8 * (size - 1 - b) : 8 * b;
                int at = predictor == 3 ? b * row.length + i : i * size + b;
                bytes[at] = (byte) (row[i] >> shift);
            }
        }
        for (int i = bytes.length - 1; predictor == 3 && i >= each; i--) {
            bytes[i] -= bytes[i - each];
        }
        return bytes;
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[bytes.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    private byte[] withDirectory(byte[] data) {
        int entry = big ? 20 : 12;
        int start = data.length + data.length % 2;
        int behind = start + (big ? 8 : 2) + tags.size() * entry + (big ? 8 : 4);
        int room = big ? 8 : 4;
        int extra = tags.values().stream()
                .mapToInt(values -> values.length * room > room ? values.length * room : 0)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(behind + extra).order(order);
        out.put(data).position(0);
        out.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
        if (big) {
            out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(start);
        } else {
            out.putShort((short) 42).putInt(start);
        }
        out.position(start);
        number(out, tags.size(), big ? 8 : 2);
        int next = behind;
        for (var tag : tags.entrySet()) {
            long[] values = tag.getValue();
            out.putShort(tag.getKey().shortValue()).putShort((short) (big ? 16 : 4));
            number(out, values.length, room);
            boolean inside = values.length == 1;
            number(out, inside ? values[0] : next, room);
            for (int i = 0; i < values.length && !inside; i++, next += room) {
                put(out, next, values[i], room);
            }
        }
        return out.array();
    }

    private static void number(ByteBuffer out, long value, int bytes) {
        put(out, out.position(), value, bytes);
        out.position(out.position() + bytes);
    }

    private static void put(ByteBuffer out, int at, long value, int bytes) {
        switch (bytes) {
            case 2 -> out.putShort(at, (short) value);
            case 4 -> out.putInt(at, (int) value);
            default -> out.putLong(at, value);
        }
    }
}
