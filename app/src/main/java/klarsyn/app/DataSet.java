package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import klarsyn.app.terminal.Amounts;
import klarsyn.app.terminal.Shell;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.TaskKind;
import klarsyn.layout.Layouts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that define how a folder is read as a cohort. */
final class DataSet {

    @Option(
            names = "--exclude",
            paramLabel = "CASE",
            split = ",",
            description = "Case IDs to exclude, comma-separated, as listed by klarsyn inspect --json.")
    private List<String> excluded = List.of();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "File layout; default: detected. One of msd, nnunet, manifest, images-and-labels, wfdb,"
                    + " arrays, class-folders, dicom, table and files.")
    private @Nullable String layout;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "Table column to predict; default: detected by name.")
    private @Nullable String target;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            converter = Amounts.OfTask.class,
            description = "Task, if the data allow several: segmentation, classification or regression.")
    private @Nullable TaskKind task;

    @Option(
            names = "--patient",
            paramLabel = "COLUMN|PATTERN",
            description =
                    "Table column with the patient; default: detected by name. Without a table: a regular expression"
                            + " that matches the patient in each file path.")
    private @Nullable String patient;

    /** The excluded cases, as typed. */
    List<String> excluded() {
        return List.copyOf(excluded);
    }

    Cohort open(Path folder) {
        return without(Layouts.open(folder, hints()));
    }

    /** All data sets in a folder. */
    List<Cohort> openAll(Path folder) {
        List<Cohort> found = Layouts.openAll(folder, hints());
        return excluded.isEmpty() ? found : List.of(open(folder));
    }

    /** These options as typed. */
    String typed() {
        StringBuilder typed = new StringBuilder();
        append(typed, "--exclude", excluded.isEmpty() ? null : String.join(",", excluded));
        append(typed, "--layout", layout);
        append(typed, "--target", target);
        append(typed, "--task", task == null ? null : task.word());
        append(typed, "--patient", patient);
        return typed.toString();
    }

    private static void append(StringBuilder typed, String option, @Nullable String value) {
        if (value != null) {
            typed.append(' ').append(option).append(' ').append(Shell.quote(value));
        }
    }

    private Hints hints() {
        return new Hints(
                Optional.ofNullable(layout),
                Optional.ofNullable(target),
                Optional.ofNullable(task),
                Optional.ofNullable(patient),
                new LinkedHashMap<>(),
                List.of());
    }

    private Cohort without(Cohort cohort) {
        if (excluded.isEmpty()) {
            return cohort;
        }
        Set<String> left = Set.copyOf(excluded);
        Set<String> unknown = new LinkedHashSet<>(excluded);
        List<Case> kept = new ArrayList<>();
        for (Case subject : cohort.cases()) {
            unknown.remove(subject.id());
            if (!left.contains(subject.id())) {
                kept.add(subject);
            }
        }
        if (!unknown.isEmpty()) {
            throw new DataException(
                    "the data set has no case " + String.join(", ", unknown),
                    Where.of("--exclude"),
                    "use the names listed by klarsyn inspect --json, such as "
                            + cohort.cases().getFirst().id());
        }
        if (kept.isEmpty()) {
            throw new DataException("all cases are excluded", Where.of("--exclude"), "exclude fewer cases");
        }
        return cohort.withCases(kept);
    }
}
