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
import klarsyn.plan.PlanJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains, tests and reports. */
@Command(
        name = "train",
        description = "Trains a model, tests it on held-out patients and writes a report.",
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

    @Parameters(index = "0", paramLabel = "DATA", description = "Folder of the data set.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Mixin
    private Wishes wishes;

    @Option(
            names = "--folds",
            paramLabel = "N",
            converter = Amounts.OfFolds.class,
            description =
                    "Cross-validation: trains N models, so that each case is tested once by a model that has not seen"
                        + " its patient. The time is that of each model. predict takes the run's folder and averages"
                        + " them.")
    private @Nullable Integer folds;

    @Option(names = "--plan", paramLabel = "FILE", description = "A plan to follow, made by klarsyn plan.")
    private @Nullable Path plan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run; default: runs/NAME-SEED, or runs/NAME-SEED-2 and so on if that holds a"
                    + " finished run.")
    private @Nullable Path out;

    @Option(names = "--overwrite", description = "Replaces the finished run in the folder, which is refused otherwise.")
    private boolean overwrite;

    @Option(
            names = "--resume",
            description = "Continues the run in that folder from its last checkpoint, with the options that it was"
                    + " started with: they need not be repeated, and may not differ.")
    private boolean resume;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        requireSense();
        Cohort cohort = dataSet.open(data);
        Path folder = out == null ? defaultFolder(cohort) : out;
        if (resume) {
            requireSameOptions(folder, cohort);
        }
        Study study =
                wishes.applyTo(Study.of(cohort)).startedAt(session.startedAt()).existingResults(existingResults());
        warnOfLeaks(study);
        if (plan != null && !resume) {
            study = following(PlanJson.read(plan), study);
        }
        tell(new RunWords(run(study, folder)));
        return 0;
    }

    private ExistingResults existingResults() {
        return overwrite ? ExistingResults.REPLACE : ExistingResults.KEEP;
    }

    private void warnOfLeaks(Study study) {
        if (study.division().splitsPatients(study.cohort())) {
            session.log("warning: split by case, the cases of a patient lie on both sides. This is a leak: the figures"
                    + " are those of patients that the model has seen");
        }
    }

    private RunResult run(Study study, Path folder) {
        Stop stop = new Stop();
        Study stoppable = study.stop(stop);
        try (StopNotice _ = StopNotice.open(session, stop, () -> howToGoOn(folder));
                Progress progress = Progress.of(session)) {
            if (resume) {
                return stoppable.resume(folder, progress);
            }
            if (Study.isUnfinished(folder)) {
                session.log("%s holds an unfinished run, with which --resume would go on".formatted(folder));
            }
            return folds == null ? stoppable.run(folder, progress) : stoppable.crossValidate(folds, folder, progress);
        }
    }

    private void tell(RunWords words) {
        if (json) {
            session.print(words.json());
        } else {
            words.print(session);
            session.print("next      " + words.next());
        }
    }

    private void requireSense() {
        wishes.time();
        if (resume && overwrite) {
            throw new ParameterException(
                    spec.commandLine(), "--resume keeps the run and --overwrite replaces it: give one of them");
        }
        if (plan != null && !resume) {
            requireNone(wishes.typed("--preset", "--configuration", "--network"), "the plan says it already");
        }
    }

    /** A resumed run keeps what it was started with: other values are named rather than passed over. */
    private void requireSameOptions(Path folder, Cohort cohort) {
        if (!Study.isUnfinished(folder) && !Study.isFinished(folder)) {
            return;
        }
        Optional<StartedWith> started = StartedWith.in(folder);
        if (started.isEmpty()) {
            requireNone(wishes.typed(ResumedOptions.SETTLING), "a resumed run keeps what it was started with");
            return;
        }
        List<String> differences = new ResumedOptions(started.get(), wishes).differences(cohort, folds, plan);
        if (!differences.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a resumed run keeps its options, but these differ: %s. Leave them out, or start a new run without"
                                    .formatted(String.join(", ", differences))
                            + " --resume");
        }
    }

    private void requireNone(List<String> typed, String why) {
        if (!typed.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "%s: leave %s out".formatted(why, String.join(", ", typed)));
        }
    }

    /** What was asked for on the command line wins over the number of steps in the plan. */
    private Study following(Plan given, Study study) {
        long steps = given.optimization().steps();
        Optional<Budget.Time> time = wishes.time();
        if (time.isEmpty() && steps > 0) {
            return study.plan(given)
                    .budget(new Budget(
                            new Budget.Iterations(steps), study.budget().memoryBytes()));
        }
        return study.plan(given);
    }

    private Path defaultFolder(Cohort cohort) {
        String name = cohort.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        DefaultFolder folder = new DefaultFolder(Path.of("runs", name.replaceAll("^-|-$", "") + "-" + wishes.seed()));
        return resume ? folder.forResuming() : folder.forNewRun(existingResults(), session);
    }

    private String howToGoOn(Path folder) {
        if (!Study.isUnfinished(folder)) {
            return "there is nothing yet to go on with, so start anew";
        }
        String without = dataSet.typed() + wishes.typedUnit();
        return "to go on: klarsyn train %s%s --resume --out %s"
                .formatted(Shell.quote(data), without, Shell.quote(folder));
    }
}
