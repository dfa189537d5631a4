package klarsyn.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import klarsyn.app.terminal.Amounts;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Table;
import klarsyn.base.Count;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Seed;
import klarsyn.evaluate.Comparison;
import klarsyn.evaluate.ScoredCases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs statistically. */
@Command(
        name = "compare",
        description = {
            "Compares two runs on the cases that both were tested on.",
            "Cases are compared in pairs, and patients are the unit of evidence. \"No difference shown\" is a valid"
                    + " result."
        },
        sortOptions = false,
        footer = {
            "",
            "Example: klarsyn compare runs/hippocampus-7 runs/hippocampus-wide-7",
            "         klarsyn compare A B --margin 0.01"
        })
final class CompareCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "A", description = "Folder of a run, or its metrics.json.")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "Folder of the other run, or its metrics.json.")
    private Path b;

    @Option(
            names = "--margin",
            paramLabel = "D",
            converter = Amounts.OfMargin.class,
            defaultValue = "0",
            description = "Largest irrelevant difference in Dice or accuracy, such as 0.01, for an equivalence test;"
                    + " default: 0, no test.")
    private double margin;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Amounts.OfSeed.class,
            description = "Random seed of the bootstrap; default: 0.")
    private long seed;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ScoredCases scored = ScoredCases.read(metrics(a));
        Comparison comparison = Comparison.of(
                scored, ScoredCases.read(metrics(b)), margin, Seed.of(seed).child("comparison"));
        if (json) {
            session.print(json(comparison).indented());
        } else {
            print(comparison, scored.measure().name());
        }
        return 0;
    }

    private Json json(Comparison comparison) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("knew_patients_a", ScoredCases.isLeaking(metrics(a)));
        all.put("knew_patients_b", ScoredCases.isLeaking(metrics(b)));
        if (comparison.json() instanceof Json.Members(var members)) {
            all.putAll(members);
        }
        return Json.of(all);
    }

    private static Path metrics(Path run) {
        return Files.isDirectory(run) ? run.resolve("metrics.json") : run;
    }

    private void print(Comparison comparison, String measure) {
        Table table = new Table().row(measure, "A", "B", "A − B", "95 % interval", "p", "cases", "patients");
        if (comparison.labels().size() > 1) {
            comparison.labels().forEach(outcome -> row(table, outcome));
        }
        row(table, comparison.overall()).print(session);
        session.print("");
        session.print(verdict(comparison, measure));
        logLeak("A", metrics(a));
        logLeak("B", metrics(b));
        logIgnoredCases("A", comparison.onlyA());
        logIgnoredCases("B", comparison.onlyB());
    }

    private static Table row(Table table, Comparison.Outcome outcome) {
        Interval difference = outcome.difference();
        return table.row(
                outcome.what(),
                Figures.of(outcome.meanA(), 4),
                Figures.of(outcome.meanB(), 4),
                signed(difference.mean()),
                Figures.ends(difference, 4),
                p(outcome.p()),
                String.valueOf(outcome.cases()),
                String.valueOf(outcome.patients()));
    }

    private static String p(double value) {
        return value < 0.001 ? "< 0.001" : Figures.of(value, 3);
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : Figures.of(value, 4);
    }

    private String verdict(Comparison comparison, String measure) {
        Comparison.Outcome overall = comparison.overall();
        String words = overall.verdict().words();
        return switch (overall.verdict()) {
            case A_BETTER, B_BETTER ->
                "%s, by %s %s [%s]"
                        .formatted(
                                words,
                                signed(overall.difference().mean()),
                                measure,
                                Figures.ends(overall.difference(), 4));
            case EQUIVALENT -> "%s of %s %s".formatted(words, Figures.of(margin), measure);
            case NO_DIFFERENCE_SHOWN ->
                overall.difference().hasEnds()
                        ? "%s (p = %s, %s): the 95 %% interval of the difference is %s"
                                .formatted(
                                        words,
                                        p(overall.p()),
                                        Count.of(overall.patients(), "patient"),
                                        Figures.ends(overall.difference(), 4))
                        : words
                                + (overall.patients() == 1
                                        ? ": all cases are of one patient, which does not generalize to others"
                                        : ": no case has labels");
        };
    }

    private void logLeak(String run, Path metrics) {
        if (ScoredCases.isLeaking(metrics)) {
            session.log(run + " was tested on patients seen in training (--split-by case): its results are"
                    + " optimistically biased");
        }
    }

    private void logIgnoredCases(String run, List<String> cases) {
        if (!cases.isEmpty()) {
            session.log("ignored: %s that only %s was tested on".formatted(Count.of(cases.size(), "case"), run));
        }
    }
}
