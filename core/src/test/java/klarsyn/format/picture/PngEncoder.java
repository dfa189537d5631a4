package klarsyn.format.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG of every kind that the standard knows, with a given filter in each row.
 *
 * @param width   pixels
 * @param height  pixels
 * @param bits    of a number
 * @param color   type of the standard: 0 gray, 2 color, 3 palette, 4 gray with opacity, 6 color with opacity
 * @param filters of the rows, in turns; 0 to 4
 */
record PngEncoder(int width, int height, int bits, int color, int... filters) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** First column, first row, steps across and down of the seven passes. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    int channels() {
        return switch (color) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            default -> 4;
        };
    }

    /** Rows one after the other; values lie channel by channel within a pixel. */
    byte[] encode(int[] values, byte[]... chunks) {
        return encode(values, new int[][] {{0, 0, 1, 1}}, chunks);
    }

    /** In seven passes that become finer. */
    byte[] encodeInterlaced(int[] values, byte[]... chunks) {
        return encode(values, ADAM7, chunks);
    }

    private byte[] encode(int[] values, int[][] passes, byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bits).put((byte) color).put((byte) 0).put((byte) 0).put((byte) (passes.length > 1 ? 1 : 0));
        out.writeBytes(chunk("IHDR", header.array()));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        byte[] deflated = deflated(rows(values, passes));
        int half = deflated.length / 2;
        out.writeBytes(chunk("IDAT", Arrays.copyOf(deflated, half)));
        out.writeBytes(chunk("IDAT", Arrays.copyOfRange(deflated, half, deflated.length)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] framed = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(framed, 4, data.length + 4);
        ByteBuffer.wrap(framed).putInt(data.length + 8, (int) sum.getValue());
        return framed;
    }

    private byte[] rows(int[] values, int[][] passes) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        int number = 0;
        for (int[] pass : passes) {
            if (pass[0] >= width) {
                continue;
            }
            int columns = Math.ceilDiv(width - pass[0], pass[2]);
            byte[] above = new byte[Math.ceilDiv(columns * channels() * bits, 8)];
            for (int y = pass[1]; y < height; y += pass[3]) {
                byte[] row = packed(values, y, pass, columns);
                int filter = filters[number++ % filters.length];
                rows.write(filter);
                rows.writeBytes(filtered(row, above, filter));
                above = row;
            }
        }
        return rows.toByteArray();
    }

    private byte[] packed(int[] values, int y, int[] pass, int columns) {
        byte[] row = new byte[Math.ceilDiv(columns * channels() * bits, 8)];
        for (int i = 0; i < columns * channels(); i++) {
            int x = pass[0] + i / channels() * pass[2];
            int value = values[(y * width + x) * channels() + i % channels()];
            for (int b = 0; b < bits; b++) {
                int place = i * bits + b;
                row[place / 8] |= (byte) (((value >> (bits - 1 - b)) & 1) << (7 - place % 8));
            }
        }
        return row;
    }

    private byte[] filtered(byte[] row, byte[] above, int filter) {
        int step = Math.max(1, channels() * bits / 8);
        byte[] result = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int a = i < step ? 0 : row[i - step] & 0xff;
            int b = above[i] & 0xff;
            int c = i < step ? 0 : above[i - step] & 0xff;
            int predicted = switch (filter) {
                case 0 -> 0;
                case 1 -> a;
                case 2 -> b;
                case 3 -> (a + b) / 2;
                default -> nearest(a, b, c);
            };
            result[i] = (byte) (row[i] - predicted);
        }
        return result;
    }

    /** Of left, above and corner the nearest to left + above − corner, in this order. */
    private static int nearest(int a, int b, int c) {
        int goal = a + b - c;
        int best = Math.abs(goal - b) < Math.abs(goal - a) ? b : a;
        return Math.abs(goal - c) < Math.abs(goal - best) ? c : best;
    }

    private static byte[] deflated(byte[] rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(rows);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
