/**
 * Predicts whole images: preprocessing, prediction in windows, and resampling to the image's own grid.
 *
 * <p>Read first: {@link klarsyn.predict.SegmentationPredictor}, {@link klarsyn.predict.Segmented}. It must not know how
 * a network was trained.
 *
 * <pre>{@code
 * try (LoadedModel model = ModelFile.read(Path.of("hippocampus.klarsyn"))) {
 *     Segmented prediction = SegmentationPredictor.of(model.plan(), model.network()).predict(List.of(image));
 *     Images.write(prediction.labels(), Path.of("new_seg.nii.gz"));
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.predict;

import org.jspecify.annotations.NullMarked;
