package klarsyn.codec;

import java.util.function.Supplier;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;

/** Words what is wrong with a codestream; {@code kind} names it, such as JPEG-LS. */
public record CodecErrors(String kind) {

    /** A picture of up to so many samples may be compressed into next to nothing. */
    private static final long ALWAYS_ALLOWED = 1 << 25;

    /** Beyond that, no byte of a real picture stands for more samples than this. */
    private static final long SAMPLES_PER_BYTE = 1 << 14;

    /** The codestream is not as its standard asks. */
    public DataException damaged(String what) {
        return new DataException(what, where(), "get the file once more from where it comes: it is damaged");
    }

    /** The codestream may be right, but this decoder does not read it. */
    public DataException unsupported(String what) {
        return new DataException(what, where(), "convert the file to an uncompressed one with the tool that wrote it");
    }

    /** Holds the codestream's own size against the one that the picture must have. */
    public void requireSame(Raster raster, int columns, int rows, int components) {
        if (raster.columns() != columns || raster.rows() != rows || raster.components() != components) {
            throw damaged("the codestream has %d columns, %d rows and %d components, the image %s"
                    .formatted(columns, rows, components, raster));
        }
    }

    /**
     * Decodes, and turns what a damaged codestream can still lead to into a refusal: arrays are laid out for codes that
     * the standards allow, and a step outside of them is the sign of one that they do not.
     */
    public Samples guard(Raster raster, byte[] bytes, Supplier<Samples> decoder) {
        if (raster.count() > Math.max(ALWAYS_ALLOWED, SAMPLES_PER_BYTE * bytes.length)) {
            throw damaged("%d bytes cannot hold an image of %s".formatted(bytes.length, raster));
        }
        try {
            return decoder.get();
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException outside) {
            throw new DataException(
                    "the codestream leads outside of the image",
                    where(),
                    "get the file once more from where it comes: it is damaged",
                    outside);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "an image of %s is too large for the %d MiB of memory that Java may take"
                            .formatted(raster, Runtime.getRuntime().maxMemory() >> 20),
                    where(),
                    Heap.MORE,
                    tooLarge);
        }
    }

    private Where where() {
        return Where.of(kind + " data");
    }
}
