package klarsyn.preflight;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Finding;
import klarsyn.data.Part;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;

/**
 * Checks the labels of a segmentation data set: cases without labels, and rare labels.
 *
 * @param cohort the data set
 * @param labels its structures
 * @param scans  one for each case
 */
record LabelFindings(Cohort cohort, Labels labels, List<ImageScan> scans) {

    private static final int FEW_CASES = 3;
    private static final double FEW_SHARE = 0.05;
    private static final int NAMED = 6;

    /** All findings; those relevant only to training are omitted for {@link Purpose#EVALUATION}. */
    List<Finding> of(Purpose purpose) {
        List<ImageScan> empty = scans.stream().filter(LabelFindings::isEmpty).toList();
        if (empty.isEmpty()) {
            return fewCases();
        }
        if (empty.size() < scans.size()) {
            List<Finding> findings = new ArrayList<>(List.of(someEmpty(empty)));
            findings.addAll(fewCases());
            return findings;
        }
        return switch (purpose) {
            case TRAINING -> List.of(allEmpty());
            case EVALUATION -> List.of(someEmpty(empty));
        };
    }

    /** Whether a label map was read without an error and is empty. */
    private static boolean isEmpty(ImageScan scan) {
        return scan.findings().stream().noneMatch(Finding::isError)
                && scan.subject().hasLabels()
                && scan.facts().stream().anyMatch(LabelFindings::hasNoLabel);
    }

    private static boolean hasNoLabel(CaseFacts facts) {
        return facts.labelVoxels().stream().allMatch(voxels -> voxels == 0);
    }

    private Finding allEmpty() {
        return Finding.error(
                Where.file(cohort.root()),
                "all label maps are empty (%s read): no voxel has a label"
                        .formatted(Count.of(scans.size(), "label map")),
                "check that these files are the label maps; training needs some cases with labels");
    }

    /** Reports healthy or unlabeled cases, which files cannot distinguish. */
    private Finding someEmpty(List<ImageScan> empty) {
        String patients = scans.size() == patients(scans)
                ? ""
                : " (in %d of %d patients; patients without a label in any case: %d)"
                        .formatted(patients(empty), patients(scans), patients(scans) - patients(labeled()));
        return Finding.warning(
                Where.file(cohort.root()),
                "%d of %d label maps are empty%s: %s".formatted(empty.size(), scans.size(), patients, names(empty)),
                "none needed if these cases are healthy: they are used for training and testing; label or exclude"
                        + " (--exclude) cases that were never labeled");
    }

    private List<ImageScan> labeled() {
        return scans.stream().filter(scan -> !isEmpty(scan)).toList();
    }

    private static int patients(List<ImageScan> some) {
        return (int)
                some.stream().map(scan -> scan.subject().patient()).distinct().count();
    }

    private static String names(List<ImageScan> some) {
        String first =
                some.stream().limit(NAMED).map(scan -> scan.subject().id()).collect(Collectors.joining(", "));
        return some.size() > NAMED ? first + " and %d more".formatted(some.size() - NAMED) : first;
    }

    private List<Finding> fewCases() {
        Map<String, Case> subjects =
                scans.stream().map(ImageScan::subject).collect(Collectors.toMap(Case::id, Function.identity()));
        List<CaseFacts> facts =
                scans.stream().flatMap(scan -> scan.facts().stream()).toList();
        List<Label> foreground = labels.foreground();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < foreground.size() && !facts.isEmpty(); i++) {
            int place = i;
            List<Case> having = facts.stream()
                    .filter(one -> one.labelVoxels().get(place) > 0)
                    .map(one -> subjects.get(one.id()))
                    .toList();
            boolean few = having.size() < FEW_CASES || having.size() < FEW_SHARE * facts.size();
            if (having.size() < facts.size() && (few || isOnlyTested(having))) {
                findings.add(Finding.warning(
                        Where.of("label %d %s"
                                .formatted(
                                        foreground.get(i).value(),
                                        foreground.get(i).name())),
                        words(having, facts.size()),
                        foreground.size() == 1
                                ? "add cases with it"
                                : "add cases with it, or remove the label from " + labelSource(having)));
            }
        }
        return findings;
    }

    private static String words(List<Case> having, int all) {
        if (having.isEmpty()) {
            return "no case has it, so it can be neither learned nor tested";
        }
        String few = "only %d of %d cases %s it".formatted(having.size(), all, having.size() == 1 ? "has" : "have");
        if (isOnlyTested(having)) {
            return few + ", none of them a training case: it cannot be learned";
        }
        boolean isOnePatient = having.stream().map(Case::patient).distinct().count() == 1;
        Predicate<Case> isFree = one -> one.part() == Part.ANY;
        if (!isOnePatient || !having.stream().allMatch(isFree)) {
            return few;
        }
        return few + (having.size() == 1 ? "" : ", all of one patient")
                + ": the patient is used for training, so the label is not tested";
    }

    /** Whether the data set's own split has none of them in training. */
    private static boolean isOnlyTested(List<Case> having) {
        return !having.isEmpty()
                && having.stream().map(Case::part).allMatch(Set.of(Part.TEST, Part.VALIDATION)::contains);
    }

    /** Where the label is defined. */
    private String labelSource(List<Case> having) {
        boolean described = Files.exists(cohort.root().resolve("dataset.json"));
        if (having.isEmpty()) {
            return described ? "dataset.json" : "the data set's list of labels";
        }
        return described ? "dataset.json and the label maps" : "the label maps";
    }
}
