package klarsyn.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.Where;

/** What shows only when cases are seen side by side. */
final class CohortFindings {

    private static final int FEW_CASES = 3;
    private static final double FEW_SHARE = 0.05;

    private CohortFindings() {}

    static List<Finding> of(Cohort cohort, List<CaseScan> scans) {
        List<Finding> findings = new ArrayList<>(sameImages(scans));
        findings.addAll(rareLabels(cohort, scans));
        return findings;
    }

    private static List<Finding> sameImages(List<CaseScan> scans) {
        List<Finding> findings = new ArrayList<>();
        Map<Long, Case> seen = new HashMap<>();
        for (CaseScan scan : scans) {
            if (scan.fingerprint() == 0) {
                continue;
            }
            Case earlier = seen.putIfAbsent(scan.fingerprint(), scan.subject());
            if (earlier != null) {
                findings.add(Finding.warning(
                        Where.of(scan.subject().id(), scan.subject().file()),
                        "the same image as case %s: one of them could be learned from and the other judged on"
                                .formatted(earlier.id()),
                        "take one of them out"));
            }
        }
        return findings;
    }

    private static List<Finding> rareLabels(Cohort cohort, List<CaseScan> scans) {
        List<CaseFacts> facts =
                scans.stream().flatMap(scan -> scan.facts().stream()).toList();
        List<Finding> findings = new ArrayList<>();
        for (Labels.Label label : cohort.task().labels().foreground()) {
            long having = facts.stream()
                    .filter(one -> one.labelVoxels().get(label.value() - 1) > 0)
                    .count();
            boolean few = having < FEW_CASES || having < FEW_SHARE * facts.size();
            if (!facts.isEmpty() && few && having < facts.size()) {
                findings.add(Finding.warning(
                        Where.of("label %d %s".formatted(label.value(), label.name())),
                        having == 0 ? "no case has it" : "only %d of %d cases have it".formatted(having, facts.size()),
                        "more cases with it, or leave the label out of dataset.json and of the label maps"));
            }
        }
        return findings;
    }
}
