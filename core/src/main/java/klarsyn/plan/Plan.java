package klarsyn.plan;

import java.util.List;
import klarsyn.data.Task;

/**
 * A plan derived from data, machine and budget: readable, editable, and stored with the model.
 *
 * <p>Each task has a plan type with these parts in common.
 */
public sealed interface Plan permits SegmentationPlan, ClassificationPlan {

    /** The written format version, and the newest that can be read. */
    int FORMAT = 3;

    /** Format version. */
    int format();

    /** Name of the data set. */
    String cohort();

    /** The task. */
    Task task();

    /** Name of each channel, such as {@code MRI}. */
    List<String> modalities();

    /** Device, precision and parallelism. */
    Compute compute();

    /** Optimizer and schedule. */
    Optimization optimization();

    /** Reasons, one sentence per choice. */
    List<Reason> reasons();

    /** With other compute settings. */
    Plan withCompute(Compute other);

    /** With another optimization. */
    Plan withOptimization(Optimization other);

    /** With other reasons. */
    Plan withReasons(List<Reason> others);

    /** With a number of optimizer steps; 0 for as many as fit the time limit. */
    default Plan withSteps(long steps) {
        return withOptimization(optimization().withSteps(steps));
    }
}
