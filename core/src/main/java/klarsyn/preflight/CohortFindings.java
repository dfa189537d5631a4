package klarsyn.preflight;

import java.util.ArrayList;
import java.util.List;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;

/** Problems that appear only when cases are compared. */
final class CohortFindings {

    private CohortFindings() {}

    static List<Finding> of(Cohort cohort, List<ImageScan> scans, Purpose purpose) {
        List<CaseFacts> facts =
                scans.stream().flatMap(scan -> scan.facts().stream()).toList();
        List<Finding> findings = new ArrayList<>(ReadingFindings.of(cohort, scans));
        findings.addAll(Duplicates.of(
                cohort,
                scans.stream()
                        .map(scan -> new Duplicates.Content(scan.subject(), scan.fingerprint()))
                        .toList()));
        findings.addAll(new PictureFindings(cohort, scans).all());
        cohort.structures().ifPresent(labels -> findings.addAll(new LabelFindings(cohort, labels, scans).of(purpose)));
        findings.addAll(PlacementFindings.of(scans));
        findings.addAll(Outliers.of(cohort, facts));
        return findings;
    }
}
