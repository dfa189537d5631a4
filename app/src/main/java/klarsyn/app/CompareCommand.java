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

/** Says which of two runs is better, if that can be said. */
@Command(
        name = "compare",
        description = {
            "Compares two runs on the cases that both were tested on.",
            "Each case is compared with itself, and evidence is counted by patient. \"No difference shown\" is a"
                    + " result, too."
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
            description =
                    "Difference in Dice or accuracy that would not matter, such as 0.01: tests whether the runs are"
                            + " equivalent; default: 0, not tested.")
    private double margin;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Amounts.OfSeed.class,
            description = "Seed of the resamples; default: 0.")
    private long seed;

    @Option(names = "--json", description = "The result as one JSON object.")
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
            tell(comparison, scored.measure().name());
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

    private void tell(Comparison comparison, String measure) {
        Table table = new Table().row(measure, "A", "B", "A − B", "95 % interval", "p", "cases", "patients");
        if (comparison.labels().size() > 1) {
            comparison.labels().forEach(outcome -> row(table, outcome));
        }
        row(table, comparison.overall()).print(session);
        session.print("");
        session.print(verdict(comparison, measure));
        tellLeak("A", metrics(a));
        tellLeak("B", metrics(b));
        tellLeftOut("A", comparison.onlyA());
        tellLeftOut("B", comparison.onlyB());
    }

    private static Table row(Table table, Comparison.Outcome outcome) {
        Interval difference = outcome.difference();
        return table.row(
                outcome.what(),
                Figures.of(outcome.meanA(), 4),
                Figures.of(outcome.meanB(), 4),
                signed(difference.mean()),
                Figures.ends(difference, 4),
                Figures.of(outcome.p(), 3),
                String.valueOf(outcome.cases()),
                String.valueOf(outcome.patients()));
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
                                        Figures.of(overall.p(), 3),
                                        Count.of(overall.patients(), "patient"),
                                        Figures.ends(overall.difference(), 4))
                        : words
                                + (overall.patients() == 1
                                        ? ": the cases are of one patient, which says nothing about others"
                                        : ": no case has a label");
        };
    }

    private void tellLeak(String run, Path metrics) {
        if (ScoredCases.isLeaking(metrics)) {
            session.log(run + " was judged on patients whom it had seen (--split-by case): its figures flatter");
        }
    }

    private void tellLeftOut(String run, List<String> cases) {
        if (!cases.isEmpty()) {
            session.log("left out: %s that only %s was judged on".formatted(Count.of(cases.size(), "case"), run));
        }
    }
}
