package klarsyn.codec;

/**
 * A decoded picture, as its codestream holds it: no conversion of colour but that which belongs to the codestream.
 *
 * @param raster its size
 * @param bits the precision that the codestream states, 1 to 16
 * @param signed whether values lie from −2<sup>bits−1</sup> up, else from 0
 * @param values components interleaved, x fastest, then y; nobody else writes to them
 */
public record Samples(Raster raster, int bits, boolean signed, int[] values) {

    /** Refuses values that are not as many as the raster says. */
    public Samples {
        if (values.length != raster.count()) {
            throw new IllegalArgumentException(values.length + " values for " + raster);
        }
    }
}
