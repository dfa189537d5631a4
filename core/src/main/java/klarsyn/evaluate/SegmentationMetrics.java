package klarsyn.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.Label;
import klarsyn.data.Labels;
import org.jspecify.annotations.Nullable;

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
        return over(score -> score.meanDice());
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

    /** The case in the middle of those that are defined, the better of two; the first if none is defined. */
    public CaseScore median() {
        throw new UnsupportedOperationException("soon");
    }

    /** What goes under {@code test} in metrics.json (docs/metrics.md): maps, lists, numbers, texts; null, never NaN. */
    public Map<String, @Nullable Object> json() {
        throw new UnsupportedOperationException("soon");
    }

    private Interval over(ToDoubleFunction<CaseScore> measure) {
        return Interval.bootstrap(cases.stream().mapToDouble(measure).toArray(), seed);
    }

    private Interval over(Label label, ToDoubleFunction<LabelScore> measure) {
        return over(score -> score.labels().stream()
                .filter(each -> each.label().equals(label))
                .mapToDouble(measure)
                .findFirst()
                .orElse(Double.NaN));
    }
}
