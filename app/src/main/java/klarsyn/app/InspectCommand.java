package klarsyn.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import klarsyn.app.terminal.ErrorReporter;
import klarsyn.app.terminal.Session;
import klarsyn.base.AtomicFile;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.signal.Signals;
import klarsyn.format.table.Tables;
import klarsyn.layout.ManifestSuggestion;
import klarsyn.preflight.Preflight;
import klarsyn.report.CohortReport;
import klarsyn.tensor.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inspects data before training. */
@Command(
        name = "inspect",
        description = "Summarizes a data set or a file and reports problems.",
        sortOptions = false,
        footer = {
            "",
            "Exit code 2 if training is not possible with the data.",
            "",
            "Example: klarsyn inspect Task04_Hippocampus --html hippocampus.html",
            "         klarsyn inspect scan.nii.gz"
        })
final class InspectCommand implements Callable<Integer> {

    /** Lines of the suggested table that are printed. */
    private static final int SHOWN = 7;

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "DATA",
            description = "Data set folder, or a file: image, signal, table or array.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Option(names = "--json", description = "Prints one JSON object instead of text.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes an HTML page with a picture of each case; one page per data set.")
    private @Nullable Path html;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Writes a table (CSV) of images, label maps and patients, to edit and save in DATA.")
    private @Nullable Path manifest;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (Files.isRegularFile(data) && !Tables.hasKnownEnding(data) && !isArchive(data)) {
            return Signals.hasKnownEnding(data) ? signal() : image();
        }
        return cohorts();
    }

    private static boolean isArchive(Path file) {
        return NumericArrays.hasKnownEnding(file) && file.toString().endsWith(".npz");
    }

    private int image() {
        ImageFacts facts = ImageFacts.read(data);
        if (json) {
            session.print(facts.json());
        } else {
            facts.print(session);
        }
        return facts.isSound() ? 0 : ErrorReporter.USER_ERROR;
    }

    private int signal() {
        SignalFacts facts = SignalFacts.read(data);
        if (json) {
            session.print(facts.json());
        } else {
            facts.print(session);
        }
        return 0;
    }

    private int cohorts() {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        boolean sound = true;
        List<Cohort> found = dataSet.openAll(data);
        for (Cohort cohort : found) {
            session.log("reading " + Count.of(cohort.cases().size(), "case"));
            CohortFacts facts = new CohortFacts(cohort, Preflight.scan(cohort, Engine.cores()));
            sound &= facts.isSound();
            if (json) {
                objects.add(facts.json());
            } else {
                facts.print(session);
            }
            page(cohort, found.size()).ifPresent(place -> writePage(facts, place));
            manifest(cohort);
        }
        if (json) {
            session.print(objects.size() == 1 ? objects.getFirst() : Map.of("data_sets", objects));
        }
        return sound ? 0 : ErrorReporter.USER_ERROR;
    }

    /** Written if requested, and printed if the layout does not pair images and labels. */
    private void manifest(Cohort cohort) {
        List<String> lines = ManifestSuggestion.of(cohort);
        if (manifest != null) {
            if (lines.isEmpty()) {
                throw new DataException(
                        "this data set cannot be described by a table of files",
                        Where.file(data),
                        "omit --manifest: the cases are not image files with label maps");
            }
            AtomicFile.writeText(manifest, String.join("\n", lines) + "\n");
            session.log("table of %s written to %s; its paths are relative to %s"
                    .formatted(Count.of(lines.size() - 1, "case"), manifest, cohort.root()));
        } else if (!json && cohort.task().isEmpty() && !lines.isEmpty()) {
            session.print("");
            session.print("Table that pairs images and labels, to complete and save as %s:"
                    .formatted(cohort.root().resolve("cases.csv")));
            lines.stream().limit(SHOWN).forEach(session::print);
            if (lines.size() > SHOWN) {
                session.print("… (%d rows; write all with --manifest FILE)".formatted(lines.size() - 1));
            }
        }
    }

    private Optional<Path> page(Cohort cohort, int dataSets) {
        return Optional.ofNullable(html)
                .map(file -> dataSets == 1 ? file : file.resolveSibling(cohort.name() + "-" + file.getFileName()));
    }

    private void writePage(CohortFacts facts, Path file) {
        new CohortReport(facts.cohort(), facts.result()).write(file);
        session.log("page written to " + file);
    }
}
