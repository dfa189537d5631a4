package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Interval;
import klarsyn.base.ModelException;
import klarsyn.base.Seed;
import klarsyn.data.split.Division;
import klarsyn.image.region.KeepLargest;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.model.PlannedNetwork;
import klarsyn.model.Provenance;
import klarsyn.nn.Network;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Budget;
import klarsyn.plan.Inference;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyClassifiers;
import klarsyn.plan.TinyPlans;
import klarsyn.predict.ClassPredictor;
import klarsyn.predict.SegmentationPredictor;
import klarsyn.tensor.Scope;
import klarsyn.workflow.folder.FoldSettings;
import klarsyn.workflow.folder.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredModelsTest {

    private static final SegmentationPlan PLAN =
            TinyPlans.isotropic().withPostProcessing(KeepLargest.NOTHING.and(Set.of(1)));

    private final Scope scope = Scope.open("test");

    @TempDir
    private Path folder;

    @AfterEach
    void free() {
        scope.close();
    }

    private static LoadedModel model(Plan plan) {
        Network network = PlannedNetwork.fresh(plan, Seed.of(1));
        Provenance provenance = new Provenance("test", 1, 0, 0, "", CaseHashes.UNKNOWN, Interval.NONE);
        return new LoadedModel(plan, network, Weights.of(network), provenance);
    }

    private static void write(Path file, Plan plan) {
        try (LoadedModel model = model(plan)) {
            ModelFile.write(file, plan, model.weights(), model.provenance());
        }
    }

    private RunFolder folds(int trained) throws IOException {
        RunFolder run = new RunFolder(folder);
        new FoldSettings(2, Division.Unit.PATIENT, 0, Budget.iterations(1), Recipe.KLARSYN).write(run.folds());
        for (int fold = 0; fold < trained; fold++) {
            Files.createDirectories(run.fold(fold).path());
            write(run.fold(fold).model(), PLAN);
        }
        return run;
    }

    private StoredModels read(Path place) {
        StoredModels stored = StoredModels.read(place);
        stored.members().forEach(LoadedModel::close);
        return stored;
    }

    @Test
    void a_file_is_one_model_with_the_post_processing_of_its_plan() {
        Path file = folder.resolve("model.klarsyn");
        write(file, PLAN);

        StoredModels stored = read(file);

        assertThat(stored.members()).hasSize(1);
        assertThat(stored.postProcessing()).isEqualTo(PLAN.postProcessing());
    }

    @Test
    void classes_have_no_post_processing() {
        Path file = folder.resolve("model.klarsyn");
        write(file, TinyClassifiers.gray());

        assertThat(read(file).postProcessing()).isEqualTo(KeepLargest.NOTHING);
    }

    @Test
    void a_cross_validation_is_the_models_of_all_folds() throws IOException {
        folds(2);

        assertThat(read(folder).members()).hasSize(2);
    }

    @Test
    void a_cross_validation_with_a_missing_fold_is_rejected_with_the_command_that_finishes_it() throws IOException {
        folds(1);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> StoredModels.read(folder))
                .withMessageContaining("fold 2 has no model yet")
                .withMessageContaining("klarsyn train DATA --resume --out " + folder);
    }

    @Test
    void a_folder_of_a_single_run_is_rejected_with_its_model() throws IOException {
        Path file = new RunFolder(folder).model();
        Files.createFile(file);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> StoredModels.read(folder))
                .withMessageContaining("neither a cross-validation nor an nnU-Net v2 model")
                .withMessageContaining("use the model in it: " + file);
    }

    @Test
    void a_folder_without_models_is_rejected() {
        ModelException rejection = catchThrowableOfType(ModelException.class, () -> StoredModels.read(folder));

        assertThat(rejection.fix()).isEqualTo("use a .klarsyn file");
    }

    @Test
    void damaged_post_processing_is_named_with_its_fix() throws IOException {
        Path file = folds(2).postProcessing();
        Files.writeString(file, "{");

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> StoredModels.read(folder))
                .withMessageContaining(file.toString())
                .withMessageContaining("--resume, which writes it again");
    }

    @Test
    void models_of_one_plan_could_be_folds_and_others_not() {
        LoadedModel one = model(TinyPlans.isotropic());
        LoadedModel same = model(TinyPlans.isotropic());
        LoadedModel other = model(TinyPlans.with(TinyPlans.isotropic(), new Inference(1, List.of(), 0)));

        assertThat(Members.areFolds(List.of(one, same))).isTrue();
        assertThat(Members.areFolds(List.of(one, other))).isFalse();
    }

    @Test
    void the_predictor_is_that_of_the_task() {
        LoadedModel segmenting = model(TinyPlans.isotropic());
        LoadedModel classifying = model(TinyClassifiers.gray());

        assertThat(Members.predictor(List.of(segmenting))).isInstanceOf(SegmentationPredictor.class);
        assertThat(Members.predictor(List.of(classifying, classifying))).isInstanceOf(ClassPredictor.class);
    }

    @Test
    void models_of_two_tasks_predict_nothing_together() {
        LoadedModel segmenting = model(TinyPlans.isotropic());
        LoadedModel classifying = model(TinyClassifiers.gray());

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Members.together(
                        List.of(Members.predictor(List.of(segmenting)), Members.predictor(List.of(classifying)))))
                .withMessageContaining("some models segment and others classify");
    }
}
