package klarsyn.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import klarsyn.RunResult;
import klarsyn.Study;
import klarsyn.app.terminal.Amounts;
import klarsyn.app.terminal.DefaultFolder;
import klarsyn.app.terminal.Progress;
import klarsyn.app.terminal.Session;
import klarsyn.app.terminal.StopNotice;
import klarsyn.base.DataException;
import klarsyn.base.ExistingResults;
import klarsyn.base.Seed;
import klarsyn.base.Stop;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.layout.Layouts;
import klarsyn.phantom.PhantomRecipe;
import klarsyn.phantom.Phantoms;
import klarsyn.plan.Budget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Demonstrates training on simulated heads. */
@Command(
        name = "demo",
        description = "Trains on simulated head images, as a first demonstration.",
        sortOptions = false,
        footer = {"", "Example: klarsyn demo"})
final class DemoCommand implements Callable<Integer> {

    private static final int CASES = 36;
    private static final String NAME = "Phantoms";

    private final Session session;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output folder of the run and its data; default: runs/demo, or runs/demo-2 and so on.")
    private @Nullable Path folder;

    @Option(names = "--overwrite", description = "Replaces an earlier demo in the output folder; otherwise an error.")
    private boolean overwrite;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            converter = Amounts.OfMinutes.class,
            defaultValue = "3",
            description = "Total time limit in minutes; default: ${DEFAULT-VALUE}.")
    private Budget.Minutes minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Amounts.OfSeed.class,
            defaultValue = "7",
            description = "Random seed; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExistingResults existing = overwrite ? ExistingResults.REPLACE : ExistingResults.KEEP;
        Path out = folder == null ? new DefaultFolder(Path.of("runs", "demo")).forNewRun(existing, session) : folder;
        RunSummary summary = new RunSummary(run(out, existing));
        if (json) {
            session.print(summary.json());
            return 0;
        }
        summary.print(session);
        session.print("data      " + out.resolve("data"));
        session.print("next      klarsyn inspect YOUR_DATA, then klarsyn train YOUR_DATA --minutes 5");
        return 0;
    }

    private RunResult run(Path out, ExistingResults existing) {
        if (existing == ExistingResults.KEEP && Study.isFinished(out)) {
            throw new DataException(
                    "the folder contains a finished run",
                    Where.file(out),
                    "select another folder with --out, or replace the run with --overwrite");
        }
        Stop stop = new Stop();
        try (StopNotice _ = StopNotice.open(session, stop, () -> "to start again: klarsyn demo");
                Progress progress = Progress.of(session)) {
            session.log("writing %d simulated heads to %s".formatted(CASES, out.resolve("data")));
            return Study.of(phantoms(out))
                    .existingResults(ExistingResults.REPLACE)
                    .budget(new Budget(minutes, Budget.DEFAULT_MEMORY))
                    .seed(seed)
                    .stop(stop)
                    .startedAt(session.startedAt())
                    .run(out, progress);
        }
    }

    /**
     * Written to a temporary folder and then moved, so the data folder is always complete and an earlier one is
     * replaced.
     */
    private Cohort phantoms(Path out) {
        Path log = out.resolve("log.jsonl");
        Path data = out.resolve("data");
        Path temporary = out.resolve("data.part");
        try {
            requireDemoFolder(out, log, data);
            Files.createDirectories(out);
            if (!Files.exists(log)) {
                Files.createFile(log);
            }
            delete(temporary);
            Phantoms.write(temporary, CASES, PhantomRecipe.DEFAULT, Seed.of(seed));
            delete(data);
            Files.move(temporary, data);
            return Layouts.open(data);
        } catch (IOException failure) {
            throw new UncheckedIOException("the simulated images cannot be written", failure);
        }
    }

    private static void requireDemoFolder(Path out, Path log, Path data) throws IOException {
        if (Files.isRegularFile(out) || (Files.isDirectory(out) && !Files.exists(log) && !isEmpty(out))) {
            throw foreign(out);
        }
        if (Files.exists(data) && !Layouts.open(data).name().equals(NAME)) {
            throw foreign(data);
        }
    }

    private static DataException foreign(Path place) {
        return new DataException(
                "the folder contains other files than a demo", Where.file(place), "select a new folder with --out");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
