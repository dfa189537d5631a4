/**
 * Import and export of nnU-Net v2 model folders.
 *
 * <p>Read first: {@link klarsyn.nnunet.ModelFolder}, {@link klarsyn.nnunet.NnunetCheckpoint}. Checkpoints are pickles,
 * which Python executes like programs; here they are data: {@code PickleReader} accepts tensors and plain containers,
 * rejects everything else and executes nothing. It must not know how a model is trained or used.
 *
 * <pre>{@code
 * Path folder = Path.of("Dataset004_Hippocampus/nnUNetTrainer__nnUNetPlans__3d_fullres");
 * try (LoadedModel model = ModelFolder.read(folder, "0")) {
 *     SegmentationPredictor predictor = SegmentationPredictor.of(model.plan(), model.network());
 * }
 * }</pre>
 */
@NullMarked
package klarsyn.nnunet;

import org.jspecify.annotations.NullMarked;
