package klarsyn.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import klarsyn.Study;
import klarsyn.app.terminal.Amounts;
import klarsyn.data.Cohort;
import klarsyn.data.Division;
import klarsyn.data.Kind;
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

/** The options by which a study is bounded: time or steps, memory, seed. */
final class Wishes {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            converter = Amounts.OfMinutes.class,
            description = "Wall clock for the whole command; default: 5.")
    private Budget.@Nullable Minutes minutes;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            converter = Amounts.OfIterations.class,
            description = "Training steps instead of minutes; two runs give identical results.")
    private Budget.@Nullable Iterations iterations;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Amounts.OfMemory.class,
            description = "Largest memory of the process, such as 2.5G (the default) or 800M.")
    private long memory = Budget.DEFAULT_MEMORY;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Amounts.OfSeed.class,
            description = "Seed of everything random, the split included; default: 0.")
    private long seed;

    @Option(
            names = "--split-by",
            paramLabel = "UNIT",
            converter = Amounts.OfUnit.class,
            defaultValue = "patient",
            description =
                    "patient (default): all cases of a patient stay on one side; case: each by itself, with scores that"
                            + " are too high where patients have several.")
    private Division.Unit unit;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            converter = Amounts.OfPreset.class,
            defaultValue = "klarsyn",
            description =
                    "Whose rules plan: klarsyn (default), for the time and memory that you have; nnunet, resenc-m,"
                            + " resenc-l or resenc-xl, for the graphics cards of nnU-Net's planners.")
    private Preset preset;

    @Option(
            names = "--configuration",
            paramLabel = "NAME",
            description = "Configuration of nnU-Net: 2d, 3d_fullres or 3d_lowres; chosen from the data by default.")
    private @Nullable String configuration;

    @Option(
            names = "--network",
            paramLabel = "KIND",
            converter = Amounts.OfBlocks.class,
            description =
                    "Network of Klarsyn's own plan: plain (default), a U-Net; resenc, with a residual encoder; resunet,"
                            + " residual throughout.")
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

    /** {@code --split-by} with its word, after a space, if it is not the usual one. */
    String typedUnit() {
        return unit == Division.Unit.PATIENT ? "" : " --split-by " + unit.name().toLowerCase(Locale.ROOT);
    }

    /** The time that was asked for, if one was. */
    Optional<Budget.Time> time() {
        if (minutes != null && iterations != null) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes and --iterations exclude each other: give one of them");
        }
        return minutes != null ? Optional.of(minutes) : Optional.ofNullable(iterations);
    }

    /** Those of these options that were typed. */
    List<String> typed(String... options) {
        ParseResult line = spec.commandLine().getParseResult();
        return Stream.of(options).filter(line::hasMatchedOption).toList();
    }

    Study applyTo(Study study) {
        return bound(study).recipe(recipe(study.cohort()));
    }

    /** All but whose rules plan. */
    Study bound(Study study) {
        Budget.Time time = time().orElse(study.budget().time());
        return study.budget(new Budget(time, memory)).seed(seed).divided(new Division.HeldOut(unit));
    }

    /** {@code --configuration}, if it was typed. */
    Optional<String> configuration() {
        return Optional.ofNullable(configuration);
    }

    /** Whose rules plan, by the options and the kind of the images. */
    Recipe recipe(Cohort cohort) {
        boolean ours = preset == Preset.KLARSYN;
        if (ours && configuration != null) {
            throw new ParameterException(
                    spec.commandLine(), "--configuration is one of nnU-Net's: give --preset nnunet with it");
        }
        if (!ours && network != null) {
            throw new ParameterException(
                    spec.commandLine(), "--network is for Klarsyn's own plan: leave it or --preset out");
        }
        if (ours) {
            return network == null ? Recipe.KLARSYN : new Recipe.Own(network);
        }
        String usual = cohort.kind() == Kind.PICTURE ? "2d" : "3d_fullres";
        return new Recipe.Nnunet(preset, configuration == null ? usual : configuration);
    }
}
