package klarsyn.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import klarsyn.base.Seed;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;

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
 */
public record TrainingJob(
        Plan plan,
        Seed seed,
        double seconds,
        Validation validation,
        double validationSeconds,
        Path checkpoints,
        Provenance provenance,
        Consumer<TrainingEvent> listener) {

    /** File name of the checkpoint for resuming. */
    public static final String LAST = "last.klarsyn";

    /** Path of the checkpoint for resuming. */
    public Path last() {
        return checkpoints.resolve(LAST);
    }

    /** Path of the trained model. */
    public Path trained() {
        return checkpoints.resolve("trained.klarsyn");
    }

    boolean countsSteps() {
        return plan.optimization().steps() > 0;
    }
}
