package klarsyn.evaluate;

import java.util.List;
import klarsyn.base.Figure;
import klarsyn.base.Json;
import klarsyn.base.Seed;

/**
 * Metrics of predictions of held-out cases; a baseline is an evaluation of the same cases.
 *
 * <p>Intervals are bootstrapped over patients.
 */
public sealed interface Evaluation permits SegmentationEvaluation, ClassificationEvaluation {

    /** Number of cases. */
    int n();

    /** Number of different patients. */
    int patients();

    /** The main metric, used for comparisons. */
    Figure headline();

    /** All metrics over cases, the main one first. */
    List<Figure> figures();

    /** Notes on the metrics, one sentence each. */
    List<String> remarks();

    /** The content of {@code test} in metrics.json (docs/metrics.md); null for undefined metrics. */
    Json json();

    /** The main metric of each case. */
    ScoredCases scored();

    /**
     * Compares the main metric with that of another evaluation of the same cases, in pairs.
     *
     * @param seed of the bootstrap and of random flips
     */
    default Comparison against(Evaluation other, Seed seed) {
        return Comparison.of(scored(), other.scored(), 0, seed);
    }

    /**
     * Combines the folds of a cross-validation.
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
