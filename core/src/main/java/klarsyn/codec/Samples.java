package klarsyn.codec;

/**
 * A decoded image with the components of its codestream; the only color transforms undone are those of the codestream.
 *
 * @param raster its size
 * @param bits precision stated by the codestream, 1 to 16
 * @param signed whether values start at −2<sup>bits−1</sup>, otherwise at 0
 * @param values components interleaved, x fastest, then y; not modified
 */
public record Samples(Raster raster, int bits, boolean signed, int[] values) {

    /** Rejects a number of values that does not match the raster. */
    public Samples {
        if (values.length != raster.count()) {
            throw new IllegalArgumentException(values.length + " values for " + raster);
        }
    }
}
