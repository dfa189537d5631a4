package klarsyn.app.terminal;

import java.util.Locale;
import java.util.function.Consumer;
import klarsyn.base.Count;
import klarsyn.plan.Plan;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.StepDone;

/** Shows the progress of a training. */
public sealed interface Progress extends Consumer<TrainingEvent>, AutoCloseable permits ProgressBars, ProgressLines {

    static Progress of(Session session) {
        return switch (session.display()) {
            case TERMINAL -> new ProgressBars(session);
            case LINES -> new ProgressLines(session);
        };
    }

    @Override
    void close();

    /** A summary of a plan, on one line. */
    static String words(Plan plan) {
        return String.format(
                Locale.ROOT,
                "plan: U-Net of %.1f million weights on patches of %s voxels, %s a step, %s, %s",
                plan.network().parameters() / 1e6,
                plan.patch(),
                Count.of(plan.compute().batch(), "sample"),
                plan.compute().precision(),
                plan.compute().lanes() > 1 ? Count.of(plan.compute().lanes(), "lane") : "all cores together");
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
