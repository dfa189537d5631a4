package klarsyn.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import klarsyn.ConfigurationChoice;
import klarsyn.ConfigurationChoice.Candidate;
import klarsyn.app.terminal.Figures;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.Shell;
import klarsyn.app.terminal.Table;
import klarsyn.base.Json;
import klarsyn.evaluate.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Selects one of several cross-validations, or a pair, for prediction. */
@Command(
        name = "choose",
        description = {
            "Selects the best of several cross-validations, or the best pair.",
            "All must cover the same cases, for example a 2-D and a 3-D configuration. Each is evaluated alone, and"
                    + " each pair with averaged probabilities, on cases that neither was trained on."
        },
        sortOptions = false,
        footer = {"", "Example: klarsyn choose Task04_Hippocampus runs/2d runs/3d"})
final class ChooseCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "Data set folder, with labels.")
    private Path data;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RUN",
            description = "Folders of two or more cross-validations.")
    private List<Path> runs;

    @Mixin
    private DataSet dataSet;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    ChooseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (runs.stream().distinct().count() < 2) {
            throw new ParameterException(spec.commandLine(), "at least two different runs are required");
        }
        ConfigurationChoice choice = ConfigurationChoice.of(
                dataSet.open(data), runs, pair -> session.log("predicting held-out cases with " + pair));
        if (json) {
            session.print(json(choice).indented());
        } else {
            print(choice);
        }
        return 0;
    }

    private void print(ConfigurationChoice choice) {
        Table table = new Table().row("Dice", "cases", "predicted by");
        choice.candidates()
                .forEach(one -> table.row(
                        Figures.of(one.scores().mean(), 4),
                        String.valueOf(one.scores().cases().size()),
                        name(one)));
        table.print(session);
        session.print("");
        Candidate chosen = choice.chosen();
        Comparison comparison = choice.bestAgainstBestAlone();
        session.print("chosen  " + name(chosen) + reason(choice, comparison));
        session.print("next    klarsyn predict "
                + chosen.runs().stream()
                        .map(run -> Shell.quote(run.toString()))
                        .collect(Collectors.joining(" IMAGE.nii.gz --with "))
                + (chosen.runs().size() == 1 ? " IMAGE.nii.gz" : "") + " --out predictions");
    }

    private static String reason(ConfigurationChoice choice, Comparison comparison) {
        if (choice.candidates().getFirst().runs().size() == 1) {
            return ": no pair is better";
        }
        String ends = Figures.ends(comparison.overall().difference(), 4);
        return choice.chosen().runs().size() == 2
                ? ": better than the best alone by %s".formatted(ends)
                : ": the best pair takes twice the time and is not shown to be better (%s)".formatted(ends);
    }

    private static String name(Candidate one) {
        return one.runs().stream().map(Path::toString).collect(Collectors.joining(" with "));
    }

    private static Json json(ConfigurationChoice choice) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "candidates",
                choice.candidates().stream().map(ChooseCommand::json).toList());
        all.put("chosen", runs(choice.chosen()));
        all.put("best_against_best_alone", choice.bestAgainstBestAlone().json());
        return Json.of(all);
    }

    private static Map<String, Object> json(Candidate one) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("runs", runs(one));
        members.put("dice", one.scores().mean());
        members.put("cases", one.scores().cases().size());
        return members;
    }

    private static List<String> runs(Candidate one) {
        return one.runs().stream().map(Path::toString).toList();
    }
}
