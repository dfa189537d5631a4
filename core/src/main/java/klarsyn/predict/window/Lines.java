package klarsyn.predict.window;

/** Outputs of each voxel of an image, line by line. */
public interface Lines {

    /** Moves to a line for {@link #at}; consecutive lines are cheapest. */
    void moveTo(int y, int z);

    /** Writes the outputs of the voxel at x of the current line. */
    void at(int x, float[] outputs);

    /**
     * The largest output of the voxel at x, the first of equals; −1 if it must be computed from {@link #at}.
     *
     * <p>A nonnegative result equals the argmax of all outputs.
     */
    int largest(int x);
}
