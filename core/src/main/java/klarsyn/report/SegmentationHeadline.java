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

/** Additional metrics of a segmentation. */
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

    /** If patients have several cases, such as slices, these metrics are comparable with published ones. */
    private static Html byPatient(SegmentationEvaluation metrics, Units units) {
        return metrics.patients() == metrics.cases().size()
                ? Html.NOTHING
                : Html.fill(
                        "{}{}",
                        Headline.secondary(
                                "Dice per patient, pooled " + units.elements() + ", "
                                        + Count.of(metrics.patients(), "patient"),
                                metrics.dicePerPatient(),
                                3,
                                ""),
                        Headline.secondary("Dice, all pooled " + units.elements(), metrics.pooledDice(), 3, ""));
    }

    /** Case detection, which Dice cannot show: false alarms in healthy cases, and detected cases. */
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

    /** The effect of the convention for empty masks on the mean. */
    private static Html policies(SegmentationEvaluation metrics) {
        if (!(metrics.emptyMasksSpread() >= 0.0005)) {
            return Html.NOTHING;
        }
        return Headline.note(
                "Conventions for missing labels differ. Mean Dice as in nnU-Net (above): %s; MONAI: %s; 1 if absent in both: %s."
                        .formatted(
                                fixed(metrics.dice(EmptyMasks.NNUNET).mean(), 3),
                                fixed(metrics.dice(EmptyMasks.MONAI).mean(), 3),
                                fixed(metrics.dice(EmptyMasks.COUNT_AS_ONE).mean(), 3)));
    }

    /** The tolerance without unnecessary decimals, with its unit. */
    static String tolerance(SegmentationEvaluation metrics, Units units) {
        return at(metrics.toleranceMm()) + " " + units.length();
    }

    private static Html caveats(SegmentationEvaluation metrics) {
        long undefined = tally(metrics, score -> !score.isDefined());
        long oneSided = tally(metrics, LabelScore::isOneSided);
        String first = undefined == 0
                ? ""
                : "%d labels are in neither reference nor prediction and are excluded from the means. "
                        .formatted(undefined);
        String second = oneSided == 0
                ? ""
                : "%d are in only one of the two: their Dice is 0, their distance the diagonal of the image."
                        .formatted(oneSided);
        return undefined + oneSided == 0 ? Html.NOTHING : Headline.note(first + second);
    }

    private static long tally(SegmentationEvaluation metrics, Predicate<LabelScore> question) {
        return metrics.cases().stream()
                .flatMap(score -> score.labels().stream())
                .filter(question)
                .count();
    }
}
