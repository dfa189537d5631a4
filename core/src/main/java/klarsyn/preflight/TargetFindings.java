package klarsyn.preflight;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Part;

/** Checks targets and split parts before files are read. */
final class TargetFindings {

    private static final int NAMED = 10;

    private TargetFindings() {}

    static List<Finding> of(Cohort cohort, Purpose purpose) {
        List<Finding> findings = new ArrayList<>(patients(cohort));
        List<Case> missing = cohort.cases().stream()
                .filter(one -> switch (one.target()) {
                    case Case.Target.Unknown _ -> true;
                    case Case.Target.Category _, Case.Target.Mask _, Case.Target.Quantity _, Case.Target.Marks _ ->
                        false;
                })
                .toList();
        if (!missing.isEmpty() && missing.size() < cohort.cases().size()) {
            String some = missing.stream().limit(NAMED).map(Case::id).collect(Collectors.joining(","));
            findings.add(Finding.error(
                    Where.file(cohort.root()),
                    "%d of %d cases have no target"
                            .formatted(missing.size(), cohort.cases().size()),
                    "add the target, or exclude them: --exclude " + some + (missing.size() > NAMED ? ",…" : "")));
        }
        findings.addAll(ClassFindings.of(cohort).of(purpose));
        return findings;
    }

    private static List<Finding> patients(Cohort cohort) {
        boolean hasTest = cohort.cases().stream().anyMatch(one -> one.part() == Part.TEST);
        Map<String, Set<Part>> parts = new TreeMap<>();
        for (Case one : cohort.cases()) {
            Part part = one.part() == Part.ANY && hasTest ? Part.TRAIN : one.part(); // others are used for training
            if (part != Part.ANY) {
                parts.computeIfAbsent(one.patient(), patient -> EnumSet.noneOf(Part.class))
                        .add(part);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Case one : cohort.cases()) {
            Set<Part> of = parts.getOrDefault(one.patient(), Set.of());
            if (of.size() > 1) {
                findings.add(Finding.error(
                        Where.of("patient of case " + one.id()),
                        "the data set's own split puts cases of this patient into several parts: "
                                + of.stream().map(Part::word).collect(Collectors.joining(" and ")),
                        "move them to one part; without split folders or a split column, Klarsyn splits by patient"));
                parts.remove(one.patient());
            }
        }
        return findings;
    }
}
