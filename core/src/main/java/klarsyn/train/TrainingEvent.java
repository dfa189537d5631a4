package klarsyn.train;

import klarsyn.base.Figure;
import klarsyn.plan.Plan;

/** An event of a run; listeners cannot influence the run. */
public sealed interface TrainingEvent {

    /**
     * A new stage has started.
     *
     * @param words description of the stage, such as {@code reading 208 cases}
     */
    record StageBegun(String words) implements TrainingEvent {}

    /** The plan is complete. */
    record Planned(Plan plan) implements TrainingEvent {}

    /**
     * Training starts or resumes.
     *
     * @param fromStep earlier steps, 0 for a new training
     * @param cases    training cases
     * @param weights  number of parameters
     */
    record Started(long fromStep, int cases, long weights) implements TrainingEvent {}

    /**
     * One optimizer step is complete.
     *
     * @param step         1 for the first
     * @param loss         mean over the batch
     * @param rate         fraction of the peak learning rate
     * @param share        completed fraction of the training, 0 to 1
     * @param seconds      since training began, including earlier parts of a resumed one
     * @param secondsLeft  until training ends
     */
    record StepDone(long step, double loss, double rate, double share, double seconds, double secondsLeft)
            implements TrainingEvent {}

    /**
     * Validation cases were evaluated.
     *
     * @param figure metric of the validation cases
     */
    record Validated(long step, double seconds, Figure figure) implements TrainingEvent {}

    /** Training has ended. */
    record Finished(long steps, double seconds) implements TrainingEvent {}
}
