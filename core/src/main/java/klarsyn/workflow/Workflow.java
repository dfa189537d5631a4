package klarsyn.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.split.Division;
import klarsyn.data.split.Split;
import klarsyn.data.split.Strata;
import klarsyn.nn.Network;
import klarsyn.plan.Plan;
import klarsyn.predict.Predictor;
import klarsyn.preflight.CaseFacts;
import klarsyn.train.TrainingEvent;

/**
 * Task-specific steps between a cohort and a trained, tested model. A new task adds one implementation.
 *
 * @param <P> the task's plan
 */
public sealed interface Workflow<P extends Plan> permits SegmentationWorkflow, ClassificationWorkflow {

    /** Strata for splitting the cases. */
    Strata strata(List<CaseFacts> facts);

    /**
     * Rejects a split without training targets.
     *
     * @throws klarsyn.base.DataException if rejected
     */
    void requireLearnable(List<Case> training, Division division);

    /**
     * Rejects folds whose training cases lack a structure or class that another case has.
     *
     * @param training cases of each fold
     * @throws klarsyn.base.DataException if rejected
     */
    void requireLearnableFolds(List<List<Case>> training);

    /**
     * The plan for training: the given one, or one made for data, machine and budget.
     *
     * @throws PlanException if there is no trainable plan
     */
    P plan(Split split, Consumer<TrainingEvent> listener);

    /**
     * Rejects plans that cannot be trained.
     *
     * @throws PlanException if rejected
     */
    void requireTrainable(P plan);

    /**
     * Casts a plan to this task.
     *
     * @param origin of the plan, for the message
     * @throws PlanException if it is of another task
     */
    P typed(Plan plan, Where origin);

    /** The cost of the test, measured on one case with an untrained network. */
    DryRun dryRun(P plan, Split split);

    /** Prepares the training cases in a folder. */
    PreparedTraining<?> prepare(P plan, Split split, DryRun dryRun, Seed seed, Path cache);

    /** A predictor that borrows the network's weights. */
    Predictor predictor(P plan, Network network);

    /** The evaluator of predictions. */
    CaseEvaluator evaluator();
}
