package klarsyn.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import klarsyn.RunResult;
import klarsyn.Study;
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
            description = {
                "Trains N models so that each case is judged once by one that has not seen its patient;",
                "the budget is that of each. predict takes the run's folder and joins them."
            })
    private @Nullable Integer folds;

    @Option(names = "--plan", paramLabel = "FILE", description = "A plan to follow, made by klarsyn plan.")
    private @Nullable Path plan;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the run; runs/NAME-SEED if nothing is said.")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Goes on with the run in that folder from its last checkpoint.")
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
        Path folder = out == null ? folderOf(cohort) : out;
        Study study = wishes.applyTo(Study.of(cohort)).startedAt(session.startedAt());
        warnOfLeaks(study);
        if (plan != null) {
            study = following(PlanJson.read(plan), study);
        }
        tell(new RunWords(run(study, folder)));
        return 0;
    }

    private void warnOfLeaks(Study study) {
        if (study.division().splitsPatients(study.cohort())) {
            session.say("warning: split by case, the cases of a patient lie on both sides. This is a leak: the figures"
                    + " are those of patients that the model has seen");
        }
    }

    private RunResult run(Study study, Path folder) {
        try (StopNotice _ = StopNotice.open(session, () -> howToGoOn(folder));
                Progress progress = Progress.of(session)) {
            if (resume) {
                return study.resume(folder, progress);
            }
            if (Study.isUnfinished(folder)) {
                session.say("%s holds an unfinished run, with which --resume would go on".formatted(folder));
            }
            return folds == null ? study.run(folder, progress) : study.crossValidate(folds, folder, progress);
        }
    }

    private void tell(RunWords words) {
        if (json) {
            session.print(words.json());
        } else {
            words.print(session);
            session.print("next      " + RunWords.predictWith(words.result().model()));
        }
    }

    private void requireSense() {
        Optional<Budget.Time> time = wishes.time();
        if (resume && (plan != null || folds != null || time.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a resumed run keeps its plan and its budget: give --resume without --minutes, --iterations,"
                            + " --folds, --plan");
        }
        if (resume) {
            requireNone(
                    wishes.typed("--memory", "--preset", "--configuration", "--network"),
                    "a resumed run keeps what it was begun with");
        }
        if (plan != null) {
            requireNone(wishes.typed("--preset", "--configuration", "--network"), "the plan says it already");
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
        long steps = given.optimisation().steps();
        Optional<Budget.Time> time = wishes.time();
        if (time.isEmpty() && steps > 0) {
            return study.plan(given)
                    .budget(new Budget(
                            new Budget.Iterations(steps), study.budget().memoryBytes()));
        }
        return study.plan(given);
    }

    private Path folderOf(Cohort cohort) {
        String name = cohort.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return Path.of("runs", name.replaceAll("^-|-$", "") + "-" + wishes.seed());
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
