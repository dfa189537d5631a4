package klarsyn.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import klarsyn.base.Count;
import klarsyn.base.Figure;
import klarsyn.plan.json.PlanDescription;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.Finished;
import klarsyn.train.TrainingEvent.Planned;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingEvent.Started;
import klarsyn.train.TrainingEvent.StepDone;
import klarsyn.train.TrainingEvent.Validated;

/** One line per stage, and one for each tenth of the training. */
final class ProgressLines implements Progress {

    private final Session session;
    private StepRate rate = new StepRate(0);
    private int tenths;
    private Optional<Figure> validation = Optional.empty();

    ProgressLines(Session session) {
        this.session = session;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case StageBegun(String words) -> log(words);
            case Planned(var plan) -> {
                log(Progress.words(plan));
                PlanDescription.forecast(plan).ifPresent(this::log);
            }
            case Started(long fromStep, int cases, long _) -> {
                rate = new StepRate(fromStep);
                tenths = 0;
                validation = Optional.empty();
                log("training on " + Count.of(cases, "case") + (fromStep > 0 ? " from step " + fromStep : ""));
            }
            case StepDone step -> {
                if ((int) (step.share() * 10) > tenths) {
                    tenths = (int) (step.share() * 10);
                    log("training %d %%: %s"
                            .formatted(tenths * 10, Progress.words(step, rate.at(step.step()), validation)));
                }
            }
            case Validated(long _, double _, var figure) -> validation = Optional.of(figure);
            case Finished(long steps, double seconds) ->
                log("trained %s in %s".formatted(Count.of(steps, "step"), Figures.time(seconds)));
        }
    }

    private void log(String words) {
        double seconds = Duration.between(session.startedAt(), Instant.now()).toMillis() / 1000.0;
        session.log("%6s  %s".formatted(Figures.time(seconds), words));
    }

    @Override
    public void close() {}
}
