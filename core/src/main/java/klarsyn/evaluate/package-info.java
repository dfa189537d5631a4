/**
 * Evaluates predictions: overlap and distances per case and label, means with intervals, comparisons of runs, and
 * post-processing.
 *
 * <p>Read first: {@link klarsyn.evaluate.CaseScore}, {@link klarsyn.evaluate.SegmentationEvaluation},
 * {@link klarsyn.evaluate.voxel.EmptyMasks}, {@link klarsyn.evaluate.Comparison}. Distances are in millimeters. The
 * package does not depend on networks, tensors or predictors.
 *
 * <pre>{@code
 * var scores = cases.map(c -> CaseScore.of(c.id(), c.reference(), predict(c), labels, 1)).toList();
 * var metrics = new SegmentationEvaluation(scores, labels, 1, Seed.of(7));
 * IO.println(metrics.dice());                        // 0.883 [0.871, 0.893], n = 41
 * }</pre>
 */
@NullMarked
package klarsyn.evaluate;

import org.jspecify.annotations.NullMarked;
