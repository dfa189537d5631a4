/**
 * A trained model as one file: plan, weights and provenance; and checkpoints, which add the state of the training.
 *
 * <p>Read first: {@link klarsyn.model.ModelFile}, {@link klarsyn.model.Provenance}. Nothing in a file is executed; it
 * must not know how a model is trained or used.
 *
 * <pre>{@code
 * ModelFile.write(Path.of("hippocampus.klarsyn"), plan, weights, provenance);
 * try (LoadedModel model = ModelFile.read(Path.of("hippocampus.klarsyn"))) {
 *     SegmentationPredictor predictor = SegmentationPredictor.of(model.plan(), model.network());
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.model;

import org.jspecify.annotations.NullMarked;
