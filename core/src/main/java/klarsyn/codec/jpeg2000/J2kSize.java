package klarsyn.codec.jpeg2000;

import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import klarsyn.codec.Raster;

/**
 * The grid of a JPEG 2000 codestream (T.800, A.5.1): the image from {@code (x0, y0)} to {@code (x1, y1)}, in tiles.
 *
 * @param bits precision of every component, 1 to 16
 * @param signed whether samples may be negative
 */
record J2kSize(
        int x0, int y0, int x1, int y1, int tileX, int tileY, int tileWidth, int tileHeight, int bits, boolean signed) {

    /** Parses the segment; rejects one that does not match the raster, and components of different kinds. */
    static J2kSize read(byte[] bytes, int from, int to, Raster raster, CodecErrors errors) {
        if (to - from < 36) {
            throw errors.damaged("the size segment is too short");
        }
        int[] numbers = new int[8];
        for (int i = 0; i < 8; i++) {
            int at = from + 2 + 4 * i;
            numbers[i] = JpegBits.unsignedShort(bytes, at) << 16 | JpegBits.unsignedShort(bytes, at + 2);
            if (numbers[i] < 0) {
                throw errors.damaged("the image grid has more than 2³¹ points per side");
            }
        }
        int count = JpegBits.unsignedShort(bytes, from + 34);
        errors.requireSame(raster, numbers[0] - numbers[2], numbers[1] - numbers[3], count);
        if (to - from < 36 + 3 * count) {
            throw errors.damaged("the size segment is too short");
        }
        int depth = bytes[from + 36] & 0xFF;
        for (int i = 0; i < count; i++) {
            int at = from + 36 + 3 * i;
            if ((bytes[at] & 0xFF) != depth || bytes[at + 1] != 1 || bytes[at + 2] != 1) {
                throw errors.unsupported("components of different sizes or depths are not supported");
            }
        }
        J2kSize size = new J2kSize(
                numbers[2],
                numbers[3],
                numbers[0],
                numbers[1],
                numbers[6],
                numbers[7],
                numbers[4],
                numbers[5],
                (depth & 0x7F) + 1,
                depth >= 0x80);
        size.check(errors);
        return size;
    }

    private void check(CodecErrors errors) {
        boolean tilesCoverCorner =
                tileX <= x0 && tileY <= y0 && (long) tileX + tileWidth > x0 && (long) tileY + tileHeight > y0;
        if (tileWidth < 1 || tileHeight < 1 || !tilesCoverCorner || (long) tilesAcross() * tilesDown() > 65_535) {
            throw errors.damaged("tiles of %d × %d do not cover the image".formatted(tileWidth, tileHeight));
        }
        if (bits > 16) {
            throw errors.unsupported("samples of %d bits are not supported, only up to 16".formatted(bits));
        }
    }

    int tilesAcross() {
        return Math.ceilDiv(x1 - tileX, tileWidth);
    }

    int tilesDown() {
        return Math.ceilDiv(y1 - tileY, tileHeight);
    }

    int tiles() {
        return tilesAcross() * tilesDown();
    }

    /** The part of the image covered by a tile. */
    J2kRect tile(int index) {
        long left = tileX + (long) (index % tilesAcross()) * tileWidth;
        long top = tileY + (long) (index / tilesAcross()) * tileHeight;
        return new J2kRect(
                (int) Math.max(left, x0), (int) Math.max(top, y0), (int) Math.min(left + tileWidth, x1), (int)
                        Math.min(top + tileHeight, y1));
    }
}
