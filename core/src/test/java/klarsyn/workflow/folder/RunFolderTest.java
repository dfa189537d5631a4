package klarsyn.workflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.base.ExistingResults;
import klarsyn.base.StoppedException;
import klarsyn.data.Case;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.predict.Classified;
import klarsyn.predict.Segmented;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path temporary;

    private RunFolder run;

    @BeforeEach
    void name() {
        run = new RunFolder(temporary.resolve("run"));
    }

    /** Creates files, with their folders. */
    private static void touch(Path... files) {
        for (Path file : files) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, file.getFileName().toString());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertAccepted(ExistingResults existing) {
        assertThatCode(() -> run.requireRunFolder(existing)).doesNotThrowAnyException();
    }

    private DataException rejected(ExistingResults existing) {
        DataException rejection = catchThrowableOfType(DataException.class, () -> run.requireRunFolder(existing));
        assertThat(rejection).isNotNull();
        return rejection;
    }

    @Test
    void a_new_folder_is_accepted_and_not_yet_created() {
        assertAccepted(ExistingResults.KEEP);
        assertThat(run.path()).doesNotExist();
        assertThat(run.isFinished()).isFalse();
        assertThat(run.isCrossValidation()).isFalse();
    }

    @Test
    void a_folder_that_holds_only_the_data_is_accepted() {
        touch(run.path().resolve("data").resolve("image.nii"));

        assertAccepted(ExistingResults.KEEP);
    }

    @Test
    void an_unfinished_run_may_be_replaced_without_a_request() {
        touch(run.log(), run.plan(), run.model(), run.lastCheckpoint());

        assertThat(run.isFinished()).isFalse();
        assertAccepted(ExistingResults.KEEP);
    }

    @Test
    void a_finished_run_is_kept_unless_it_is_to_be_replaced() {
        touch(run.log(), run.plan(), run.model(), run.metrics(), run.report());

        assertThat(run.isFinished()).isTrue();
        assertThat(rejected(ExistingResults.KEEP))
                .hasMessageContaining("the folder contains a finished run")
                .hasMessageContaining("--overwrite");
        assertAccepted(ExistingResults.REPLACE);
    }

    @Test
    void a_trained_run_whose_report_failed_is_finished() {
        touch(run.log(), run.model());

        assertThat(run.isFinished()).isTrue();
    }

    @Test
    void a_cross_validation_is_finished_with_its_metrics() {
        touch(run.folds(), run.fold(0).log(), run.fold(0).metrics(), run.fold(0).model());

        assertThat(run.isCrossValidation()).isTrue();
        assertThat(run.isFinished()).isFalse();
        assertThat(rejected(ExistingResults.KEEP))
                .hasMessageContaining("a cross-validation with finished folds")
                .hasMessageContaining("--resume");
        touch(run.metrics());
        assertThat(run.isFinished()).isTrue();
    }

    @Test
    void a_folder_with_other_files_is_rejected_even_if_results_are_replaced() throws IOException {
        touch(run.path().resolve("thesis.docx"), run.metrics());

        for (ExistingResults existing : ExistingResults.values()) {
            assertThat(rejected(existing).what()).isEqualTo("the folder contains files that are not part of a run");
        }
        assertThat(names(run.path())).containsExactly("metrics.json", "thesis.docx");
    }

    @Test
    void a_file_is_no_folder() {
        touch(run.path());

        assertThat(rejected(ExistingResults.KEEP).what()).isEqualTo("expected a folder, got a file");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(run::create)
                .withMessageContaining("cannot be created");
    }

    @Test
    void a_reset_deletes_the_files_of_the_run_and_no_others() throws IOException {
        touch(run.log(), run.plan(), run.model(), run.metrics(), run.report(), run.settings(), run.postProcessing());
        touch(run.cache().resolve("a.bin"), run.lastCheckpoint());
        touch(run.path().resolve("predictions").resolve("a.nii.gz"));
        touch(run.path().resolve("notes.txt"), run.path().resolve("data").resolve("image.nii"));
        touch(run.path().resolve("plans").resolve("plan.json"));

        run.reset();

        assertThat(names(run.path())).containsExactly("data", "notes.txt", "plans");
        assertThat(run.path().resolve("data").resolve("image.nii")).exists();
    }

    @Test
    void a_reset_deletes_all_folds() throws IOException {
        touch(run.folds(), run.fold(0).model(), run.fold(1).model(), run.path().resolve("fold-notes.txt"));

        run.reset();

        assertThat(names(run.path())).containsExactly("fold-notes.txt");
    }

    @Test
    void a_reset_creates_the_folder() {
        run.reset();

        assertThat(run.path()).isEmptyDirectory();
    }

    @Test
    void cache_and_checkpoints_are_deleted_after_a_run() throws IOException {
        touch(run.log(), run.model(), run.cache().resolve("a.bin"), run.lastCheckpoint());

        run.deleteIntermediateFiles();

        assertThat(names(run.path())).containsExactly("log.jsonl", "model.klarsyn");
    }

    @Test
    void a_fold_is_a_run_in_a_folder_of_its_own() {
        assertThat(run.fold(2).model()).isEqualTo(run.path().resolve("fold-2").resolve("model.klarsyn"));
    }

    @Test
    void work_that_is_not_stopped_returns_its_result() {
        assertThat(run.stoppable(() -> 7)).isEqualTo(7);
    }

    @Test
    void work_stopped_before_a_checkpoint_must_be_started_again() {
        assertThat(stopped().resumable()).isEmpty();
    }

    @Test
    void work_stopped_after_a_checkpoint_is_resumed_from_the_folder() {
        touch(run.lastCheckpoint());

        assertThat(stopped().resumable()).contains(run.path());
    }

    @Test
    void work_stopped_after_training_is_resumed_from_the_trained_network() {
        Path trained = run.checkpoints().resolve("trained.klarsyn");
        touch(run.lastCheckpoint(), trained);

        assertThat(stopped().resumable()).contains(run.path());
        assertThat(trained).doesNotExist();
        assertThat(run.lastCheckpoint()).hasContent("trained.klarsyn");
    }

    private StoppedException stopped() {
        return catchThrowableOfType(
                StoppedException.class,
                () -> run.stoppable(() -> {
                    throw new StoppedException();
                }));
    }

    @Test
    void a_segmentation_is_written_in_the_format_of_predictions_and_a_class_is_not() throws IOException {
        Geometry grid = Geometry.of(new Shape(3, 2, 2), new Spacing(1, 2, 3));
        Path image = temporary.resolve("a.nii");
        Images.write(new Volume(grid, new float[12]), image);
        Case subject = Case.ofImages("a", "a", List.of(image), image);
        short[] labels = new short[12];
        labels[5] = 2;

        run.write(subject, new Classified(List.of("cat", "dog"), List.of(0.5, 0.5)));
        assertThat(run.path()).doesNotExist();
        run.write(subject, new Segmented(new LabelMap(grid, labels)));

        assertThat(names(run.path().resolve("predictions"))).containsExactly("a.nii.gz");
        assertThat(Images.readLabels(run.prediction(subject)).voxels()).isEqualTo(labels);
    }
}
