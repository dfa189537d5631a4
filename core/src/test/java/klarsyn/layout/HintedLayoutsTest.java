package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.HintsTest;
import klarsyn.data.Task;
import klarsyn.data.TaskKind;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person says of a data set: its task, and where its patients are named. */
class HintedLayoutsTest {

    private static final Geometry GRID = Geometry.of(new Shape(4, 3, 2), Spacing.isotropic(1));

    @TempDir
    private Path folder;

    @Test
    void the_numbers_of_class_folders_are_in_order() {
        image("10/a.nii.gz");
        image("9/b.nii.gz");
        image("0/c.nii.gz");

        assertThat(Layouts.open(folder).task()).contains(new Task.Classification("class", List.of("0", "9", "10")));
    }

    @Test
    void folders_with_the_same_numbered_files_are_classes() {
        for (int i = 0; i < 5; i++) {
            image("cat/image%d.nii.gz".formatted(i));
            image("dog/image%d.nii.gz".formatted(i));
        }

        assertThat(Layouts.open(folder).task()).contains(new Task.Classification("class", List.of("cat", "dog")));
    }

    @Test
    void folders_with_a_few_same_numbered_files_are_cases() {
        for (int i = 0; i < 4; i++) {
            image("patient-a/channel%d.nii.gz".formatted(i));
            image("patient-b/channel%d.nii.gz".formatted(i));
        }

        assertThat(Layouts.open(folder).task()).isEmpty();
    }

    @Test
    void patients_are_found_in_the_paths_of_class_folders() {
        image("cat/P1_left.nii.gz");
        image("cat/P1_right.nii.gz");
        image("dog/P2_left.nii.gz");
        image("dog/P3_left.nii.gz");

        Cohort whole =
                Layouts.open(folder, new HintsTest.Said().patient("P\\d+").hints());
        Cohort group =
                Layouts.open(folder, new HintsTest.Said().patient("P(\\d+)_").hints());

        assertThat(whole.cases()).extracting(Case::patient).containsExactly("P1", "P1", "P2", "P3");
        assertThat(group.cases()).extracting(Case::patient).containsExactly("1", "1", "2", "3");
    }

    @Test
    void patients_are_found_in_the_paths_of_wfdb_records() throws IOException {
        for (String name : List.of("100a", "100b", "101a")) {
            write(name + ".hea", name + " 1 360 0\n" + name + ".dat 16 200 16 0 0 0 0 lead\n");
            Files.write(made(name + ".dat"), new byte[20]);
        }

        Cohort cohort =
                Layouts.open(folder, new HintsTest.Said().patient("^\\d+").hints());

        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("100", "100", "101");
    }

    @Test
    void an_expression_that_finds_no_patient_is_rejected() throws IOException {
        image("cat/a.nii.gz");
        image("dog/b.nii.gz");
        assertThatThrownBy(() -> Layouts.open(
                        folder, new HintsTest.Said().patient("subject").hints()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("--patient subject finds no patient in cat/a; without a table it is no column")
                .hasMessageContaining("regular expression");
        assertThatThrownBy(() ->
                        Layouts.open(folder, new HintsTest.Said().patient("(").hints()))
                .hasMessageContaining("\"(\" is no regular expression");

        Path arrays = Files.createDirectory(folder.resolve("arrays"));
        Files.write(
                arrays.resolve("train-images-idx3-ubyte"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6});
        Files.write(arrays.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});
        assertThatThrownBy(() ->
                        Layouts.open(arrays, new HintsTest.Said().patient(".").hints()))
                .hasMessageContaining("entries of one file");
    }

    @Test
    void a_task_that_the_files_do_not_have_is_rejected() {
        image("cat/a.nii.gz");
        image("dog/b.nii.gz");

        assertThatThrownBy(() -> Layouts.open(
                        folder, new HintsTest.Said().task(TaskKind.SEGMENTATION).hints()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the task segmentation does not match the files")
                .hasMessageContaining("is a classification");
    }

    @Test
    void masks_and_classes_in_one_table_are_chosen_by_the_task() throws IOException {
        for (String id : List.of("a", "b", "c", "d")) {
            image(id + ".nii.gz");
            mask(id + "_mask.nii.gz", 1);
        }
        write("cases.csv", """
            scan,mask,label
            a.nii.gz,a_mask.nii.gz,ill
            b.nii.gz,b_mask.nii.gz,ill
            c.nii.gz,c_mask.nii.gz,well
            d.nii.gz,d_mask.nii.gz,well
            """);

        assertThat(Layouts.open(folder).task().map(Task::kind)).contains(TaskKind.SEGMENTATION);
        assertThat(Layouts.open(
                                folder,
                                new HintsTest.Said()
                                        .task(TaskKind.CLASSIFICATION)
                                        .hints())
                        .task())
                .contains(new Task.Classification("label", List.of("ill", "well")));
        assertThatThrownBy(() -> Layouts.open(
                        folder,
                        new HintsTest.Said()
                                .target("label")
                                .task(TaskKind.SEGMENTATION)
                                .hints()))
                .hasMessageContaining("--target names the column label, which contains no label maps");
        write("klarsyn.json", "{\"task\": \"classification\"}");
        assertThat(Layouts.open(folder).task().map(Task::kind)).contains(TaskKind.CLASSIFICATION);
        write("klarsyn.json", "{\"task\": \"clasification\"}");
        assertThatThrownBy(() -> Layouts.open(folder)).hasMessageContaining("there is no task clasification");
    }

    private void image(String name) {
        Images.write(new Volume(GRID, new float[24]), made(name));
    }

    private void mask(String name, int value) {
        short[] labels = new short[24];
        labels[5] = (short) value;
        Images.write(new LabelMap(GRID, labels), made(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(made(name), text);
    }

    private Path made(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return file;
    }
}
