package klarsyn.predict;

/** Takes the finished slices of an image, each once, in their order. */
@FunctionalInterface
interface SliceSink {

    /**
     * Takes the next slice.
     *
     * @param z      its number, from 0
     * @param logits {@code [class][y][x]} with x fastest; the sink must not keep it
     */
    void accept(int z, float[] logits);
}
