package klarsyn.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import klarsyn.base.Seed;
import klarsyn.base.Stop;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.tensor.Resources;

/**
 * Specification of one training.
 *
 * @param plan        to follow; with {@code optimization.steps} above 0 nothing depends on time
 * @param seed        of initial weights and samples
 * @param seconds     time limit if the plan has no number of steps
 * @param validation  scores the network regularly
 * @param validationSeconds expected duration of one validation
 * @param checkpoints folder for {@code last.klarsyn} and {@code trained.klarsyn}
 * @param provenance  written to checkpoints
 * @param listener    receives events
 * @param resources   cores for lanes and loaders; the device is the plan's
 * @param stop        checked after each step
 */
public record TrainingJob(
        Plan plan,
        Seed seed,
        double seconds,
        Validation validation,
        double validationSeconds,
        Path checkpoints,
        Provenance provenance,
        Consumer<TrainingEvent> listener,
        Resources resources,
        Stop stop) {

    /** File name of the checkpoint for resuming. */
    public static final String LAST = "last.klarsyn";

    /** File name of the trained model. */
    public static final String TRAINED = "trained.klarsyn";

    /** Path of the checkpoint for resuming. */
    public Path last() {
        return checkpoints.resolve(LAST);
    }

    /** Path of the trained model. */
    public Path trained() {
        return checkpoints.resolve(TRAINED);
    }

    boolean countsSteps() {
        return plan.optimization().steps() > 0;
    }
}
