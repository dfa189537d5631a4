package klarsyn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import klarsyn.Model;
import klarsyn.RunResult;
import klarsyn.Study;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.split.Split;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.layout.Layouts;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.json.PlanJson;

/**
 * Tries a recipe inside the training cases: the test cases of a seed are put away first, and what is left is split anew
 * for each trial.
 *
 * <pre>
 * java -cp "bench/target/classes:$(cat bench/target/classpath)" klarsyn.bench.Recipes \
 *     DATA SEED MINUTES|STEPSsteps TRIALS NAME [key=json …]
 * </pre>
 *
 * <p>A line a trial goes to {@code bench/recipes/table.csv}.
 */
final class Recipes {

    private static final Path TABLE = Path.of("bench", "recipes", "table.csv");

    private Recipes() {}

    public static void main(String[] arguments) throws IOException {
        Cohort cohort = Layouts.open(Path.of(arguments[0]));
        long seed = Long.parseLong(arguments[1]);
        UnaryOperator<Study> budget = budget(arguments[2]);
        int trials = Integer.parseInt(arguments[3]);
        List<String> changes = List.of(arguments).subList(5, arguments.length);
        Cohort training = withoutTest(cohort, seed);
        for (int trial = 1; trial <= trials; trial++) {
            Study study =
                    budget.apply(Study.of(training).seed(1000 * seed + trial)).startedAt(Instant.now());
            Study changed = changes.isEmpty() ? study : study.plan(edited(study.plan(), changes));
            report(arguments[4], changed.startedAt(Instant.now()), trial, arguments[2], changes);
        }
        System.exit(0);
    }

    private static UnaryOperator<Study> budget(String text) {
        return text.endsWith("steps")
                ? study -> study.iterations(Long.parseLong(text.replace("steps", "")))
                : study -> study.minutes(Double.parseDouble(text));
    }

    /** The cases that a study of this seed may learn from. */
    private static Cohort withoutTest(Cohort cohort, long seed) {
        Split split = Study.of(cohort).seed(seed).split();
        List<Case> cases = Stream.concat(split.train().stream(), split.validation().stream())
                .toList();
        return cohort.withCases(cases);
    }

    private static Plan edited(Plan plan, List<String> changes) {
        Json json = Json.parse(PlanJson.write(plan));
        for (String change : changes) {
            List<String> parts = List.of(change.split("=", 2));
            json = with(json, List.of(parts.getFirst().split("\\.", -1)), Json.parse(parts.getLast()));
        }
        return PlanJson.read(json, Where.of("recipe"));
    }

    private static Json with(Json json, List<String> path, Json value) {
        if (path.isEmpty()) {
            return value;
        }
        if (!(json instanceof Json.Members(SequencedMap<String, Json> members))
                || !members.containsKey(path.getFirst())) {
            throw new IllegalArgumentException("the plan has no key " + path);
        }
        SequencedMap<String, Json> changed = new LinkedHashMap<>(members);
        changed.computeIfPresent(path.getFirst(), (_, member) -> with(member, path.subList(1, path.size()), value));
        return new Json.Members(changed);
    }

    private static void report(String name, Study study, int trial, String budget, List<String> changes)
            throws IOException {
        Path folder = Files.createTempDirectory("recipe").resolve("run");
        RunResult result = study.run(folder, event -> {});
        SegmentationEvaluation test = switch (result.test()) {
            case SegmentationEvaluation segmentation -> segmentation;
            case ClassificationEvaluation _ -> throw new IllegalArgumentException("recipes are compared by Dice");
        };
        try (Model model = Model.open(result.model())) {
            List<String> line = new ArrayList<>(List.of(
                    study.cohort().name(),
                    name,
                    budget,
                    String.valueOf(trial),
                    String.valueOf(study.split().train().size()),
                    String.valueOf(study.split().test().size()),
                    SegmentationPlan.require(model.plan(), Where.of("recipe"))
                            .network()
                            .features()
                            .toString()
                            .replace(", ", "-"),
                    String.valueOf(model.provenance().steps())));
            line.add(String.format(
                    Locale.ROOT,
                    "%.4f,%.2f,%.4f",
                    test.dice().mean(),
                    test.hd95Mm().mean(),
                    test.pooledDice().mean()));
            line.add("\"" + String.join(" ", changes).replace("\"", "\"\"") + "\"");
            String row = String.join(",", line) + "\n";
            System.out.print(row);
            Files.writeString(TABLE, row, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
