package klarsyn.dicom.pixel;

import java.util.OptionalInt;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/**
 * Shape and type of the stored pixels of one object: Image Pixel module, PS3.3, section C.7.6.3.
 *
 * @param rows          height of a frame, 1 to 65535
 * @param columns       width of a frame, 1 to 65535
 * @param samples       values per pixel: 1 or 3
 * @param frames        frames, 1 or more
 * @param bitsAllocated bits per sample, 1 to 64
 * @param bitsStored    significant bits, 1 to {@code bitsAllocated}
 * @param highBit       position of the most significant bit; used only for pixels not compressed by a codec
 * @param signed        whether the significant bits are two's complement
 * @param planar        whether uncompressed pixels store all reds first, then all greens, then all blues
 * @param photometric   meaning of the samples
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

    /** Rejects inconsistent values; see {@link #of}. */
    public PixelFormat {
        if (rows < 1 || columns < 1 || frames < 1 || samples != photometric.samples()) {
            throw new IllegalArgumentException("invalid pixel format: %d×%d, %d frames of %d samples, %s"
                    .formatted(columns, rows, frames, samples, photometric));
        }
        if (bitsAllocated < 1 || bitsAllocated > MAX_BITS || bitsStored < 1 || highBit >= bitsAllocated) {
            throw new IllegalArgumentException(
                    "invalid bits: %d allocated, %d stored, highest %d".formatted(bitsAllocated, bitsStored, highBit));
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
     * The format described by a data set.
     *
     * @throws DataException if a required element is missing or elements are inconsistent
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
                .orElseThrow(() -> wrong(object, "the photometric interpretation is not supported"));
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

    /** Values per frame: {@code rows * columns * samples}, at most 2³¹ − 1. */
    public int samplesOfFrame() {
        return Math.multiplyExact(Math.multiplyExact(rows, columns), samples);
    }

    /** Pixels per frame. */
    public int pixelsOfFrame() {
        return Math.multiplyExact(rows, columns);
    }

    /** The same pixels with another interpretation, as after a color conversion. */
    public PixelFormat with(Photometric other) {
        return new PixelFormat(
                rows, columns, other.samples(), frames, bitsAllocated, bitsStored, highBit, signed, planar, other);
    }
}
