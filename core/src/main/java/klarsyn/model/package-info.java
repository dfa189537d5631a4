/**
 * Files of trained models, with plan, weights and provenance; checkpoints also contain the state of the training.
 *
 * <p>Read first: {@link klarsyn.model.ModelFile}, {@link klarsyn.model.Provenance}. Nothing in a file is executed.
 * Nothing here depends on training or prediction.
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
