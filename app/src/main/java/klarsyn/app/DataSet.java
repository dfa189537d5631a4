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

/** The options by which a folder becomes a cohort. */
final class DataSet {

    @Option(
            names = "--exclude",
            paramLabel = "CASE",
            split = ",",
            description = "Leaves cases out by their names in klarsyn inspect --json; several are separated by commas.")
    private List<String> excluded = List.of();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "How the files are arranged; recognized from the files by default: msd, nnunet, manifest, "
                    + "images-and-labels, wfdb, arrays, class-folders, dicom, table or files.")
    private @Nullable String layout;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column of a table that is to be learned; found by its name by default.")
    private @Nullable String target;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            converter = Amounts.OfTask.class,
            description = "What is learned, where the data allow several: segmentation, classification or regression.")
    private @Nullable TaskKind task;

    @Option(
            names = "--patient",
            paramLabel = "COLUMN|PATTERN",
            description =
                    "The column of a table that names the patient, found by its name by default; without a table, "
                            + "a regular expression that finds the patient in each file's path.")
    private @Nullable String patient;

    /** The cases that are left out, as they were typed. */
    List<String> excluded() {
        return List.copyOf(excluded);
    }

    Cohort open(Path folder) {
        return without(Layouts.open(folder, hints()));
    }

    /** Every data set of a folder. */
    List<Cohort> openAll(Path folder) {
        List<Cohort> found = Layouts.openAll(folder, hints());
        return excluded.isEmpty() ? found : List.of(open(folder));
    }

    /** The options again, as they would be typed. */
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
                    "write the names as klarsyn inspect --json lists them, such as "
                            + cohort.cases().getFirst().id());
        }
        if (kept.isEmpty()) {
            throw new DataException("no case is left", Where.of("--exclude"), "leave fewer out");
        }
        return cohort.withCases(kept);
    }
}
