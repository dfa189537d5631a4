package klarsyn.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import klarsyn.data.Case;
import klarsyn.data.OpenArrays;
import klarsyn.data.Units;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.ClassificationEvaluation;
import klarsyn.evaluate.ClassifiedCase;
import klarsyn.evaluate.Evaluation;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.format.Images;
import klarsyn.report.RunReport.ClassificationResults;
import klarsyn.report.RunReport.Mistake;
import klarsyn.report.RunReport.Overlay;
import klarsyn.report.RunReport.Results;
import klarsyn.report.RunReport.SegmentationResults;

/**
 * Cases to show in the report, read again one by one: three large images may not fit into memory.
 *
 * @param find the case with an ID, and the file of its prediction
 */
public record ShownCases(Function<String, Shown> find) {

    private static final List<String> TITLES = List.of("Best case", "Median case", "Worst case");
    private static final int MISTAKES = 12;

    /**
     * A case and its prediction.
     *
     * @param prediction label map; absent for other predictions
     */
    public record Shown(Case subject, Path prediction) {}

    /** An evaluation with its cases to show. */
    public Results results(Evaluation evaluation, Units units) {
        return switch (evaluation) {
            case SegmentationEvaluation segmentation ->
                new SegmentationResults(segmentation, units, overlays(segmentation));
            case ClassificationEvaluation classification ->
                new ClassificationResults(classification, mistakes(classification));
        };
    }

    private List<Supplier<Mistake>> mistakes(ClassificationEvaluation evaluation) {
        OpenArrays arrays = new OpenArrays();
        return evaluation.mistakes().stream()
                .limit(MISTAKES)
                .<Supplier<Mistake>>map(one -> () -> mistake(one, evaluation.classes(), arrays))
                .toList();
    }

    private Mistake mistake(ClassifiedCase one, List<String> classes, OpenArrays arrays) {
        return new Mistake(
                one.caseId(),
                classes.get(one.reference()),
                classes.get(one.predicted()),
                one.confidence(),
                find.apply(one.caseId()).subject().readImage(arrays));
    }

    /** The best, the median and the worst case; empty without structures. */
    private List<Supplier<Overlay>> overlays(SegmentationEvaluation evaluation) {
        List<CaseScore> evaluated = evaluation.cases().stream()
                .filter(score -> !Double.isNaN(score.meanDice()))
                .toList();
        if (evaluated.isEmpty()) {
            return List.of();
        }
        List<CaseScore> chosen = List.of(evaluated.getFirst(), evaluation.median(), evaluated.getLast());
        return IntStream.range(0, TITLES.size())
                .<Supplier<Overlay>>mapToObj(i -> () -> overlay(TITLES.get(i), chosen.get(i), evaluation))
                .toList();
    }

    private Overlay overlay(String title, CaseScore score, SegmentationEvaluation evaluation) {
        Shown shown = find.apply(score.caseId());
        return new Overlay(
                title,
                shown.subject().id(),
                score.meanDice(),
                shown.subject().readImage().getFirst(),
                shown.subject().readLabels().without(evaluation.labels().ignored()),
                Images.readLabels(shown.prediction()));
    }
}
