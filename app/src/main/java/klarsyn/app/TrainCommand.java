package klarsyn.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import klarsyn.RunResult;
import klarsyn.StartedWith;
import klarsyn.Study;
import klarsyn.app.terminal.Amounts;
import klarsyn.app.terminal.DefaultFolder;
import klarsyn.app.terminal.Progress;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.app.terminal.StopNotice;
import klarsyn.base.ExistingResults;
import klarsyn.base.Stop;
import klarsyn.data.Cohort;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains, evaluates and writes a report. */
@Command(
        name = "train",
        description = "Trains a model, tests it on held-out patients, writes a report.",
        sortOptions = false,
        footer = {
            "",
            "Example: klarsyn train Task04_Hippocampus --minutes 5 --seed 7",
            "         klarsyn train Task04_Hippocampus --plan plan.json --out runs/mine"
        })
final class TrainCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "Data set folder.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Mixin
    private StudyOptions options;

    @Option(
            names = "--folds",
            paramLabel = "N",
            converter = Amounts.OfFolds.class,
            description =
                    "Cross-validation: trains N models, so each case is tested by a model that was not trained on its"
                            + " patient. The time limit applies to each model. predict accepts the run's folder and"
                            + " averages the models.")
    private @Nullable Integer folds;

    @Option(names = "--plan", paramLabel = "FILE", description = "A plan written by klarsyn plan.")
    private @Nullable Path plan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output folder of the run; default: runs/NAME-SEED, or runs/NAME-SEED-2 and so on if that"
                    + " contains a finished run.")
    private @Nullable Path out;

    @Option(names = "--overwrite", description = "Replaces the finished run in the output folder; otherwise an error.")
    private boolean overwrite;

    @Option(
            names = "--resume",
            description = "Resumes the run in the output folder from its last checkpoint, with the same options."
                    + " Options need not be repeated; different ones are an error.")
    private boolean resume;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        requireConsistentOptions();
        Cohort cohort = dataSet.open(data);
        Path folder = out == null ? defaultFolder(cohort) : out;
        if (resume) {
            requireSameOptions(folder, cohort);
        }
        Study study = options.applyTo(Study.of(cohort))
                .dataOptions(dataSet.typed())
                .startedAt(session.startedAt())
                .existingResults(existingResults());
        warnOfLeaks(study);
        if (plan != null && !resume) {
            study = withPlan(PlanJson.read(plan), study);
        }
        print(new RunSummary(run(study, folder)));
        return 0;
    }

    private ExistingResults existingResults() {
        return overwrite ? ExistingResults.REPLACE : ExistingResults.KEEP;
    }

    private void warnOfLeaks(Study study) {
        if (study.division().splitsPatients(study.cohort())) {
            session.log("warning: with --split-by case, cases of one patient are used for both training and testing:"
                    + " results are optimistically biased");
        }
    }

    private RunResult run(Study study, Path folder) {
        Stop stop = new Stop();
        Study stoppable = study.stop(stop);
        try (StopNotice _ = StopNotice.open(session, stop, () -> howToContinue(folder));
                Progress progress = Progress.of(session)) {
            if (resume) {
                return stoppable.resume(folder, progress);
            }
            if (Study.isUnfinished(folder)) {
                session.log("%s contains an unfinished run; continue it with --resume".formatted(folder));
            }
            return folds == null ? stoppable.run(folder, progress) : stoppable.crossValidate(folds, folder, progress);
        }
    }

    private void print(RunSummary summary) {
        if (json) {
            session.print(summary.json());
        } else {
            summary.print(session);
            session.print("next      " + summary.next());
        }
    }

    private void requireConsistentOptions() {
        options.time();
        if (resume && overwrite) {
            throw new ParameterException(spec.commandLine(), "--resume and --overwrite cannot be combined");
        }
        if (plan != null && !resume) {
            requireNone(options.typed("--preset", "--configuration", "--network"), "not allowed with --plan");
        }
    }

    /** A resumed run keeps its options: different values are an error rather than ignored. */
    private void requireSameOptions(Path folder, Cohort cohort) {
        if (!Study.isUnfinished(folder) && !Study.isFinished(folder)) {
            return;
        }
        Optional<StartedWith> started = StartedWith.in(folder);
        if (started.isEmpty()) {
            requireNone(options.typed(ResumedOptions.TRAINING_OPTIONS), "not allowed with --resume");
            return;
        }
        List<String> differences = new ResumedOptions(started.get(), options).differences(cohort, folds, plan);
        if (!differences.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a resumed run keeps its options, but these differ: %s. Omit them, or start a new run without"
                                    .formatted(String.join(", ", differences))
                            + " --resume");
        }
    }

    private void requireNone(List<String> typed, String why) {
        if (!typed.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "%s: %s".formatted(why, String.join(", ", typed)));
        }
    }

    /** A time limit on the command line takes precedence over the number of steps in the plan. */
    private Study withPlan(Plan given, Study study) {
        long steps = given.optimization().steps();
        Optional<Budget.Time> time = options.time();
        if (time.isEmpty() && steps > 0) {
            return study.plan(given)
                    .budget(new Budget(
                            new Budget.Iterations(steps), study.budget().memoryBytes()));
        }
        return study.plan(given);
    }

    private Path defaultFolder(Cohort cohort) {
        String name = cohort.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        DefaultFolder folder = new DefaultFolder(Path.of("runs", name.replaceAll("^-|-$", "") + "-" + options.seed()));
        return resume ? folder.forResuming() : folder.forNewRun(existingResults(), session);
    }

    private String howToContinue(Path folder) {
        if (!Study.isUnfinished(folder)) {
            return "no checkpoint yet: start again";
        }
        String without = dataSet.typed() + options.typedUnit();
        return "to continue: klarsyn train %s%s --resume --out %s"
                .formatted(Shell.quote(data), without, Shell.quote(folder));
    }
}
