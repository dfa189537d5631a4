package klarsyn.train;

/** Expected output of a network for a sample. */
public sealed interface SampleTarget {

    /**
     * A label per voxel.
     *
     * @param labels {@code [D, H, W]}, integers
     */
    record LabelPatch(float[] labels) implements SampleTarget {}

    /**
     * One of several classes.
     *
     * @param number from 0, in the order of the task's classes
     */
    record ClassNumber(int number) implements SampleTarget {}
}
