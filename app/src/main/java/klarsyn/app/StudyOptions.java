package klarsyn.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import klarsyn.Study;
import klarsyn.app.terminal.Amounts;
import klarsyn.data.Cohort;
import klarsyn.data.file.Kind;
import klarsyn.data.split.Division;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Preset;
import klarsyn.plan.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Options of a study: time or steps, memory, seed, split and planner. */
final class StudyOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            converter = Amounts.OfMinutes.class,
            description = "Total time limit in minutes; default: 5.")
    private Budget.@Nullable Minutes minutes;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            converter = Amounts.OfIterations.class,
            description = "Number of training steps, instead of a time limit. Results are reproducible.")
    private Budget.@Nullable Iterations iterations;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Amounts.OfMemory.class,
            description = "Memory limit of the process, such as 800M; default: 2.5G.")
    private long memory = Budget.DEFAULT_MEMORY;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Amounts.OfSeed.class,
            description = "Random seed, also of the split; default: 0.")
    private long seed;

    @Option(
            names = "--split-by",
            paramLabel = "UNIT",
            converter = Amounts.OfUnit.class,
            defaultValue = "patient",
            description =
                    "Unit of the split. patient (default): all cases of a patient are in the same part; case: cases"
                            + " are split independently, with optimistically biased results if patients have several.")
    private Division.Unit unit;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            converter = Amounts.OfPreset.class,
            defaultValue = "klarsyn",
            description = "Planner: klarsyn (default), for the available time and memory; nnunet, resenc-m, resenc-l or"
                    + " resenc-xl, with the GPU memory targets of nnU-Net.")
    private Preset preset;

    @Option(
            names = "--configuration",
            paramLabel = "NAME",
            description = "Configuration of nnU-Net: 2d, 3d_fullres or 3d_lowres; default: by the data.")
    private @Nullable String configuration;

    @Option(
            names = "--network",
            paramLabel = "KIND",
            converter = Amounts.OfBlocks.class,
            description = "Network of the klarsyn planner: plain (default), a U-Net; resenc, with a residual encoder;"
                    + " resunet, fully residual.")
    private UNetStyle.@Nullable Blocks network;

    long seed() {
        return seed;
    }

    long memory() {
        return memory;
    }

    Division.Unit unit() {
        return unit;
    }

    /** {@code --split-by} and its value after a space, unless it is the default. */
    String typedUnit() {
        return unit == Division.Unit.PATIENT ? "" : " --split-by " + unit.name().toLowerCase(Locale.ROOT);
    }

    /** The time limit, if given. */
    Optional<Budget.Time> time() {
        if (minutes != null && iterations != null) {
            throw new ParameterException(spec.commandLine(), "--minutes and --iterations cannot be combined");
        }
        return minutes != null ? Optional.of(minutes) : Optional.ofNullable(iterations);
    }

    /** The given options that were typed. */
    List<String> typed(String... options) {
        ParseResult line = spec.commandLine().getParseResult();
        return Stream.of(options).filter(line::hasMatchedOption).toList();
    }

    Study applyTo(Study study) {
        return limit(study).recipe(recipe(study.cohort()));
    }

    /** Applies all options except those of the planner. */
    Study limit(Study study) {
        Budget.Time time = time().orElse(study.budget().time());
        return study.budget(new Budget(time, memory)).seed(seed).divided(new Division.HeldOut(unit));
    }

    /** {@code --configuration}, if typed. */
    Optional<String> configuration() {
        return Optional.ofNullable(configuration);
    }

    /** The planner, by the options and the kind of images. */
    Recipe recipe(Cohort cohort) {
        boolean isKlarsyn = preset == Preset.KLARSYN;
        if (isKlarsyn && configuration != null) {
            throw new ParameterException(
                    spec.commandLine(), "--configuration requires a preset of nnU-Net, such as --preset nnunet");
        }
        if (!isKlarsyn && network != null) {
            throw new ParameterException(
                    spec.commandLine(), "--network requires Klarsyn's planner: omit --network or --preset");
        }
        if (isKlarsyn) {
            return network == null ? Recipe.KLARSYN : new Recipe.Own(network);
        }
        String usual = cohort.kind() == Kind.PICTURE ? "2d" : "3d_fullres";
        return new Recipe.Nnunet(preset, configuration == null ? usual : configuration);
    }
}
