package klarsyn.nnunet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.model.LoadedModel;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.SegmentationPredictor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Model folders that an earlier Klarsyn wrote, and what nnU-Net 2.8.1 predicted with them:
 *
 * <pre>{@code
 * predictor = nnUNetPredictor(device=torch.device('cpu')); predictor.initialize_from_trained_model_folder(folder, None)
 * x, y, z = np.meshgrid(np.arange(13), np.arange(12), np.arange(10), indexing='ij')
 * v = (40*np.sin(x/2.5) + 35*np.cos(y/3) + 30*np.sin((x+2*z)/4) + 60).astype(np.float32); v[:2] = 0; v[:, -3:] = 0
 * predictor.predict_single_npy_array(v.transpose(2, 1, 0)[None], {'spacing': (2.0, 1.1, 1.3)})
 * }</pre>
 *
 * <p>The logits of neighboring windows were summed in single precision there ({@code torch.float32} in place of {@code
 * torch.half} in {@code predict_from_raw_data}), as here. As it comes, nnU-Net sums in half precision; of these 1,560
 * voxels it then labels 2 ({@code plain}) and 4 ({@code unbiased}) otherwise, with weights that hardly prefer a class.
 */
class StoredFolderTest {

    private static final double MIN_EQUAL = 0.999;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "unbiased"})
    void a_stored_folder_predicts_what_nnunet_predicts_with_it(String name) {
        Path folder = Path.of("src/test/resources/klarsyn/nnunet", name);
        short[] expected = Images.readLabels(folder.resolve("expected.nii.gz")).voxels();
        try (LoadedModel model = ModelFolder.read(folder, "0")) {
            LabelMap labels = SegmentationPredictor.of((SegmentationPlan) model.plan(), model.network())
                    .predict(List.of(image()))
                    .labels();
            int equal = 0;
            for (int i = 0; i < expected.length; i++) {
                equal += expected[i] == labels.voxels()[i] ? 1 : 0;
            }
            assertThat(equal / (double) expected.length).isGreaterThanOrEqualTo(MIN_EQUAL);
            assertThat(labels.counts().keySet()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "unbiased"})
    void a_stored_folder_is_written_again_as_it_is(String name, @TempDir Path temporary) {
        Path again = temporary.resolve("again");
        Path folder = Path.of("src/test/resources/klarsyn/nnunet", name);
        try (LoadedModel model = ModelFolder.read(folder, "0")) {
            ModelFolder.write(again, List.of(model));
            try (LoadedModel written = ModelFolder.read(again, "0")) {
                model.weights()
                        .tensors()
                        .forEach((parameter, tensor) -> assertThat(written.weights()
                                        .tensors()
                                        .get(parameter)
                                        .toFloatArray())
                                .isEqualTo(tensor.toFloatArray()));
            }
        }
        for (String file : List.of("plans.json", "dataset.json")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }

    private static Volume image() {
        Shape shape = new Shape(13, 12, 10);
        float[] voxels = new float[shape.voxels()];
        for (int z = 0; z < 10; z++) {
            for (int y = 0; y < 9; y++) {
                for (int x = 2; x < 13; x++) {
                    voxels[shape.index(x, y, z)] = (float)
                            (40 * Math.sin(x / 2.5) + 35 * Math.cos(y / 3.0) + 30 * Math.sin((x + 2 * z) / 4.0) + 60);
                }
            }
        }
        return new Volume(Geometry.of(shape, new Spacing(1.3, 1.1, 2)), voxels);
    }
}
