package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import klarsyn.StartedWith;
import klarsyn.app.terminal.Figures;
import klarsyn.data.Cohort;
import klarsyn.data.split.Division;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Preset;
import klarsyn.plan.Recipe;
import klarsyn.plan.json.PlanJson;
import org.jspecify.annotations.Nullable;

/**
 * Options given with {@code --resume}: accepted if equal to those of the original run.
 *
 * @param started options of the original run
 * @param options of this command; those not typed have their defaults
 */
record ResumedOptions(StartedWith started, StudyOptions options) {

    /** Options that affect training; a run without stored options accepts none of them. */
    static final String[] TRAINING_OPTIONS = {
        "--minutes",
        "--iterations",
        "--memory",
        "--seed",
        "--split-by",
        "--preset",
        "--configuration",
        "--network",
        "--folds",
        "--plan"
    };

    /** Options that differ, each with both values. */
    List<String> differences(Cohort cohort, @Nullable Integer folds, @Nullable Path plan) {
        List<String> differences = new ArrayList<>();
        options.time()
                .filter(time -> !time.equals(started.budget().time()))
                .ifPresent(time -> differences.add(
                        different(values(time), values(started.budget().time()))));
        if (isTyped("--memory") && options.memory() != started.budget().memoryBytes()) {
            differences.add(
                    different(memory(options.memory()), memory(started.budget().memoryBytes())));
        }
        if (isTyped("--seed") && options.seed() != started.seed()) {
            differences.add(different("--seed " + options.seed(), "--seed " + started.seed()));
        }
        if (isTyped("--split-by") && options.unit() != started.unit()) {
            differences.add(different(splitBy(options.unit()), splitBy(started.unit())));
        }
        if (folds != null && started.folds().orElse(1) != folds) {
            differences.add(different(
                    "--folds " + folds,
                    started.folds().isPresent() ? "--folds " + started.folds().getAsInt() : "no --folds"));
        }
        recipe(cohort).ifPresent(differences::add);
        if (plan != null && !started.follows(PlanJson.read(plan))) {
            differences.add(different("--plan " + plan, "the plan in its plan.json"));
        }
        return differences;
    }

    private Optional<String> recipe(Cohort cohort) {
        if (options.typed("--preset", "--configuration", "--network").isEmpty()) {
            return Optional.empty();
        }
        Recipe requested = options.recipe(cohort);
        return requested.equals(started.recipe())
                ? Optional.empty()
                : Optional.of(different(values(requested), values(started.recipe())));
    }

    private boolean isTyped(String option) {
        return !options.typed(option).isEmpty();
    }

    private static String different(String typed, String original) {
        return "%s (the run was started with %s)".formatted(typed, original);
    }

    private static String values(Budget.Time time) {
        return switch (time) {
            case Budget.Minutes(double minutes) -> "--minutes " + Figures.of(minutes);
            case Budget.Iterations(long steps) -> "--iterations " + steps;
        };
    }

    private static String values(Recipe recipe) {
        return switch (recipe) {
            case Recipe.Own(UNetStyle.Blocks blocks) -> "--network " + blocks.word();
            case Recipe.Nnunet(Preset preset, String configuration) ->
                "--preset %s --configuration %s".formatted(preset.word(), configuration);
        };
    }

    private static String memory(long bytes) {
        return "--memory %dM".formatted(bytes >> 20);
    }

    private static String splitBy(Division.Unit unit) {
        return "--split-by " + unit.name().toLowerCase(Locale.ROOT);
    }
}
