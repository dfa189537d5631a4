package klarsyn.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import klarsyn.base.Seed;
import klarsyn.base.Stop;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.tensor.Resources;

/**
 * One training as the caller wishes it.
 *
 * @param plan        what to do; with {@code optimization.steps} above 0 the clock decides nothing
 * @param seed        of initial weights and samples
 * @param seconds     wall clock that training may take, when the plan counts no steps
 * @param validation  scores the network now and then
 * @param validationSeconds what scoring it once is expected to take
 * @param checkpoints folder for {@code last.klarsyn} and {@code trained.klarsyn}
 * @param provenance  written into checkpoints
 * @param listener    told what happens
 * @param resources   cores for lanes and loaders; the device is the plan's
 * @param stop        looked at after each step
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

    /** Name of the checkpoint that a killed run goes on from. */
    public static final String LAST = "last.klarsyn";

    /** Name of the model in the end. */
    public static final String TRAINED = "trained.klarsyn";

    /** Where the state lies from which a killed run goes on. */
    public Path last() {
        return checkpoints.resolve(LAST);
    }

    /** Where the model lies in the end. */
    public Path trained() {
        return checkpoints.resolve(TRAINED);
    }

    boolean countsSteps() {
        return plan.optimization().steps() > 0;
    }
}
