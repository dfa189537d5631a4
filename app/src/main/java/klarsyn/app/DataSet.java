package klarsyn.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import picocli.CommandLine.Option;

/** The options by which a folder becomes a cohort. */
final class DataSet {

    @Option(
            names = "--exclude",
            paramLabel = "CASE",
            split = ",",
            description = "Leaves cases out; several with commas between them.")
    private List<String> excluded = List.of();

    /** The cases that are left out, as they were typed. */
    List<String> excluded() {
        return List.copyOf(excluded);
    }

    Cohort open(Path folder) {
        Cohort cohort = Cohort.open(folder);
        if (excluded.isEmpty()) {
            return cohort;
        }
        List<String> unknown = new ArrayList<>(excluded);
        List<Case> kept = new ArrayList<>();
        for (Case subject : cohort.cases()) {
            if (!unknown.remove(subject.id()) && !excluded.contains(subject.id())) {
                kept.add(subject);
            }
        }
        if (!unknown.isEmpty()) {
            throw new DataException(
                    "the data set has no case " + String.join(", ", unknown),
                    Where.of("--exclude"),
                    "write the names as klarsyn inspect does, such as "
                            + cohort.cases().getFirst().id());
        }
        if (kept.isEmpty()) {
            throw new DataException("no case is left", Where.of("--exclude"), "leave fewer out");
        }
        return cohort.withCases(kept);
    }
}
