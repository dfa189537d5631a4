package klarsyn.predict;

/** What is known of each voxel of an image, line by line. */
interface Lines {

    /** Moves to a line, which {@link #at} then reads from; lines that follow one another cost least. */
    void moveTo(int y, int z);

    /** Writes what is known of the voxel at x of that line, a number an output. */
    void at(int x, float[] outputs);
}
