package klarsyn.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import klarsyn.codec.Raster;

/**
 * Writes codestreams of JPEG 2000 in tiles of one layer, from the forward transforms of T.800, Annexes E to G, and the
 * block encoder of these tests.
 *
 * @param levels times that each tile is halved
 * @param blockBits exponents of a code-block's width and height, the width in the high four bits
 * @param flags how code-blocks are coded
 * @param color whether the first three components become luminance and chrominances
 * @param tileSize side of the square tiles, 0 for a single one
 */
record J2kWriter(
        Raster raster,
        int bits,
        boolean signed,
        int levels,
        int blockBits,
        int flags,
        ForwardWavelet wavelet,
        boolean color,
        int tileSize) {

    /** Bits below the point that irreversible coefficients keep. */
    private static final int FRACTION = 4;

    private static final int GUARD = 3;

    static J2kWriter reversible(Raster raster, int bits, int levels) {
        return new J2kWriter(raster, bits, false, levels, 0x66, 0, ForwardWavelet.REVERSIBLE, false, 0);
    }

    J2kWriter withSigned() {
        return new J2kWriter(raster, bits, true, levels, blockBits, flags, wavelet, color, tileSize);
    }

    J2kWriter withBlocks(int width, int height) {
        return new J2kWriter(raster, bits, signed, levels, width << 4 | height, flags, wavelet, color, tileSize);
    }

    J2kWriter withFlags(int other) {
        return new J2kWriter(raster, bits, signed, levels, blockBits, other, wavelet, color, tileSize);
    }

    J2kWriter withColor() {
        return new J2kWriter(raster, bits, signed, levels, blockBits, flags, wavelet, true, tileSize);
    }

    J2kWriter withTiles(int side) {
        return new J2kWriter(raster, bits, signed, levels, blockBits, flags, wavelet, color, side);
    }

    J2kWriter irreversible() {
        return new J2kWriter(
                raster, bits, signed, levels, blockBits, flags, ForwardWavelet.IRREVERSIBLE, color, tileSize);
    }

    byte[] encode(int[] values) {
        Bytes out = new Bytes();
        out.numbers16(0xFF4F, 0xFF51, 38 + 3 * raster.components(), 0);
        int tileWidth = tileSize == 0 ? raster.columns() : tileSize;
        int tileHeight = tileSize == 0 ? raster.rows() : tileSize;
        out.numbers32(raster.columns(), raster.rows(), 0, 0, tileWidth, tileHeight, 0, 0);
        out.numbers16(raster.components());
        for (int c = 0; c < raster.components(); c++) {
            out.numbers8(bits - 1 | (signed ? 0x80 : 0), 1, 1);
        }
        out.numbers16(0xFF52, 12);
        out.numbers8(0, 0, 0, 1, color ? 1 : 0, levels, (blockBits >> 4) - 2, (blockBits & 0xF) - 2, flags);
        out.numbers8(wavelet == ForwardWavelet.REVERSIBLE ? 1 : 0);
        writeQuantization(out);
        int across = Math.ceilDiv(raster.columns(), tileWidth);
        int down = Math.ceilDiv(raster.rows(), tileHeight);
        for (int t = 0; t < across * down; t++) {
            int left = t % across * tileWidth;
            int top = t / across * tileHeight;
            J2kRect tile = new J2kRect(
                    left, top, Math.min(left + tileWidth, raster.columns()), Math.min(top + tileHeight, raster.rows()));
            byte[] packets = packets(tile, values);
            out.numbers16(0xFF90, 10, t);
            out.numbers32(packets.length + 14);
            out.numbers8(0, 1);
            out.numbers16(0xFF93);
            out.bytes.writeBytes(packets);
        }
        out.numbers16(0xFFD9);
        return out.bytes.toByteArray();
    }

    private void writeQuantization(Bytes out) {
        boolean exact = wavelet == ForwardWavelet.REVERSIBLE;
        int count = 3 * levels + 1;
        out.numbers16(0xFF5C, 3 + (exact ? count : 2 * count));
        out.numbers8(GUARD << 5 | (exact ? 0 : 2));
        for (int index = 0; index < count; index++) {
            int exponent = exponent(kind(index));
            out.numbers8(exponent << 3);
            if (!exact) {
                out.numbers8(0);
            }
        }
    }

    private static int kind(int index) {
        return index == 0 ? 0 : (index - 1) % 3 + 1;
    }

    private int exponent(int kind) {
        int gain = kind == 0 ? 0 : kind == 3 ? 2 : 1;
        return bits + gain + (wavelet == ForwardWavelet.REVERSIBLE ? 0 : FRACTION);
    }

    private byte[] packets(J2kRect tile, int[] values) {
        double[][] planes = new double[raster.components()][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = shifted(tile, values, c);
        }
        if (color) {
            transformColors(planes);
        }
        for (int c = 0; c < planes.length; c++) {
            for (int level = 0; level < levels; level++) {
                splitCorner(planes[c], tile.width(), tile.every(level, 0, 0));
            }
        }
        Bytes out = new Bytes();
        for (int resolution = 0; resolution <= levels; resolution++) {
            for (double[] plane : planes) {
                writePacket(out, plane, tile, resolution);
            }
        }
        return out.bytes.toByteArray();
    }

    private double[] shifted(J2kRect tile, int[] values, int component) {
        double[] plane = new double[tile.width() * tile.height()];
        for (int i = 0; i < plane.length; i++) {
            int x = tile.x0() + i % tile.width();
            int y = tile.y0() + i / tile.width();
            int value = values[(y * raster.columns() + x) * raster.components() + component];
            plane[i] = value - (signed ? 0 : 1 << (bits - 1));
        }
        return plane;
    }

    /** T.800, Annex G: both transforms. */
    private void transformColors(double[][] planes) {
        for (int i = 0; i < planes[0].length; i++) {
            double red = planes[0][i];
            double green = planes[1][i];
            double blue = planes[2][i];
            if (wavelet == ForwardWavelet.REVERSIBLE) {
                planes[0][i] = Math.floor((red + 2 * green + blue) / 4);
                planes[1][i] = blue - green;
                planes[2][i] = red - green;
            } else {
                planes[0][i] = 0.299 * red + 0.587 * green + 0.114 * blue;
                planes[1][i] = -0.168736 * red - 0.331264 * green + 0.5 * blue;
                planes[2][i] = 0.5 * red - 0.418688 * green - 0.081312 * blue;
            }
        }
    }

    private void splitCorner(double[] plane, int stride, J2kRect rect) {
        double[] corner = new double[rect.width() * rect.height()];
        for (int i = 0; i < corner.length; i++) {
            corner[i] = plane[i / rect.width() * stride + i % rect.width()];
        }
        double[] split = wavelet.split(corner, rect);
        for (int i = 0; i < corner.length; i++) {
            plane[i / rect.width() * stride + i % rect.width()] = split[i];
        }
    }

    private void writePacket(Bytes out, double[] plane, J2kRect tile, int resolution) {
        if (tile.every(levels - resolution, 0, 0).isEmpty()) {
            return;
        }
        StringBuilder header = new StringBuilder("1");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int halvings = resolution == 0 ? levels : levels - resolution + 1;
        J2kRect low = tile.every(halvings, 0, 0);
        for (int kind = resolution == 0 ? 0 : 1; kind <= (resolution == 0 ? 0 : 3); kind++) {
            J2kRect rect = tile.every(halvings, kind & 1, kind >> 1);
            if (!rect.isEmpty()) {
                int start = (kind >> 1) * low.height() * tile.width() + (kind & 1) * low.width();
                J2kBand band = new J2kBand(rect, kind, 0, 0, GUARD + exponent(kind) - 1, 1);
                writeBand(header, body, band, quantized(plane, start, tile.width(), rect));
            }
        }
        byte[] headerBytes = PacketBitsWriter.bytes(header);
        out.bytes.writeBytes(headerBytes);
        if ((headerBytes[headerBytes.length - 1] & 0xFF) == 0xFF) {
            out.numbers8(0);
        }
        out.bytes.writeBytes(body.toByteArray());
    }

    private int[] quantized(double[] plane, int start, int stride, J2kRect rect) {
        int scale = wavelet == ForwardWavelet.REVERSIBLE ? 1 : 1 << FRACTION;
        int[] values = new int[rect.width() * rect.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (scale * plane[start + i / rect.width() * stride + i % rect.width()]);
        }
        return values;
    }

    private void writeBand(StringBuilder header, ByteArrayOutputStream body, J2kBand band, int[] values) {
        J2kStyle style = new J2kStyle(levels, blockBits >> 4, blockBits & 0xF, flags, true, new int[levels + 1]);
        J2kRect rect = band.rect();
        int width = 1 << (blockBits >> 4);
        int height = 1 << (blockBits & 0xF);
        int firstX = rect.x0() / width;
        int firstY = rect.y0() / height;
        int across = Math.ceilDiv(rect.x1(), width) - firstX;
        int down = Math.ceilDiv(rect.y1(), height) - firstY;
        List<J2kBlock> blocks = new ArrayList<>();
        for (int i = 0; i < across * down; i++) {
            long left = (long) (firstX + i % across) * width;
            long top = (long) (firstY + i / across) * height;
            J2kRect block = rect.and(left, top, left + width, top + height);
            blocks.add(BlockEncoder.encode(cut(values, rect, block), block, band, style, Integer.MAX_VALUE));
        }
        int[] absent = blocks.stream().mapToInt(b -> b.passes == 0 ? 1 : 0).toArray();
        int[] empty = blocks.stream().mapToInt(b -> b.emptyPlanes).toArray();
        TagTreeEncoder inclusion = new TagTreeEncoder(across, down, absent);
        TagTreeEncoder emptyPlanes = new TagTreeEncoder(across, down, empty);
        for (int i = 0; i < blocks.size(); i++) {
            inclusion.write(1, i % across, i / across, header);
            if (absent[i] == 0) {
                for (int bound = 1; bound <= empty[i] + 1; bound++) {
                    emptyPlanes.write(bound, i % across, i / across, header);
                }
                writeLengths(header, body, blocks.get(i));
            }
        }
    }

    private static int[] cut(int[] values, J2kRect rect, J2kRect block) {
        int[] cut = new int[block.width() * block.height()];
        for (int i = 0; i < cut.length; i++) {
            int x = block.x0() - rect.x0() + i % block.width();
            int y = block.y0() - rect.y0() + i / block.width();
            cut[i] = values[y * rect.width() + x];
        }
        return cut;
    }

    private static void writeLengths(StringBuilder header, ByteArrayOutputStream body, J2kBlock block) {
        header.append(PacketBitsWriter.passes(block.passes));
        int lengthBits = 3;
        for (J2kBlock.Segment segment : block.segments) {
            int needed = 32 - Integer.numberOfLeadingZeros(segment.bytes.size()) - log2(segment.passes);
            lengthBits = Math.max(lengthBits, needed);
        }
        header.append("1".repeat(lengthBits - 3)).append('0');
        for (J2kBlock.Segment segment : block.segments) {
            header.append(PacketBitsWriter.binary(segment.bytes.size(), lengthBits + log2(segment.passes)));
            body.writeBytes(segment.bytes.toByteArray());
        }
    }

    private static int log2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /** Numbers in bytes, the highest first. */
    private static final class Bytes {

        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void numbers8(int... numbers) {
            for (int number : numbers) {
                bytes.write(number);
            }
        }

        void numbers16(int... numbers) {
            for (int number : numbers) {
                numbers8(number >> 8, number & 0xFF);
            }
        }

        void numbers32(int... numbers) {
            for (int number : numbers) {
                numbers16(number >>> 16, number & 0xFFFF);
            }
        }
    }
}
