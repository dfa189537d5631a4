package klarsyn.predict.window;

import java.lang.foreign.MemorySegment;

/** A function applied by a {@link SlidingWindow}, usually a network. */
@FunctionalInterface
public interface PatchFunction {

    /**
     * Computes a batch of patches and passes on the result.
     *
     * @param patches {@code [count][channel][d][h][w]}, w fastest; valid during the call
     * @param shape   these five numbers
     * @param use     receives {@code [count][output][d][h][w]} in the same order
     */
    void apply(float[] patches, long[] shape, Use use);

    /** Receives the result of a function. */
    @FunctionalInterface
    interface Use {
        /** Reads native floats, valid only during the call. */
        void accept(MemorySegment outputs);
    }

    /** A function on heap arrays, such as a test double. */
    @FunctionalInterface
    interface OnHeap {
        /** {@code [count][output][d][h][w]} of patches {@code [count][channel][d][h][w]}. */
        float[] of(float[] patches, long[] shape);
    }

    /** A function that computes on heap arrays. */
    static PatchFunction onHeap(OnHeap function) {
        return (patches, shape, use) -> use.accept(MemorySegment.ofArray(function.of(patches, shape)));
    }
}
