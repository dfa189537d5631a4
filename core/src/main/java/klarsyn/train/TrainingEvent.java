package klarsyn.train;

import klarsyn.base.Figure;
import klarsyn.plan.Plan;

/** A fact about a run that is going on; whoever listens cannot reach in. */
public sealed interface TrainingEvent {

    /**
     * A new stage of the work has begun.
     *
     * @param words what is done now, such as {@code reading 208 cases}
     */
    record StageBegun(String words) implements TrainingEvent {}

    /** The plan stands. */
    record Planned(Plan plan) implements TrainingEvent {}

    /**
     * Training starts, or goes on.
     *
     * @param fromStep steps that were made before, 0 for a new training
     * @param cases    training cases
     * @param weights  numbers to learn
     */
    record Started(long fromStep, int cases, long weights) implements TrainingEvent {}

    /**
     * One optimizer step was made.
     *
     * @param step         1 for the first
     * @param loss         mean over the batch
     * @param rate         share of the peak learning rate
     * @param share        of the training that has passed, 0 to 1
     * @param seconds      since training began, earlier parts of a resumed one included
     * @param secondsLeft  until training ends
     */
    record StepDone(long step, double loss, double rate, double share, double seconds, double secondsLeft)
            implements TrainingEvent {}

    /**
     * Validation cases were predicted.
     *
     * @param figure how good they are
     */
    record Validated(long step, double seconds, Figure figure) implements TrainingEvent {}

    /** Training has ended. */
    record Finished(long steps, double seconds) implements TrainingEvent {}
}
