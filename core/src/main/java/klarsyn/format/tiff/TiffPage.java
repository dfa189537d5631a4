package klarsyn.format.tiff;

import java.nio.ByteOrder;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.PictureOrientation;
import klarsyn.format.picture.Pixels;

/**
 * Pixel layout of a page, from its directory.
 *
 * @param samples    samples per pixel
 * @param bits       per sample
 * @param partWidth  columns of a strip or tile
 * @param partHeight rows of a strip or tile; the last strip may have fewer
 * @param planar     whether each channel is stored in separate parts
 */
record TiffPage(
        TiffTags tags,
        int width,
        int height,
        int samples,
        int bits,
        Kind kind,
        TiffCompression compression,
        int predictor,
        boolean tiled,
        int partWidth,
        int partHeight,
        boolean planar,
        long[] offsets,
        long[] counts) {

    /** Number format of samples. */
    enum Kind {
        UNSIGNED,
        SIGNED,
        FLOAT
    }

    private static final int MAX_SAMPLES = 1 << 10;
    private static final int PALETTE = 3;

    static TiffPage of(TiffTags tags, Where where) {
        int width = size(tags, 256, "width", where);
        int height = size(tags, 257, "height", where);
        long samples = tags.first(277, 1);
        long bits = tags.first(258, 1);
        if (samples < 1 || samples > MAX_SAMPLES) {
            throw TiffTags.bad(where, "it claims %d channels".formatted(samples));
        }
        for (long other : tags.find(258).orElse(new long[0])) {
            rejectUnless(other == bits, "channels with different numbers of bits", where);
        }
        Kind kind = kind(tags, bits, where);
        rejectColors(tags.first(262, 1), where);
        rejectUnless(tags.first(266, 1) == 1, "bits in reversed order", where);
        boolean tiled = tags.find(322).isPresent();
        int partWidth = tiled ? size(tags, 322, "tile's width", where) : width;
        int partHeight =
                tiled ? size(tags, 323, "tile's height", where) : Math.clamp(tags.first(278, height), 1, height);
        TiffCompression compression = TiffCompression.of((int) tags.first(259, 1), where);
        int predictor = (int) tags.first(317, 1);
        rejectUnless(
                predictor == 1 || (predictor == 2 && bits >= Byte.SIZE) || (predictor == PALETTE && kind == Kind.FLOAT),
                "a predictor that does not match its number format",
                where);
        return new TiffPage(
                tags,
                width,
                height,
                (int) samples,
                (int) bits,
                kind,
                compression,
                predictor,
                tiled,
                partWidth,
                partHeight,
                tags.first(284, 1) == 2 && samples > 1,
                parts(tags, tiled ? 324 : 273, where),
                parts(tags, tiled ? 325 : 279, where));
    }

    private static int size(TiffTags tags, int tag, String what, Where where) {
        long size = tags.first(tag, 0);
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw TiffTags.bad(where, "its %s is %d".formatted(what, size));
        }
        return (int) size;
    }

    private static long[] parts(TiffTags tags, int tag, Where where) {
        return tags.find(tag).orElseThrow(() -> TiffTags.bad(where, "it does not state the position of its pixels"));
    }

    private static Kind kind(TiffTags tags, long bits, Where where) {
        int format = (int) tags.first(339, 1);
        boolean whole = bits == 8 || bits == 16 || bits == 32 || bits == 64;
        Kind kind = switch (format) {
            case 2 -> Kind.SIGNED;
            case 3 -> Kind.FLOAT;
            default -> Kind.UNSIGNED;
        };
        boolean known = switch (kind) {
            case UNSIGNED -> whole || bits == 1 || bits == 2 || bits == 4;
            case SIGNED -> whole;
            case FLOAT -> whole && bits > 8;
        };
        rejectUnless(known && format <= 4, "numbers of %d bits in format %d".formatted(bits, format), where);
        return kind;
    }

    private static void rejectColors(long photometric, Where where) {
        rejectUnless(photometric != 5, "print colors (CMYK)", where);
        rejectUnless(photometric != 6, "luminance and chrominance (YCbCr)", where);
        rejectUnless(photometric <= 4, "colors of kind %d".formatted(photometric), where);
    }

    private static void rejectUnless(boolean known, String what, Where where) {
        if (!known) {
            throw new DataException(
                    "the TIFF picture has %s, which are not supported".formatted(what),
                    where,
                    "save it as gray or RGB of 8 or 16 bits, or of 32-bit floats");
        }
    }

    /** Columns of parts. */
    int across() {
        return Math.ceilDiv(width, partWidth);
    }

    /** Rows of parts. */
    int down() {
        return Math.ceilDiv(height, partHeight);
    }

    /** Channels per part. */
    int samplesInPart() {
        return planar ? 1 : samples;
    }

    /** Bytes per row of a part. */
    long rowBytes() {
        return Math.ceilDiv((long) partWidth * samplesInPart() * bits, Byte.SIZE);
    }

    /** Rows of a part: all for tiles, the remaining rows for the last strip. */
    int rowsOf(int part) {
        return tiled ? partHeight : Math.min(partHeight, height - part % down() * partHeight);
    }

    /** The bytes of all parts, after checking that each is inside the file and large enough for its content. */
    long storedBytes(long fileBytes, Where where) {
        long parts = (long) across() * down() * (planar ? samples : 1);
        if (parts != offsets.length || parts > counts.length) {
            throw TiffTags.bad(where, "it lists %d of %d parts".formatted(offsets.length, parts));
        }
        long stored = 0;
        for (int part = 0; part < offsets.length; part++) {
            if (counts[part] < 0 || offsets[part] < 0 || offsets[part] > fileBytes - counts[part]) {
                throw TiffTags.bad(where, "its pixels are past its end: it is truncated");
            }
            long claimed = rowBytes() > FileBytes.LONGEST_ARRAY ? Long.MAX_VALUE : rowBytes() * rowsOf(part);
            if (claimed > compression.largestRatio() * (counts[part] + 1) || claimed > FileBytes.LONGEST_ARRAY) {
                throw TiffTags.bad(where, "%d bytes cannot be decompressed from %d".formatted(claimed, counts[part]));
            }
            stored += counts[part];
        }
        return stored;
    }

    boolean isSmallerVersion() {
        return (tags.first(254, 0) & 1) == 1;
    }

    boolean isLike(TiffPage other) {
        return width == other.width
                && height == other.height
                && samples == other.samples
                && bits == other.bits
                && kind == other.kind
                && orientation() == other.orientation();
    }

    /** From the Orientation tag. */
    PictureOrientation orientation() {
        return PictureOrientation.of(tags.first(274, 1));
    }

    /**
     * The page whose pixels follow this one's without their own directory.
     *
     * @param pages number of pages in between
     */
    TiffPage following(int pages) {
        long bytes = Arrays.stream(counts).sum();
        return new TiffPage(
                tags,
                width,
                height,
                samples,
                bits,
                kind,
                compression,
                predictor,
                tiled,
                partWidth,
                partHeight,
                planar,
                Arrays.stream(offsets).map(offset -> offset + pages * bytes).toArray(),
                counts);
    }

    /** Whether its parts are contiguous and uncompressed. */
    boolean isContiguous() {
        if (compression != TiffCompression.NONE) {
            return false;
        }
        for (int part = 1; part < offsets.length; part++) {
            if (offsets[part] != offsets[part - 1] + counts[part - 1]) {
                return false;
            }
        }
        return true;
    }

    ByteOrder order() {
        return tags.order();
    }

    Pixels.Meaning meaning(Where where) {
        if (tags.first(262, 1) == PALETTE) {
            return new Pixels.Meaning.Palette(palette(where));
        }
        long[] extra = tags.find(338).orElse(new long[0]);
        boolean opacity =
                extra.length > 0 && samples > 1 && (extra[extra.length - 1] == 1 || extra[extra.length - 1] == 2);
        return opacity
                ? new Pixels.Meaning.LastIsOpacity(kind == Kind.FLOAT ? 1 : (float) (Math.pow(2, bits) - 1))
                : new Pixels.Meaning.Intensities();
    }

    /** All reds, then all greens, then all blues, 16 bits each. */
    private int[] palette(Where where) {
        rejectUnless(
                samples == 1 && bits <= Short.SIZE && kind == Kind.UNSIGNED, "a palette with several channels", where);
        long[] map = tags.find(320).orElse(new long[0]);
        int entries = 1 << bits;
        if (map.length != 3 * entries) {
            throw TiffTags.bad(where, "its palette has %d numbers instead of %d".formatted(map.length, 3 * entries));
        }
        int[] argb = new int[entries];
        Arrays.setAll(
                argb,
                i -> 0xff000000
                        | (int) (map[i] >> 8) << 16
                        | (int) (map[entries + i] >> 8) << 8
                        | (int) (map[2 * entries + i] >> 8));
        return argb;
    }
}
