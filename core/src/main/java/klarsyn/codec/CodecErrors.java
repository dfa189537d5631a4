package klarsyn.codec;

import java.util.function.Supplier;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;

/** Creates the exceptions for a codestream; {@code kind} is its format, such as JPEG-LS. */
public record CodecErrors(String kind) {

    /** Images of up to this number of samples are always decoded, however small the data. */
    private static final long ALWAYS_ALLOWED = 1 << 25;

    /** Above that, the largest plausible number of samples per byte. */
    private static final long SAMPLES_PER_BYTE = 1 << 14;

    /** The codestream violates its standard. */
    public DataException damaged(String what) {
        return new DataException(what, where(), "the file is damaged: get a new copy");
    }

    /** The codestream may be valid, but this decoder does not support it. */
    public DataException unsupported(String what) {
        return new DataException(
                what, where(), "convert the file to an uncompressed one with the software that wrote" + " it");
    }

    /** Checks the size of the codestream against the expected size. */
    public void requireSame(Raster raster, int columns, int rows, int components) {
        if (raster.columns() != columns || raster.rows() != rows || raster.components() != components) {
            throw damaged("the codestream has %d columns, %d rows and %d components, the image %s"
                    .formatted(columns, rows, components, raster));
        }
    }

    /**
     * Decodes; exceptions caused by a damaged codestream become a {@link DataException}. Arrays are sized for valid
     * codes, so an index out of range indicates an invalid one.
     */
    public Samples guard(Raster raster, byte[] bytes, Supplier<Samples> decoder) {
        if (raster.count() > Math.max(ALWAYS_ALLOWED, SAMPLES_PER_BYTE * bytes.length)) {
            throw damaged("%d bytes cannot hold an image of %s".formatted(bytes.length, raster));
        }
        try {
            return decoder.get();
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException outside) {
            throw new DataException(
                    "the codestream refers to positions outside the image",
                    where(),
                    "the file is damaged: get a new copy",
                    outside);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "an image of %s does not fit into the %d MiB of Java memory"
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
