package klarsyn.app.terminal;

import java.util.Optional;
import klarsyn.base.Figure;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.Finished;
import klarsyn.train.TrainingEvent.Planned;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingEvent.Started;
import klarsyn.train.TrainingEvent.StepDone;
import klarsyn.train.TrainingEvent.Validated;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** One line per stage, with a progress bar for training. */
public final class ProgressBars implements Progress {

    private static final long WHOLE = 10_000;
    private static final int MILLISECONDS = 250;
    private static final int NARROWEST = 10;
    private static final int WIDEST = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private final Session session;
    private final ProgressLines lines;
    private Optional<ProgressBar> bar = Optional.empty();
    private StepRate rate = new StepRate(0);
    private Optional<Figure> validation = Optional.empty();

    ProgressBars(Session session) {
        this.session = session;
        lines = new ProgressLines(session);
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case StageBegun _, Planned _ -> lines.accept(event);
            case Started started -> {
                lines.accept(started);
                rate = new StepRate(started.fromStep());
                validation = Optional.empty();
                bar = Optional.of(open(session));
            }
            case StepDone step ->
                bar.ifPresent(shown -> {
                    shown.setExtraMessage(Progress.words(step, rate.at(step.step()), validation));
                    shown.stepTo((long) (step.share() * WHOLE));
                });
            case Validated(long _, double _, var figure) -> validation = Optional.of(figure);
            case Finished finished -> {
                close();
                lines.accept(finished);
            }
        }
    }

    private static ProgressBar open(Session session) {
        return new ProgressBarBuilder()
                .setInitialMax(WHOLE)
                .setUpdateIntervalMillis(MILLISECONDS)
                .setRenderer(ProgressBars::render)
                .setConsumer(new TerminalLine(session.err()))
                .build();
    }

    public static String render(ProgressState state, int width) {
        return render(state.getNormalizedProgress(), state.getExtraMessage(), width);
    }

    /** Percentage, bar and text in at most this many columns; text is shortened before the percentage. */
    public static String render(double share, String words, int width) {
        double part = Double.isFinite(share) ? Math.clamp(share, 0, 1) : 0;
        String percent = "%4d %% ".formatted((int) (part * 100));
        int room = width - percent.length() - words.length() - 4;
        String line = percent + (room < NARROWEST ? "" : "▕" + bar(part, Math.min(room, WIDEST)) + "▏ ") + words;
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }

    private static String bar(double share, int columns) {
        int eighths = (int) (share * columns * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths / 8 < columns ? EIGHTHS.substring(eighths % 8, eighths % 8 + 1) : "";
        return full + part + " ".repeat(columns - full.length() - part.length());
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
