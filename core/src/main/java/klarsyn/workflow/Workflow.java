package klarsyn.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Division;
import klarsyn.data.Split;
import klarsyn.data.Strata;
import klarsyn.nn.Network;
import klarsyn.plan.Plan;
import klarsyn.predict.Predictor;
import klarsyn.preflight.CaseFacts;
import klarsyn.train.TrainingEvent;

/**
 * All that differs by task between a cohort and a trained, tested model: a new task is one more case.
 *
 * @param <P> the task's plan
 */
public sealed interface Workflow<P extends Plan> permits SegmentationWorkflow, ClassificationWorkflow {

    /** Groups of cases that are divided in equal shares. */
    Strata strata(List<CaseFacts> facts);

    /**
     * Rejects a division that leaves nothing to learn from.
     *
     * @throws klarsyn.base.DataException if it does
     */
    void requireLearnable(List<Case> training, Division division);

    /**
     * Rejects folds in which a structure or class that some case has is in no training case.
     *
     * @param training cases of each fold
     * @throws klarsyn.base.DataException if one is missing
     */
    void requireLearnableFolds(List<List<Case>> training);

    /**
     * The plan that training follows: the given one, or one made for data, machine and budget.
     *
     * @throws PlanException if there is none that could be trained
     */
    P plan(Split split, Consumer<TrainingEvent> listener);

    /**
     * Rejects a plan that can be made but not trained.
     *
     * @throws PlanException if it is one
     */
    void requireTrainable(P plan);

    /**
     * A plan of this task.
     *
     * @param origin where it is from, for the message
     * @throws PlanException if it is another task's
     */
    P typed(Plan plan, Where origin);

    /** What the test will cost, tried on one case with an untrained network. */
    Rehearsal rehearse(P plan, Split split);

    /** Prepares the training cases into a folder. */
    PreparedTraining<?> prepare(P plan, Split split, Rehearsal rehearsal, Seed seed, Path cache);

    /** A predictor that borrows the network's weights. */
    Predictor predictor(P plan, Network network);

    /** Judges predictions of cases. */
    CaseEvaluator evaluator();
}
