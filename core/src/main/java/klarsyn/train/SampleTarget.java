package klarsyn.train;

/** What a network should give for a sample. */
public sealed interface SampleTarget {

    /**
     * A label per voxel.
     *
     * @param labels {@code [D, H, W]}, whole numbers
     */
    record LabelPatch(float[] labels) implements SampleTarget {}

    /**
     * One of several classes.
     *
     * @param number from 0, in the order of the task's classes
     */
    record ClassNumber(int number) implements SampleTarget {}
}
