package klarsyn.format.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.array.ArrayGrids;
import klarsyn.format.file.FileBytes;
import klarsyn.image.Shape;

/** Decodes the compressed rows of a PNG. */
final class PngPixels {

    /** First column, first row, column step and row step of the Adam7 passes. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] AT_ONCE = {{0, 0, 1, 1}};

    private final PngChunks.Header header;
    private final byte[] rows;
    private final List<float[]> channels = new ArrayList<>();
    private final Where where;

    private PngPixels(PngChunks.Header header, byte[] rows, Where where) {
        this.header = header;
        this.rows = rows;
        this.where = where;
        for (int channel = 0; channel < header.channels(); channel++) {
            channels.add(new float[header.width() * header.height()]);
        }
    }

    static Pixels decode(PngChunks chunks, Where where) {
        PngChunks.Header header = chunks.header();
        long claimed = 0;
        for (int[] pass : passes(header)) {
            claimed += rowsOf(header, pass) * (columnsOf(header, pass) == 0 ? 0 : 1 + rowBytes(header, pass));
        }
        long voxels = (long) header.width() * header.height();
        FileBytes.rejectTooLargeClaim(Math.max(claimed, voxels / 8), chunks.deflated().length, where);
        ArrayGrids.rejectLargerThanArrays(voxels, where);
        PngPixels pixels = new PngPixels(header, inflated(chunks.deflated(), claimed, where), where);
        pixels.fill();
        Shape shape = new Shape(header.width(), header.height(), 1);
        return new Pixels(shape, pixels.channels, pixels.meaning(chunks));
    }

    private static byte[] inflated(byte[] deflated, long claimed, Where where) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return FileBytes.exactly(in, claimed, deflated.length, where);
        } catch (IOException failure) {
            throw FileBytes.unreadable(where, failure);
        }
    }

    private static int[][] passes(PngChunks.Header header) {
        return header.interlaced() ? ADAM7 : AT_ONCE;
    }

    private static long columnsOf(PngChunks.Header header, int[] pass) {
        return Math.max(0, Math.ceilDiv((long) header.width() - pass[0], pass[2]));
    }

    private static long rowsOf(PngChunks.Header header, int[] pass) {
        return Math.max(0, Math.ceilDiv((long) header.height() - pass[1], pass[3]));
    }

    private static long rowBytes(PngChunks.Header header, int[] pass) {
        return Math.ceilDiv(columnsOf(header, pass) * header.channels() * header.bits(), Byte.SIZE);
    }

    private void fill() {
        int at = 0;
        for (int[] pass : passes(header)) {
            int columns = (int) columnsOf(header, pass);
            if (columns == 0) {
                continue;
            }
            int length = (int) rowBytes(header, pass);
            int above = -1;
            for (int y = pass[1]; y < header.height(); y += pass[3]) {
                unfilter(at, length, above);
                above = at + 1;
                unpack(at + 1, columns, y * header.width() + pass[0], pass[2]);
                at += 1 + length;
            }
        }
    }

    /** Undoes the filter given by the first byte of the row; {@code above} is −1 for the first row. */
    private void unfilter(int start, int length, int above) {
        int step = Math.max(1, header.channels() * header.bits() / Byte.SIZE);
        int first = start + 1;
        switch (rows[start]) {
            case 0 -> {}
            case 1 -> {
                for (int i = step; i < length; i++) {
                    rows[first + i] += rows[first + i - step];
                }
            }
            case 2 -> {
                for (int i = 0; i < length && above >= 0; i++) {
                    rows[first + i] += rows[above + i];
                }
            }
            case 3 -> {
                for (int i = 0; i < length; i++) {
                    int left = i < step ? 0 : rows[first + i - step] & 0xff;
                    int up = above < 0 ? 0 : rows[above + i] & 0xff;
                    rows[first + i] += (byte) ((left + up) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < length; i++) {
                    int left = i < step ? 0 : rows[first + i - step] & 0xff;
                    int up = above < 0 ? 0 : rows[above + i] & 0xff;
                    int corner = i < step || above < 0 ? 0 : rows[above + i - step] & 0xff;
                    rows[first + i] += (byte) paeth(left, up, corner);
                }
            }
            default -> throw PngChunks.bad(where, "a row has an undefined filter: it is damaged");
        }
    }

    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private void unpack(int start, int columns, int to, int step) {
        int count = header.channels();
        for (int channel = 0; channel < count; channel++) {
            float[] values = channels.get(channel);
            switch (header.bits()) {
                case 8 -> {
                    for (int x = 0; x < columns; x++) {
                        values[to + x * step] = rows[start + x * count + channel] & 0xff;
                    }
                }
                case 16 -> {
                    for (int x = 0; x < columns; x++) {
                        int at = start + 2 * (x * count + channel);
                        values[to + x * step] = (rows[at] & 0xff) << 8 | (rows[at + 1] & 0xff);
                    }
                }
                default -> {
                    int bits = header.bits();
                    for (int x = 0; x < columns; x++) {
                        int shift = Byte.SIZE - bits - x * bits % Byte.SIZE;
                        values[to + x * step] = rows[start + x * bits / Byte.SIZE] >> shift & ((1 << bits) - 1);
                    }
                }
            }
        }
    }

    private Pixels.Meaning meaning(PngChunks chunks) {
        if (header.colorType() == PngChunks.Header.PALETTE) {
            return new Pixels.Meaning.Palette(palette(chunks));
        }
        return header.hasOpacity()
                ? new Pixels.Meaning.LastIsOpacity((1 << header.bits()) - 1)
                : new Pixels.Meaning.Intensities();
    }

    /** The palette extended to the range of the bit depth; entries missing in the file must not be used. */
    private int[] palette(PngChunks chunks) {
        byte[] colors = chunks.palette();
        int entries = colors.length / 3;
        for (float entry : channels.getFirst()) {
            if (entry >= entries) {
                throw new DataException(
                        "a pixel has color %d of a palette of %d".formatted((int) entry, entries),
                        where,
                        "export the picture again");
            }
        }
        int[] argb = new int[entries];
        Arrays.setAll(argb, i -> {
            int opacity = i < chunks.opacity().length ? chunks.opacity()[i] & 0xff : 0xff;
            return opacity << 24
                    | (colors[3 * i] & 0xff) << 16
                    | (colors[3 * i + 1] & 0xff) << 8
                    | (colors[3 * i + 2] & 0xff);
        });
        return argb;
    }
}
