package klarsyn.app.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.KlarsynException;
import klarsyn.base.Where;

/** Images that could not be predicted, with causes; equal causes are reported on one line. */
public final class FailureList {

    private static final int NAMED = 5;

    private final List<KlarsynException> failures = new ArrayList<>();
    private boolean hasDefects;

    public void add(KlarsynException failure) {
        failures.add(failure);
    }

    /** An internal error, or an error of the machine, while processing an image. */
    public void addDefect(String image, Throwable failure) {
        hasDefects = true;
        failures.add(new DataException(
                failure instanceof OutOfMemoryError ? "out of memory" : "internal error (%s)".formatted(failure),
                Where.of(image),
                "predict this image alone, which writes a log, and report it"));
    }

    public boolean isEmpty() {
        return failures.isEmpty();
    }

    public int count() {
        return failures.size();
    }

    public KlarsynException first() {
        return failures.getFirst();
    }

    public int exitCode() {
        if (isEmpty()) {
            return 0;
        }
        return hasDefects ? ErrorReporter.INTERNAL_ERROR : ErrorReporter.USER_ERROR;
    }

    /** The causes, one per line. */
    public List<String> lines() {
        Map<List<String>, List<KlarsynException>> byCause = failures.stream()
                .collect(Collectors.groupingBy(
                        failure -> List.of(failure.what(), failure.fix()), LinkedHashMap::new, Collectors.toList()));
        return byCause.values().stream().map(FailureList::line).toList();
    }

    private static String line(List<KlarsynException> same) {
        KlarsynException first = same.getFirst();
        if (same.size() == 1) {
            return oneLine(String.valueOf(first.getMessage()));
        }
        String places = same.stream()
                .limit(NAMED)
                .map(failure -> failure.where().text())
                .collect(Collectors.joining(", "));
        String more = same.size() > NAMED ? " and %d more".formatted(same.size() - NAMED) : "";
        return oneLine("%s (%s%s): %s. Fix: %s."
                .formatted(Count.of(same.size(), "image"), places, more, first.what(), first.fix()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** One object per failure. */
    public List<Map<String, Object>> json() {
        return failures.stream().map(FailureList::json).toList();
    }

    private static Map<String, Object> json(KlarsynException failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", failure.where().text());
        json.put("error", failure.what());
        json.put("fix", failure.fix());
        return json;
    }
}
