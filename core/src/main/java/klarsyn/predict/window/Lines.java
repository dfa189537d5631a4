package klarsyn.predict.window;

/** What is known of each voxel of an image, line by line. */
public interface Lines {

    /** Moves to a line, which {@link #at} then reads from; lines that follow one another cost least. */
    void moveTo(int y, int z);

    /** Writes what is known of the voxel at x of that line, a number an output. */
    void at(int x, float[] outputs);

    /**
     * The output that is the largest of the voxel at x, the first of equals; −1 if {@link #at} must tell.
     *
     * <p>Whatever it says without looking at all outputs is what looking at them would say.
     */
    int largest(int x);
}
