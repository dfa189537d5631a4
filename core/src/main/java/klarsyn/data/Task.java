package klarsyn.data;

/** What a model is to learn from the cases of a cohort. */
public sealed interface Task permits Task.Segmentation {

    /**
     * One label a voxel.
     *
     * @param labels the structures to be found; 0 is background
     */
    record Segmentation(Labels labels) implements Task {}
}
