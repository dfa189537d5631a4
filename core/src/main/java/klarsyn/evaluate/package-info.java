/**
 * How good a prediction is: overlap and distances per case and per label, each mean with its interval; which of two runs
 * is better; and what may be fixed afterwards.
 *
 * <p>Read first: {@link klarsyn.evaluate.CaseScore}, {@link klarsyn.evaluate.SegmentationEvaluation},
 * {@link klarsyn.evaluate.voxel.EmptyMasks}, {@link klarsyn.evaluate.Comparison}. Distances are in millimetres on the grid's own
 * spacing. The package knows nothing of networks or tensors, nor how a prediction came about.
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
