package klarsyn.report;

import static klarsyn.report.Numbers.at;
import static klarsyn.report.Numbers.fixed;

import java.util.List;
import java.util.function.Predicate;
import klarsyn.base.Count;
import klarsyn.data.Units;
import klarsyn.evaluate.CaseDetection;
import klarsyn.evaluate.LabelScore;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.report.RunReport.SegmentationResults;

/** What is shown below the Dice of a segmentation. */
final class SegmentationHeadline {

    private SegmentationHeadline() {}

    static List<Html> secondary(SegmentationResults results) {
        SegmentationEvaluation metrics = results.evaluation();
        Units units = results.units();
        return List.of(
                Headline.secondary("Hausdorff distance (95 %)", metrics.hd95Mm(), 2, " " + units.length()),
                Headline.secondary("Mean surface distance", metrics.assdMm(), 2, " " + units.length()),
                Headline.secondary("Surface Dice at " + tolerance(metrics, units), metrics.surfaceDice(), 3, ""),
                byPatient(metrics, units),
                byCase(metrics));
    }

    static List<Html> notes(SegmentationEvaluation metrics) {
        return List.of(caveats(metrics), policies(metrics));
    }

    /** Where patients have several cases, such as slices, these are the figures that others are compared by. */
    private static Html byPatient(SegmentationEvaluation metrics, Units units) {
        return metrics.patients() == metrics.cases().size()
                ? Html.NOTHING
                : Html.fill(
                        "{}{}",
                        Headline.secondary(
                                "Dice over a patient's " + units.elements() + ", "
                                        + Count.of(metrics.patients(), "patient"),
                                metrics.dicePerPatient(),
                                3,
                                ""),
                        Headline.secondary("Dice over all " + units.elements(), metrics.pooledDice(), 3, ""));
    }

    /** What Dice cannot show: false alarms on healthy cases, beside the cases that were found. */
    private static Html byCase(SegmentationEvaluation metrics) {
        CaseDetection detection = metrics.caseDetection(DetectionTable.MINIMUM);
        return detection.negatives() == 0
                ? Html.NOTHING
                : Html.fill(
                        "{}{}",
                        Headline.secondary(
                                "Case specificity, " + Count.of(detection.negatives(), "healthy case"),
                                detection.specificity(),
                                3,
                                ""),
                        Headline.secondary(
                                "Case sensitivity, " + Count.of(detection.positives(), "other case"),
                                detection.sensitivity(),
                                3,
                                ""));
    }

    /** How far the mean moves with the convention for empty masks: more than many models do. */
    private static Html policies(SegmentationEvaluation metrics) {
        if (!(metrics.emptyMasksSpread() >= 0.0005)) {
            return Html.NOTHING;
        }
        return Headline.note(
                "Where a label is missing, conventions differ. Mean Dice as nnU-Net counts (as above): %s; as MONAI: %s; empty agreeing with empty as 1: %s."
                        .formatted(
                                fixed(metrics.dice(EmptyMasks.NNUNET).mean(), 3),
                                fixed(metrics.dice(EmptyMasks.MONAI).mean(), 3),
                                fixed(metrics.dice(EmptyMasks.COUNT_AS_ONE).mean(), 3)));
    }

    /** The tolerance without needless decimals, with its unit. */
    static String tolerance(SegmentationEvaluation metrics, Units units) {
        return at(metrics.toleranceMm()) + " " + units.length();
    }

    private static Html caveats(SegmentationEvaluation metrics) {
        long undefined = tally(metrics, score -> !score.isDefined());
        long oneSided = tally(metrics, LabelScore::isOneSided);
        String first = undefined == 0
                ? ""
                : "%d of the labels looked for are in neither reference nor prediction and are left out of the means. "
                        .formatted(undefined);
        String second = oneSided == 0
                ? ""
                : "%d are in only one of both: Dice 0, and as distance the diagonal of the image.".formatted(oneSided);
        return undefined + oneSided == 0 ? Html.NOTHING : Headline.note(first + second);
    }

    private static long tally(SegmentationEvaluation metrics, Predicate<LabelScore> question) {
        return metrics.cases().stream()
                .flatMap(score -> score.labels().stream())
                .filter(question)
                .count();
    }
}
