package klarsyn.app.terminal;

import java.util.function.Consumer;
import klarsyn.plan.Plan;
import klarsyn.plan.PlanWords;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StepDone;

/** Shows whoever waits how far a training is. */
public sealed interface Progress extends Consumer<TrainingEvent>, AutoCloseable permits ProgressBars, ProgressLines {

    static Progress of(Session session) {
        return switch (session.display()) {
            case TERMINAL -> new ProgressBars(session);
            case LINES -> new ProgressLines(session);
        };
    }

    @Override
    void close();

    /** What a plan comes to, in a line. */
    static String words(Plan plan) {
        return "plan: " + PlanWords.summary(plan);
    }

    /** Rate, loss, Dice of the last validation, time left. */
    static String words(StepDone step, double stepsPerSecond, double dice) {
        return "step %d, %s/s, loss %s, Dice %s, %s left"
                .formatted(
                        step.step(),
                        Figures.of(stepsPerSecond, stepsPerSecond < 10 ? 2 : 0),
                        Figures.of(step.loss(), 3),
                        Figures.of(dice, 3),
                        Figures.time(step.secondsLeft()));
    }
}
