package klarsyn.app.terminal;

import java.util.Optional;
import java.util.function.Consumer;
import klarsyn.base.Figure;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanDescription;
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
        return "plan: " + PlanDescription.summary(plan);
    }

    /** Rate, loss, figure of the last validation, time left. */
    static String words(StepDone step, double stepsPerSecond, Optional<Figure> validation) {
        return "step %d, %s/s, loss %s%s, %s left"
                .formatted(
                        step.step(),
                        Figures.of(stepsPerSecond, stepsPerSecond < 10 ? 2 : 0),
                        Figures.of(step.loss(), 3),
                        validation
                                .map(figure ->
                                        ", %s %s".formatted(figure.measure().name(), Figures.of(figure.value(), 3)))
                                .orElse(""),
                        Figures.time(step.secondsLeft()));
    }
}
