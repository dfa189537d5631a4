package klarsyn.plan;

import java.util.List;
import klarsyn.data.Task;

/**
 * What will be done, derived from data, machine and budget: readable, editable, and kept with the model.
 *
 * <p>Each task has a plan of its own with these parts in common.
 */
public sealed interface Plan permits SegmentationPlan, ClassificationPlan {

    /** The version that this Klarsyn writes, and the newest that it reads. */
    int FORMAT = 3;

    /** Version of the structure. */
    int format();

    /** Name of the data set that it was made for. */
    String cohort();

    /** What is learned. */
    Task task();

    /** What each channel is, such as {@code MRI}. */
    List<String> modalities();

    /** How the machine computes. */
    Compute compute();

    /** How weights follow gradients. */
    Optimization optimization();

    /** Why, one sentence per choice. */
    List<Reason> reasons();

    /** The same with another way to compute. */
    Plan withCompute(Compute other);

    /** The same with another optimization. */
    Plan withOptimization(Optimization other);

    /** The same with other reasons. */
    Plan withReasons(List<Reason> others);

    /** The same with that many optimizer steps; 0 for as many as the minutes hold. */
    default Plan withSteps(long steps) {
        return withOptimization(optimization().withSteps(steps));
    }
}
