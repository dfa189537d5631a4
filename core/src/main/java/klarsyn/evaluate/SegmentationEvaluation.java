package klarsyn.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Json;
import klarsyn.base.Measure;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.EmptyMasks;
import klarsyn.evaluate.voxel.GeneralizedDice;

/**
 * Metrics of a segmentation.
 *
 * <p>Intervals are bootstrapped over patients with all their cases.
 *
 * @param cases       best to worst by mean Dice, cases without a defined label last
 * @param labels      the foreground labels
 * @param toleranceMm tolerance of surface Dice in mm
 * @param seed        of the bootstrap
 */
public record SegmentationEvaluation(List<CaseScore> cases, Labels labels, double toleranceMm, Seed seed)
        implements Evaluation {

    /** Sorts the cases best to worst. */
    public SegmentationEvaluation {
        cases = cases.stream()
                .sorted(Comparator.comparingDouble(SegmentationEvaluation::rank).thenComparing(CaseScore::caseId))
                .toList();
    }

    private static double rank(CaseScore score) {
        return Double.isNaN(score.meanDice()) ? Double.POSITIVE_INFINITY : -score.meanDice();
    }

    @Override
    public int n() {
        return cases.size();
    }

    @Override
    public Figure headline() {
        return new Figure(Measure.DICE, dice());
    }

    @Override
    public List<Figure> figures() {
        return Arrays.stream(Metric.values())
                .map(metric -> new Figure(metric.measure(), figure(metric)))
                .toList();
    }

    @Override
    public ScoredCases scored() {
        return ScoredCases.of(this);
    }

    @Override
    public int patients() {
        return (int) cases.stream().map(CaseScore::patient).distinct().count();
    }

    /** Mean over cases of the mean over a case's labels for which it is defined. */
    public Interval figure(Metric metric) {
        return over(score -> score.mean(metric::of));
    }

    /** Mean over cases, for one label. */
    public Interval figure(Metric metric, Label label) {
        return over(label, metric::of);
    }

    /** Mean over cases of the mean Dice over a case's labels. */
    public Interval dice() {
        return dice(EmptyMasks.NNUNET);
    }

    /** Mean over cases of the mean Dice over a case's labels, with a policy for empty masks. */
    public Interval dice(EmptyMasks policy) {
        return over(score -> score.meanDice(policy));
    }

    /** Mean Dice over cases, for one label. */
    public Interval dice(Label label) {
        return dice(label, EmptyMasks.NNUNET);
    }

    /** Mean Dice over cases, for one label, with a policy for empty masks. */
    public Interval dice(Label label, EmptyMasks policy) {
        return over(label, score -> score.dice(policy));
    }

    /**
     * The mean over labels of each label's mean Dice over cases: nnU-Net's {@code foreground_mean}.
     *
     * <p>NaN if one of the labels is defined in no case. If every label is in every case, it equals the mean of
     * {@link #dice()}; otherwise, that one weights cases equally, and this one labels.
     */
    public double labelMeanDice(EmptyMasks policy) {
        return labels.foreground().stream()
                .mapToDouble(label -> mean(scores(label).mapToDouble(score -> score.dice(policy))))
                .average()
                .orElse(Double.NaN);
    }

    private static double mean(java.util.stream.DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    /** Effect of the convention for empty masks on the mean Dice: largest minus smallest value. */
    public double emptyMasksSpread() {
        double[] means = Arrays.stream(EmptyMasks.values())
                .mapToDouble(policy -> dice(policy).mean())
                .filter(mean -> !Double.isNaN(mean))
                .sorted()
                .toArray();
        return means.length == 0 ? Double.NaN : means[means.length - 1] - means[0];
    }

    /**
     * Mean over cases of {@link GeneralizedDice#SQUARE} of all labels together, which weights small and large labels
     * equally; cases without labels in reference and prediction are excluded.
     */
    public Interval generalizedDice() {
        return over(CaseScore::generalizedDice);
    }

    /** Dice of a label over the pooled voxels of all cases. */
    public Interval pooledDice(Label label) {
        return pooled().ofAll(label);
    }

    /** Mean over the labels of the Dice over the pooled voxels of all cases. */
    public Interval pooledDice() {
        return pooled().ofAll();
    }

    /** Mean over patients of a label's Dice over the pooled voxels of the patient. */
    public Interval dicePerPatient(Label label) {
        return pooled().ofPatients(label);
    }

    /** Mean over patients of the mean over labels of the Dice over the pooled voxels of the patient. */
    public Interval dicePerPatient() {
        return pooled().ofPatients();
    }

    private PooledDice pooled() {
        return PooledDice.of(cases, labels, seed);
    }

    /** Mean over cases of the mean over a case's labels, mm. */
    public Interval hd95Mm() {
        return figure(Metric.HD95_MM);
    }

    /** Mean over cases, for one label, mm. */
    public Interval hd95Mm(Label label) {
        return figure(Metric.HD95_MM, label);
    }

    /** Mean over cases of the mean over a case's labels, mm. */
    public Interval assdMm() {
        return figure(Metric.ASSD_MM);
    }

    /** Mean over cases, for one label, mm. */
    public Interval assdMm(Label label) {
        return figure(Metric.ASSD_MM, label);
    }

    /** Mean over cases of the mean over a case's labels. */
    public Interval surfaceDice() {
        return figure(Metric.SURFACE_DICE);
    }

    /** Mean over cases, for one label. */
    public Interval surfaceDice(Label label) {
        return figure(Metric.SURFACE_DICE, label);
    }

    /**
     * The median case of those with a defined label, the better one of two.
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

    /** Agreement of a label's volumes, over the cases in which it is defined. */
    public VolumeAgreement volumes(Label label) {
        List<LabelScore> defined = scores(label).filter(LabelScore::isDefined).toList();
        return VolumeAgreement.of(
                defined.stream().mapToDouble(LabelScore::referenceMl).toArray(),
                defined.stream().mapToDouble(LabelScore::predictedMl).toArray());
    }

    /**
     * Detection of cases with any label, against healthy ones.
     *
     * @param minimumMl predicted volume of all labels together, ml, up to which a case is negative; at least 0
     */
    public CaseDetection caseDetection(double minimumMl) {
        return CaseDetection.of(
                cases.stream()
                        .map(score -> new CaseDetection.Volumes(score.patient(), score.foreground()))
                        .toList(),
                minimumMl,
                seed);
    }

    /**
     * Detection of cases with a label.
     *
     * @param minimumMl predicted volume of the label, ml, up to which a case is negative; at least 0
     */
    public CaseDetection caseDetection(Label label, double minimumMl) {
        return CaseDetection.of(
                cases.stream()
                        .flatMap(score -> score.labels().stream()
                                .filter(each -> each.label().equals(label))
                                .map(each -> new CaseDetection.Volumes(
                                        score.patient(), ForegroundVolume.of(each.voxels(), each.voxelMl()))))
                        .toList(),
                minimumMl,
                seed);
    }

    /** Labels without test cases, in order; their metrics are unknown. */
    public List<Label> untestedLabels() {
        return labels.foreground().stream()
                .filter(label -> scores(label).allMatch(score -> score.voxels().reference() == 0))
                .toList();
    }

    @Override
    public List<String> remarks() {
        return untestedLabels().stream().map(this::untested).toList();
    }

    private String untested(Label label) {
        long invented = scores(label).filter(LabelScore::isDefined).count();
        if (invented == 0) {
            return "label %s: no test case, excluded from the mean".formatted(label.name());
        }
        return "label %s: no test case; predicted in %d test %s as Dice 0 in the mean"
                .formatted(label.name(), invented, invented == 1 ? "case, which counts" : "cases, which count");
    }

    @Override
    public Json json() {
        return Json.of(MetricsJson.of(this));
    }

    private Interval over(ToDoubleFunction<CaseScore> measure) {
        return Bootstrap.mean(
                cases.stream().mapToDouble(measure).toArray(),
                cases.stream().map(CaseScore::patient).toList(),
                seed);
    }

    private Interval over(Label label, ToDoubleFunction<LabelScore> measure) {
        return over(score -> score.labels().stream()
                .filter(each -> each.label().equals(label))
                .mapToDouble(measure)
                .findFirst()
                .orElse(Double.NaN));
    }

    /** The scores of one label, best case first. */
    Stream<LabelScore> scores(Label label) {
        return cases.stream()
                .flatMap(score -> score.labels().stream())
                .filter(score -> score.label().equals(label));
    }
}
