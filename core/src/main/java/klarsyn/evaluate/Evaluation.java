package klarsyn.evaluate;

import java.util.List;
import klarsyn.base.Figure;
import klarsyn.base.Json;
import klarsyn.base.Seed;

/**
 * How good predictions of held-out cases are; a baseline is an evaluation of the same cases.
 *
 * <p>Intervals are drawn over patients: cases of one patient are drawn together.
 */
public sealed interface Evaluation permits SegmentationEvaluation, ClassificationEvaluation {

    /** Number of cases. */
    int n();

    /** Number of different patients. */
    int patients();

    /** The figure that runs are judged by. */
    Figure headline();

    /** All figures over cases, the headline first. */
    List<Figure> figures();

    /** One sentence for each thing to know about the figures. */
    List<String> remarks();

    /** What is stored under {@code test} in metrics.json (docs/metrics.md); null where a figure is not defined. */
    Json json();

    /** The headline's values, case by case. */
    ScoredCases scored();

    /**
     * Compares with another evaluation of the same cases, case by case, in the headline's measure.
     *
     * @param seed of the bootstrap and of random flips
     */
    default Comparison against(Evaluation other, Seed seed) {
        return Comparison.of(scored(), other.scored(), 0, seed);
    }

    /**
     * The folds of a cross-validation as one evaluation.
     *
     * @param folds at least one, all of one task
     */
    static Evaluation joined(List<Evaluation> folds) {
        return switch (folds.getFirst()) {
            case SegmentationEvaluation first ->
                new SegmentationEvaluation(
                        folds.stream()
                                .map(SegmentationEvaluation.class::cast)
                                .flatMap(fold -> fold.cases().stream())
                                .toList(),
                        first.labels(),
                        first.toleranceMm(),
                        first.seed());
            case ClassificationEvaluation first ->
                new ClassificationEvaluation(
                        folds.stream()
                                .map(ClassificationEvaluation.class::cast)
                                .flatMap(fold -> fold.cases().stream())
                                .toList(),
                        first.classes(),
                        first.seed());
        };
    }
}
