package klarsyn.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Seed;
import klarsyn.data.Labels;
import klarsyn.data.Labels.Label;

/**
 * How well a set of cases was segmented.
 *
 * @param cases       best to worst by mean Dice, cases without a defined label last
 * @param labels      the foreground labels
 * @param toleranceMm tolerance of surface Dice in mm
 * @param seed        what the bootstrap draws from
 */
public record SegmentationMetrics(List<CaseScore> cases, Labels labels, double toleranceMm, Seed seed) {

    /** Sorts the cases best to worst. */
    public SegmentationMetrics {
        cases = cases.stream()
                .sorted(Comparator.comparingDouble(SegmentationMetrics::rank).thenComparing(CaseScore::caseId))
                .toList();
    }

    private static double rank(CaseScore score) {
        return Double.isNaN(score.meanDice()) ? Double.POSITIVE_INFINITY : -score.meanDice();
    }

    /** Over cases, of the mean over a case's labels. */
    public Interval dice() {
        return over(CaseScore::meanDice);
    }

    /** Over cases, for one label. */
    public Interval dice(Label label) {
        return over(label, LabelScore::dice);
    }

    /** Over cases, of the mean over a case's labels, mm. */
    public Interval hd95Mm() {
        return over(score -> score.mean(LabelScore::hd95Mm));
    }

    /** Over cases, for one label, mm. */
    public Interval hd95Mm(Label label) {
        return over(label, LabelScore::hd95Mm);
    }

    /** Over cases, of the mean over a case's labels, mm. */
    public Interval assdMm() {
        return over(score -> score.mean(LabelScore::assdMm));
    }

    /** Over cases, for one label, mm. */
    public Interval assdMm(Label label) {
        return over(label, LabelScore::assdMm);
    }

    /** Over cases, of the mean over a case's labels. */
    public Interval surfaceDice() {
        return over(score -> score.mean(LabelScore::surfaceDice));
    }

    /** Over cases, for one label. */
    public Interval surfaceDice(Label label) {
        return over(label, LabelScore::surfaceDice);
    }

    /**
     * The case in the middle of those that have a defined label, the better one of two.
     *
     * @throws java.util.NoSuchElementException if there is no such case
     */
    public CaseScore median() {
        List<CaseScore> defined =
                cases.stream().filter(score -> !Double.isNaN(score.meanDice())).toList();
        if (defined.isEmpty()) {
            throw new NoSuchElementException("no case has a label in its reference or its prediction");
        }
        return defined.get((defined.size() - 1) / 2);
    }

    /** How volumes of a label agree, over the cases in which it is defined. */
    public VolumeAgreement volumes(Label label) {
        List<LabelScore> defined = scores(label).filter(LabelScore::isDefined).toList();
        return VolumeAgreement.of(
                defined.stream().mapToDouble(LabelScore::referenceMl).toArray(),
                defined.stream().mapToDouble(LabelScore::predictedMl).toArray());
    }

    /** What goes under {@code test} in metrics.json (docs/metrics.md): null where a figure is not defined. */
    public Json json() {
        return Json.of(MetricsJson.of(this));
    }

    private Interval over(ToDoubleFunction<CaseScore> measure) {
        return Interval.bootstrap(cases.stream().mapToDouble(measure).toArray(), seed);
    }

    private Interval over(Label label, ToDoubleFunction<LabelScore> measure) {
        return Interval.bootstrap(scores(label).mapToDouble(measure).toArray(), seed);
    }

    /** The scores of one label, best case first. */
    Stream<LabelScore> scores(Label label) {
        return cases.stream()
                .flatMap(score -> score.labels().stream())
                .filter(score -> score.label().equals(label));
    }
}
