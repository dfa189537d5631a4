package klarsyn.workflow.folder;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import klarsyn.base.AtomicFile;
import klarsyn.base.DataException;
import klarsyn.base.Figure;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.report.RunReport;
import klarsyn.train.TrainingEvent;
import klarsyn.train.TrainingEvent.Finished;
import klarsyn.train.TrainingEvent.Planned;
import klarsyn.train.TrainingEvent.StageBegun;
import klarsyn.train.TrainingEvent.Started;
import klarsyn.train.TrainingEvent.StepDone;
import klarsyn.train.TrainingEvent.Validated;

/** Writes {@code log.jsonl}, one event per line, records the learning curve, and forwards each event. */
public final class RunLog implements Consumer<TrainingEvent>, AutoCloseable {

    private final Path path;
    private final BufferedWriter file;
    private final Consumer<TrainingEvent> next;
    private final List<RunReport.Loss> losses = new ArrayList<>();
    private final List<RunReport.Validation> validations = new ArrayList<>();

    private RunLog(Path path, BufferedWriter file, Consumer<TrainingEvent> next) {
        this.path = path;
        this.file = file;
        this.next = next;
    }

    public static RunLog open(Path file, Consumer<TrainingEvent> next) {
        return open(file, next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static RunLog open(Path file, Consumer<TrainingEvent> next, OpenOption... how) {
        try {
            return new RunLog(file, Files.newBufferedWriter(file, how), next);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private static DataException unwritable(Path file, IOException failure) {
        return new DataException(
                "the log cannot be written (" + failure.getMessage() + ")",
                Where.file(file),
                "free disk space, or select another folder with --out",
                failure);
    }

    /** The log of a resumed run: entries up to its checkpoint are kept, later ones are written again. */
    public static RunLog resume(Path file, long step, Consumer<TrainingEvent> next) {
        List<RunReport.Loss> losses = new ArrayList<>();
        List<RunReport.Validation> validations = new ArrayList<>();
        StringBuilder kept = new StringBuilder();
        for (SequencedMap<String, Json> line : upTo(step, lines(file))) {
            restoreLine(line, losses, validations);
            kept.append(new Json.Members(line).compact()).append('\n');
        }
        AtomicFile.writeText(file, kept.toString());
        RunLog log = open(file, next, StandardOpenOption.APPEND);
        log.losses.addAll(losses);
        log.validations.addAll(validations);
        return log;
    }

    /** Lines before the first one of a later step; a truncated line is dropped. */
    private static List<SequencedMap<String, Json>> upTo(long step, List<String> lines) {
        List<SequencedMap<String, Json>> kept = new ArrayList<>();
        for (String line : lines) {
            Optional<SequencedMap<String, Json>> members = members(line);
            if (members.map(RunLog::step).orElse(0L) > step) {
                return kept;
            }
            members.ifPresent(kept::add);
        }
        return kept;
    }

    private static Optional<SequencedMap<String, Json>> members(String line) {
        try {
            return Json.parse(line) instanceof Json.Members(SequencedMap<String, Json> members)
                    ? Optional.of(members)
                    : Optional.empty();
        } catch (IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }

    /** Step of a line; 0 for a stage. */
    private static long step(SequencedMap<String, Json> members) {
        return members.get("step") instanceof Json.Numeric(var number) ? number.longValue() : 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw new DataException(
                    "the log of the run cannot be read (" + unreadable.getMessage() + ")",
                    Where.file(file),
                    "make it readable, or move it; the new log then starts at the checkpoint",
                    unreadable);
        }
    }

    private static void restoreLine(
            SequencedMap<String, Json> line, List<RunReport.Loss> losses, List<RunReport.Validation> validations) {
        double seconds = number(line, "seconds");
        if (line.containsKey("loss")) {
            losses.add(new RunReport.Loss(step(line), seconds, number(line, "loss"), number(line, "rate")));
        } else if (number(line, "n") > 0) {
            validations.add(new RunReport.Validation(step(line), seconds, validated(line)));
        }
    }

    /** The metric, whose key names its measure; it precedes the number of cases. */
    private static double validated(SequencedMap<String, Json> members) {
        List<String> keys = List.copyOf(members.keySet());
        return number(members, keys.get(Math.max(0, keys.indexOf("n") - 1)));
    }

    private static double number(SequencedMap<String, Json> members, String key) {
        return members.get(key) instanceof Json.Numeric(var value) ? value.doubleValue() : Double.NaN;
    }

    public RunReport.Curve curve() {
        return new RunReport.Curve(losses, validations);
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case StageBegun(String words) -> write(Map.of("stage", words));
            case Planned _ -> write(Map.of("stage", "planned"));
            case Started(long fromStep, int cases, long weights) ->
                write(ordered("started_from", fromStep, "cases", cases, "weights", weights));
            case StepDone(long step, double loss, double rate, double _, double seconds, double _) -> {
                losses.add(new RunReport.Loss(step, seconds, loss, rate));
                write(ordered("step", step, "seconds", rounded(seconds), "loss", rounded(loss), "rate", rounded(rate)));
            }
            case Validated(long step, double seconds, Figure figure) -> {
                if (figure.interval().n() > 0) {
                    validations.add(new RunReport.Validation(step, seconds, figure.value()));
                }
                write(ordered(
                        "step",
                        step,
                        "seconds",
                        rounded(seconds),
                        figure.measure().key(),
                        rounded(figure.value()),
                        "n",
                        figure.interval().n()));
            }
            case Finished(long steps, double seconds) -> write(ordered("finished", steps, "seconds", rounded(seconds)));
        }
        next.accept(event);
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e5) / 1e5 : value;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private void write(Map<String, Object> line) {
        write(Json.of(line).compact());
    }

    private void write(String line) {
        try {
            file.write(line);
            file.newLine();
            file.flush();
        } catch (IOException full) {
            throw unwritable(path, full);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException full) {
            throw unwritable(path, full);
        }
    }
}
