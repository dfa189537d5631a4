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

/** Shows everything on made-up heads. */
@Command(
        name = "demo",
        description = "Trains on simulated images of heads for three minutes: a first look.",
        sortOptions = false,
        footer = {"", "Example: klarsyn demo"})
final class DemoCommand implements Callable<Integer> {

    private static final int CASES = 36;
    private static final String NAME = "Phantoms";

    private final Session session;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run and its data; default: runs/demo, or runs/demo-2 and so on.")
    private @Nullable Path folder;

    @Option(
            names = "--overwrite",
            description = "Replaces the finished demonstration in the folder, which is refused otherwise.")
    private boolean overwrite;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            converter = Amounts.OfMinutes.class,
            defaultValue = "3",
            description = "Wall clock for the whole command; default: ${DEFAULT-VALUE}.")
    private Budget.Minutes minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Amounts.OfSeed.class,
            defaultValue = "7",
            description = "Seed of everything random; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExistingResults existing = overwrite ? ExistingResults.REPLACE : ExistingResults.KEEP;
        Path out = folder == null ? new DefaultFolder(Path.of("runs", "demo")).forNewRun(existing, session) : folder;
        RunWords words = new RunWords(run(out, existing));
        if (json) {
            session.print(words.json());
            return 0;
        }
        words.print(session);
        session.print("data      " + out.resolve("data"));
        session.print("next      klarsyn train YOUR_DATA --minutes 5 (klarsyn inspect YOUR_DATA first looks at it)");
        return 0;
    }

    private RunResult run(Path out, ExistingResults existing) {
        if (existing == ExistingResults.KEEP && Study.isFinished(out)) {
            throw new DataException(
                    "the folder holds a finished run",
                    Where.file(out),
                    "name another folder with --out, or replace the run with --overwrite");
        }
        Stop stop = new Stop();
        try (StopNotice _ = StopNotice.open(session, stop, () -> "to see it all: klarsyn demo");
                Progress progress = Progress.of(session)) {
            session.log("making %d phantoms of heads in %s".formatted(CASES, out.resolve("data")));
            return Study.of(phantoms(out))
                    .existingResults(ExistingResults.REPLACE)
                    .budget(new Budget(minutes, Budget.DEFAULT_MEMORY))
                    .seed(seed)
                    .stop(stop)
                    .startedAt(session.startedAt())
                    .run(out, progress);
        }
    }

    /** Made beside their place and then moved to it, so that what lies there is whole and an older demo's may go. */
    private Cohort phantoms(Path out) {
        Path log = out.resolve("log.jsonl");
        Path data = out.resolve("data");
        Path making = out.resolve("data.part");
        try {
            requireOwn(out, log, data);
            Files.createDirectories(out);
            if (!Files.exists(log)) {
                Files.createFile(log);
            }
            delete(making);
            Phantoms.write(making, CASES, PhantomRecipe.DEFAULT, Seed.of(seed));
            delete(data);
            Files.move(making, data);
            return Layouts.open(data);
        } catch (IOException failure) {
            throw new UncheckedIOException("the phantoms cannot be written", failure);
        }
    }

    private static void requireOwn(Path out, Path log, Path data) throws IOException {
        if (Files.isRegularFile(out) || (Files.isDirectory(out) && !Files.exists(log) && !isEmpty(out))) {
            throw foreign(out);
        }
        if (Files.exists(data) && !Layouts.open(data).name().equals(NAME)) {
            throw foreign(data);
        }
    }

    private static DataException foreign(Path place) {
        return new DataException(
                "there is something else than a demonstration", Where.file(place), "name a new folder with --out");
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
