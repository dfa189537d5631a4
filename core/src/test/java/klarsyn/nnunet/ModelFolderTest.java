package klarsyn.nnunet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.model.LoadedModel;
import klarsyn.nn.Network;
import klarsyn.nn.layer.Pass;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Preprocessing;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFolderTest {

    private static final String CHECKPOINT = "fold_0/checkpoint_final.pth";

    @TempDir
    private Path temporary;

    private Path folder = Path.of("set before each");

    @BeforeEach
    void place() {
        folder = temporary.resolve("nnUNetTrainer__nnUNetPlans__3d_fullres");
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("plain", TinyModels.plain()),
                Arguments.of("unbiased, transposed", TinyModels.unbiased()),
                Arguments.of("residual encoder", TinyModels.residual()),
                Arguments.of("2-D", TinyModels.flat()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void a_model_that_is_written_and_read_predicts_the_same(String name, SegmentationPlan plan) {
        try (LoadedModel model = TinyModels.model(plan, 5)) {
            ModelFolder.write(folder, List.of(model));
            try (LoadedModel read = ModelFolder.read(folder, "0")) {
                assertThat(logits(read)).containsExactly(logits(model), within(1e-5f));
                SegmentationPlan stored = (SegmentationPlan) read.plan();
                assertThat(stored.labels()).isEqualTo(plan.labels());
                assertThat(stored.modalities()).isEqualTo(plan.modalities());
                assertThat(stored.patch()).isEqualTo(plan.patch());
                assertThat(stored.preprocessing()).isEqualTo(plan.preprocessing());
                assertThat(stored.inference()).isEqualTo(plan.inference());
                assertThat(stored.augmentation().mirrorAxes())
                        .as("mirrored no otherwise than it was trained")
                        .isEqualTo(plan.inference().mirrorAxes());
            }
        }
    }

    @Test
    void what_is_read_and_written_again_is_the_same_file() throws IOException {
        Path again = temporary.resolve("again");
        write(TinyModels.plain());
        try (LoadedModel read = ModelFolder.read(folder, "0")) {
            ModelFolder.write(again, List.of(read));
        }
        for (String file : List.of("dataset.json", "plans.json", CHECKPOINT)) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }

    private void write(SegmentationPlan plan) {
        try (LoadedModel model = TinyModels.model(plan, 5)) {
            ModelFolder.write(folder, List.of(model));
        }
    }

    private static float[] logits(LoadedModel model) {
        Patch patch = ((SegmentationPlan) model.plan()).patch();
        float[] image = new float[patch.voxels()];
        var random = Seed.of(11).generator();
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        try (Scope _ = Scope.open("test")) {
            Network network = model.network();
            return network.forward(Tensor.of(image, 1, 1, patch.depth(), patch.height(), patch.width()), Pass.EVALUATE)
                    .toFloatArray();
        }
    }

    @Test
    void folds_are_an_ensemble_of_one_plan() {
        try (LoadedModel first = TinyModels.model(TinyModels.plain(), 1);
                LoadedModel second = TinyModels.model(TinyModels.plain(), 2)) {
            ModelFolder.write(folder, List.of(first, second));
            assertThat(ModelFolder.isOne(folder)).isTrue();
            assertThat(ModelFolder.folds(folder)).containsExactly("0", "1");
            List<LoadedModel> read = ModelFolder.readAll(folder);
            assertThat(logits(read.getFirst())).containsExactly(logits(first), within(1e-5f));
            assertThat(logits(read.getLast())).containsExactly(logits(second), within(1e-5f));
            read.forEach(LoadedModel::close);
        }
    }

    @Test
    void the_best_checkpoint_replaces_a_missing_final_one_and_fold_all_missing_folds() throws IOException {
        write(TinyModels.plain());
        Path all = Files.createDirectory(folder.resolve("fold_all"));
        Files.move(folder.resolve(CHECKPOINT), all.resolve("checkpoint_best.pth"));
        assertThat(ModelFolder.folds(folder)).containsExactly("all");
        ModelFolder.read(folder, "all").close();
        assertRefused("0", "no fold 0", "use one of all");
        Files.delete(all.resolve("checkpoint_best.pth"));
        assertThat(ModelFolder.isOne(folder)).isFalse();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.folds(folder))
                .withMessageContaining("no fold");
    }

    private void assertRefused(String fold, String... facts) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFolder.read(folder, fold))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(facts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plans.json|architectures.unet.PlainConvUNet|architectures.unet.UMambaBot|UMambaBot",
                "plans.json|\"DefaultPreprocessor\"|\"CT\"|CT",
                "plans.json|resample_data_or_seg_to_shape|resample_torch|resample_torch",
                "plans.json|\"3d_fullres\":{|\"3d_other\":{|3d_fullres",
                "plans.json|\"batch_dice\"|\"previous_stage\":\"3d_lowres\",\"batch_dice\"|3d_lowres",
                "plans.json|[4,6,8]|[4,6,1000000000]|1000000000",
                "plans.json|\"SimpleITKIO\"|\"MyOwnIO\"|MyOwnIO",
                "plans.json|\"LabelManager\"|\"MyOwnManager\"|MyOwnManager",
                "plans.json|\"patch_size\":[8,8,8]|\"patch_size\":[64,65536,65536]|voxels",
                "plans.json|[[1,1,1],[1,2,2],[2,2,2]]|[[1,1,1],[16,16,16],[16,16,16]]|multiples",
                "dataset.json|\"channel_names\"|\"names\"|modality",
                "dataset.json|\"front\":1|\"front\":7|consecutive",
                "dataset.json|\"0\":\"MRI\"|\"0\":\"MRI\",\"1\":\"CT\"|1 channel, but",
            })
    void unsupported_settings_are_rejected_by_name(String file, String from, String to, String fact)
            throws IOException {
        write(TinyModels.plain());
        change(file, from, to);
        assertRefused("0", fact);
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Json.parse(Files.readString(folder.resolve(file))).compact();
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    @Test
    void weights_of_other_plans_are_rejected_with_every_name_and_both_shapes() throws IOException {
        write(TinyModels.plain());
        change("plans.json", "[4,6,8]", "[4,6,10]");
        assertRefused(
                "0",
                "do not match",
                "encoder.stages.2.0.convs.0.conv.weight (plans [10, 6, 3, 3, 3], checkpoint [8, 6, 3, 3, 3])",
                "encoder.stages.2.0.convs.0.norm.bias (plans [10], checkpoint [8])",
                "decoder.transpconvs.0.weight (plans [10, 6, 2, 2, 2], checkpoint [8, 6, 2, 2, 2])");
        change("plans.json", "[4,6,10]", "[4,6,8]");
        change("plans.json", "[1,2,1]", "[1,1,1]");
        assertRefused("0", "encoder.stages.1.0.convs.1.conv.bias (plans has none, checkpoint [6])");
    }

    @Test
    void a_damaged_checkpoint_leaves_no_tensor_behind() throws IOException {
        write(TinyModels.plain());
        byte[] bytes = Files.readAllBytes(folder.resolve(CHECKPOINT));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve(CHECKPOINT), bytes);
        assertRefused("0", "checkpoint_final.pth");
    }

    @Test
    void files_that_are_missing_or_no_json_are_named() throws IOException {
        write(TinyModels.plain());
        Files.writeString(folder.resolve("dataset.json"), "{");
        assertRefused("0", "dataset.json");
        Files.delete(folder.resolve("dataset.json"));
        assertRefused("0", "dataset.json");
        Files.delete(folder.resolve("plans.json"));
        assertRefused("0", "plans.json");
        assertThat(ModelFolder.isOne(folder)).isFalse();
    }

    @Test
    void a_plan_that_nnunet_does_not_support_is_rejected_with_each_reason() {
        try (LoadedModel model = TinyModels.model(TinyPlans.isotropic(), 1)) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> ModelFolder.write(folder, List.of(model)))
                    .withMessageContainingAll(
                            "not cropped as in nnU-Net", "after resizing", "small images are predicted in one window");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_network_in_depth_is_not_written_as_one_of_slices() {
        SegmentationPlan plan = TinyModels.plain();
        Preprocessing flat = TinyModels.flat().preprocessing();
        try (LoadedModel model = TinyModels.model(plan.withPreprocessing(flat), 1)) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> ModelFolder.write(folder, List.of(model)))
                    .withMessageContaining("but predicted in 3-D");
        }
    }

    @Test
    void images_that_nnunet_reorients_are_reoriented_and_exported_likewise() throws IOException {
        write(TinyModels.unbiased());
        change("plans.json", "\"SimpleITKIO\"", "\"NibabelIOWithReorient\"");
        try (LoadedModel read = ModelFolder.read(folder, "0")) {
            assertThat(((SegmentationPlan) read.plan()).preprocessing().frame())
                    .as("the stored array's x, z, y from the slowest on")
                    .isEqualTo(new Frame.Anatomical("ASR"));
            ModelFolder.write(temporary.resolve("again"), List.of(read));
        }
        assertThat(Json.parse(Files.readString(temporary.resolve("again/plans.json"))))
                .isEqualTo(Json.parse(Files.readString(folder.resolve("plans.json"))));
    }

    @Test
    void an_ignored_value_is_written_as_the_next_after_the_labels() throws IOException {
        SegmentationPlan plan = TinyModels.plain();
        Labels labels = new Labels(plan.task().labels().foreground(), Set.of(255));
        write(plan.withLabels(labels));
        assertThat(Files.readString(folder.resolve("dataset.json"))).contains("\"ignore\" : 3");
    }

    @Test
    void failed_writes_leave_nothing() throws IOException {
        try (LoadedModel first = TinyModels.model(TinyModels.plain(), 1);
                LoadedModel second = TinyModels.model(TinyModels.residual(), 2)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ModelFolder.write(folder, List.of(first, second)));
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void unfinished_folds_and_copies_of_folds_are_excluded() throws IOException {
        try (LoadedModel first = TinyModels.model(TinyModels.plain(), 1);
                LoadedModel second = TinyModels.model(TinyModels.plain(), 2)) {
            ModelFolder.write(folder, List.of(first, second, first));
        }
        Files.move(folder.resolve("fold_1/checkpoint_final.pth"), folder.resolve("fold_1/checkpoint_best.pth"));
        Files.move(folder.resolve("fold_2"), folder.resolve("fold_2_old"));
        assertThat(ModelFolder.folds(folder)).containsExactly("0");
    }
}
