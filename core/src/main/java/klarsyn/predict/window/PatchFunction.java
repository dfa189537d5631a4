package klarsyn.predict.window;

import java.lang.foreign.MemorySegment;

/** What is carried over an image by a {@link SlidingWindow}: mostly a network. */
@FunctionalInterface
public interface PatchFunction {

    /**
     * Computes a batch of patches and hands over the result.
     *
     * @param patches {@code [count][channel][d][h][w]}, w fastest; not to be kept
     * @param shape   these five numbers
     * @param use     gets {@code [count][output][d][h][w]} in the same order
     */
    void apply(float[] patches, long[] shape, Use use);

    /** Takes what a function says. */
    @FunctionalInterface
    interface Use {
        /** Reads native floats, which are gone when this returns. */
        void accept(MemorySegment outputs);
    }

    /** A function on the heap, such as a stand-in for a network. */
    @FunctionalInterface
    interface OnHeap {
        /** {@code [count][output][d][h][w]} of patches {@code [count][channel][d][h][w]}. */
        float[] of(float[] patches, long[] shape);
    }

    /** A function that computes on the heap. */
    static PatchFunction onHeap(OnHeap function) {
        return (patches, shape, use) -> use.accept(MemorySegment.ofArray(function.of(patches, shape)));
    }
}
