package klarsyn.dicom.pixel;

import java.util.OptionalInt;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/**
 * The shape and meaning of the stored pixels of one object: Image Pixel module, PS3.3, section C.7.6.3.
 *
 * @param rows          height of a frame, 1 to 65535
 * @param columns       width of a frame, 1 to 65535
 * @param samples       values of a pixel: 1 or 3
 * @param frames        frames, 1 or more
 * @param bitsAllocated bits that a sample takes, 1 to 64
 * @param bitsStored    bits of them that count, 1 to {@code bitsAllocated}
 * @param highBit       place of the most significant bit that counts; used only where pixels are not compressed by a
 *                      codec
 * @param signed        whether the bits that count are a two's complement
 * @param planar        whether all reds come first, then all greens, then all blues, where pixels are not compressed
 * @param photometric   what the samples mean
 */
public record PixelFormat(
        int rows,
        int columns,
        int samples,
        int frames,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean planar,
        Photometric photometric) {

    private static final int MAX_BITS = 64;

    /** Refuses what contradicts itself; see {@link #of}. */
    public PixelFormat {
        if (rows < 1 || columns < 1 || frames < 1 || samples != photometric.samples()) {
            throw new IllegalArgumentException("no such pixels: %d×%d, %d frames of %d samples, %s"
                    .formatted(columns, rows, frames, samples, photometric));
        }
        if (bitsAllocated < 1 || bitsAllocated > MAX_BITS || bitsStored < 1 || highBit >= bitsAllocated) {
            throw new IllegalArgumentException(
                    "no such bits: %d allocated, %d stored, highest %d".formatted(bitsAllocated, bitsStored, highBit));
        }
        if (highBit < bitsStored - 1) {
            throw new IllegalArgumentException(
                    "%d bits stored do not fit below the high bit %d".formatted(bitsStored, highBit));
        }
        if ((long) rows * columns * samples > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a frame of %d×%d pixels is too large for an array".formatted(columns, rows));
        }
    }

    /**
     * The format that a data set describes; where it has no pixels at all, what is missing is named.
     *
     * @throws DataException if an element that decides is missing or contradicts another
     */
    public static PixelFormat of(DicomObject object) {
        boolean isFloat = object.contains(Tag.FLOAT_PIXEL_DATA) || object.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
        int rows = object.requireInteger(Tag.ROWS);
        int columns = object.requireInteger(Tag.COLUMNS);
        int allocated = object.requireInteger(Tag.BITS_ALLOCATED);
        int stored = isFloat ? allocated : object.integer(Tag.BITS_STORED).orElse(allocated);
        int high = isFloat ? allocated - 1 : object.integer(Tag.HIGH_BIT).orElse(stored - 1);
        String code = object.requireString(Tag.PHOTOMETRIC_INTERPRETATION);
        Photometric photometric = Photometric.of(code)
                .orElseThrow(() -> wrong(object, "the photometric interpretation is none that is read"));
        int samples = object.integer(Tag.SAMPLES_PER_PIXEL).orElse(photometric.samples());
        OptionalInt frames = object.integer(Tag.NUMBER_OF_FRAMES);
        try {
            return new PixelFormat(
                    rows,
                    columns,
                    samples,
                    Math.max(1, frames.orElse(1)),
                    allocated,
                    stored,
                    high,
                    object.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1,
                    object.integer(Tag.PLANAR_CONFIGURATION).orElse(0) == 1,
                    photometric);
        } catch (IllegalArgumentException contradiction) {
            throw wrong(object, String.valueOf(contradiction.getMessage()));
        }
    }

    private static DataException wrong(DicomObject object, String what) {
        return new DataException(what, object.where(), "correct the Image Pixel elements, or export the file again");
    }

    /** Values of a frame: {@code rows * columns * samples}, at most 2³¹ − 1. */
    public int samplesOfFrame() {
        return Math.multiplyExact(Math.multiplyExact(rows, columns), samples);
    }

    /** Pixels of a frame. */
    public int pixelsOfFrame() {
        return Math.multiplyExact(rows, columns);
    }

    /** The same pixels meaning something else, as after a conversion of colour. */
    public PixelFormat with(Photometric other) {
        return new PixelFormat(
                rows, columns, other.samples(), frames, bitsAllocated, bitsStored, highBit, signed, planar, other);
    }
}
