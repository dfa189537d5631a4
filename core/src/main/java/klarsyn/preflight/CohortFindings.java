package klarsyn.preflight;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Kind;
import klarsyn.data.Labels;
import klarsyn.data.Task;

/** What shows only when cases are seen side by side. */
final class CohortFindings {

    private static final int FEW_CASES = 3;
    private static final double FEW_SHARE = 0.05;

    private CohortFindings() {}

    static List<Finding> of(Cohort cohort, List<ImageScan> scans) {
        List<CaseFacts> facts =
                scans.stream().flatMap(scan -> scan.facts().stream()).toList();
        List<Finding> findings = new ArrayList<>(Duplicates.of(
                cohort,
                scans.stream()
                        .map(scan -> new Duplicates.Content(scan.subject(), scan.fingerprint()))
                        .toList()));
        if (cohort.task() instanceof Task.Segmentation(Labels labels)) {
            findings.addAll(rareLabels(labels, facts));
            if (cohort.kind() == Kind.PICTURE) {
                findings.addAll(emptyLabels(cohort, facts));
            }
        }
        findings.addAll(Outliers.of(cohort, facts));
        return findings;
    }

    private static List<Finding> emptyLabels(Cohort cohort, List<CaseFacts> facts) {
        long empty = facts.stream()
                .filter(one -> one.labelVoxels().stream().allMatch(voxels -> voxels == 0))
                .count();
        return empty == 0
                ? List.of()
                : List.of(Finding.warning(
                        Where.file(cohort.root()),
                        "%d of %d label maps are empty".formatted(empty, facts.size()),
                        "nothing, if nothing is to be seen in those images"));
    }

    private static List<Finding> rareLabels(Labels labels, List<CaseFacts> facts) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < labels.count(); i++) {
            int place = i;
            Labels.Label label = labels.foreground().get(i);
            long having = facts.stream()
                    .filter(one -> one.labelVoxels().get(place) > 0)
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
