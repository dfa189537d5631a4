package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.data.file.Kind;
import klarsyn.data.label.Labels;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohortTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../case", "/etc/case", "a/../../case", "..", " ", "a\0b"})
    void a_case_name_is_never_a_path_out_of_the_folder(String id) {
        assertThatThrownBy(() -> Case.ofImages(id, "patient", List.of(Path.of("a.nii")), Path.of("b.nii")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("outside the folder");
    }

    @Test
    void cases_are_sorted_by_name() {
        Cohort cohort = TinyDataSet.of(folder, "b", "c", "a").open();

        assertThat(cohort.cases()).extracting(Case::id).containsExactly("a", "b", "c");
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("a", "b", "c");
        assertThat(cohort.name()).isEqualTo("tiny");
        assertThat(cohort.channels()).containsExactly(new Cohort.Channel(0, "MRI"));
        assertThat(cohort.task()).contains(new Task.Segmentation(Labels.of("head", "body")));
        assertThat(cohort.cases().getFirst().readImage().getFirst().voxels()).isEqualTo(TinyDataSet.noise(2));
        assertThat(cohort.cases().getFirst().readLabels().voxels()).isEqualTo(TinyDataSet.halves());
    }

    @Test
    void a_case_has_a_target_of_the_task_or_none() {
        Task animals = Task.Classification.of("animal", List.of("dog", "cat"));

        assertThat(cohort(animals, new Case.Target.Category("cat"), new Case.Target.Unknown())
                        .cases())
                .hasSize(2);
        assertThatThrownBy(() -> cohort(animals, new Case.Target.Category("cow")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cow");
        assertThatThrownBy(() -> cohort(new Task.Regression("age"), new Case.Target.Category("7")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cohort(animals, new Case.Target.Quantity(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Cohort cohort(Task task, Case.Target... targets) {
        List<Case> cases = IntStream.range(0, targets.length)
                .mapToObj(i -> new Case(
                        "case " + i,
                        "patient " + i,
                        List.of(new Source.ImageFile(folder.resolve(i + ".png"))),
                        targets[i],
                        Part.ANY))
                .toList();
        return new Cohort("made", folder, "made", Kind.PICTURE, Optional.of(task), List.of(), cases, List.of());
    }

    @Test
    void classes_are_in_their_natural_order() {
        assertThat(Task.Classification.of("grade", List.of("10", "9", "-1", "0.5"))
                        .classes())
                .containsExactly("-1", "0.5", "9", "10");
        assertThat(Task.Classification.of("animal", List.of("dog", "cat", "10", "9"))
                        .classes())
                .containsExactly("10", "9", "cat", "dog");
    }

    @Test
    void a_folder_is_rejected_if_missing_or_a_file_or_of_no_known_layout() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");

        assertRejected(() -> Layouts.open(folder.resolve("nowhere")), "file or folder does not exist", "nowhere");
        assertRejected(() -> Layouts.open(file), "a file", "notes.txt");
        assertRejected(() -> Layouts.open(folder), "no readable image, signal or table", "1 file, such as notes.txt");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRejected(() -> Layouts.open(empty), "the folder is empty");
    }

    @Test
    void broken_json_is_rejected_with_its_line_and_column() {
        TinyDataSet data = TinyDataSet.of(folder, "a").json("{\n \"labels\": {\"0\" \"background\"}\n}");

        assertRejected(data::open, "line 2, column 17");
    }

    static Stream<Arguments> descriptions() {
        String labels = "\"labels\": {\"0\": \"background\", \"1\": \"x\"}";
        String start = "{\"modality\": {\"0\": \"MRI\"}, " + labels + ", \"training\": ";
        return Stream.of(
                Arguments.of("[1]", "expected an object {…}, found [1]"),
                Arguments.of("{" + labels + "}", "modality"),
                Arguments.of("{\"modality\": {\"0\": \"MRI\"}}", "labels"),
                Arguments.of("{" + labels + ", " + labels + "}", "Duplicate"),
                Arguments.of("{\"labels\": {\"0\": \"background\"}}", "nothing to segment"),
                Arguments.of("{\"labels\": {\"1\": \"x\", \"3\": \"y\"}}", "2 is missing"),
                Arguments.of("{\"labels\": {\"background\": 0, \"x\": 1}}", "modality"),
                Arguments.of("{\"labels\": {\"1\": \"x\", \"01\": \"y\"}}", "repeated"),
                Arguments.of("{" + labels + ", \"modality\": {\"1\": \"MRI\"}}", "numbered from 0"),
                Arguments.of(start + "[]}", "no cases"),
                Arguments.of(start + "{}}", "no cases"),
                Arguments.of(start + "[\"./imagesTr/a.nii.gz\"]}", "no \"image\""),
                Arguments.of(start + "[{\"label\": \"./labelsTr/a.nii.gz\"}]}", "no \"image\""),
                Arguments.of(start + "[{\"image\": \"./imagesTr/a.nii.gz\"}]}", "no \"label\""),
                Arguments.of(
                        start + "[{\"image\": \"../a.nii.gz\", \"label\": \"./labelsTr/a.nii.gz\"}]}", "is outside"),
                Arguments.of(
                        start + "[{\"image\": \"imagesTr/../../a.nii.gz\", \"label\": \"labelsTr/a.nii.gz\"}]}",
                        "is outside"),
                Arguments.of(
                        start + "[{\"image\": \"/etc/hosts\", \"label\": \"./labelsTr/a.nii.gz\"}]}", "is outside"),
                Arguments.of(
                        start + "[{\"image\": \"a\\u0000.nii\", \"label\": \"./labelsTr/a.nii.gz\"}]}",
                        "is not a path"));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void a_description_that_cannot_be_followed_is_rejected(String json, String reason) {
        TinyDataSet data = TinyDataSet.of(folder, "a").json(json);

        assertRejected(data::open, reason, "dataset.json");
    }

    @Test
    void a_listed_file_that_is_missing_is_named_with_its_case() {
        assertRejected(
                TinyDataSet.of(folder, "a", "b").delete("imagesTr/b.nii.gz")::open,
                "case b",
                "image is missing",
                "b.nii.gz");
        assertRejected(
                TinyDataSet.of(folder, "a", "b").delete("labelsTr/a.nii.gz")::open, "case a", "label map is missing");
    }

    @Test
    void a_listed_folder_or_file_that_is_no_image_is_rejected() throws IOException {
        TinyDataSet data = TinyDataSet.of(folder, "a");
        Files.createDirectories(folder.resolve("imagesTr/d.nii.gz"));

        data.describe("\"0\": \"MRI\"", "\"1\": \"x\"", "d");
        assertRejected(data::open, "case d", "a folder");

        data.write("notes.txt", "hello")
                .json("{\"modality\": {\"0\": \"MRI\"}, \"labels\": {\"1\": \"x\"}, \"training\":"
                        + " [{\"image\": \"notes.txt\", \"label\": \"labelsTr/a.nii.gz\"}]}");
        assertRejected(data::open, "case notes", "not an image of a known format");
    }

    @Test
    void the_same_name_twice_is_rejected() {
        TinyDataSet data = TinyDataSet.of(folder, "a").describe("\"0\": \"MRI\"", "\"1\": \"x\"", "a", "a");

        assertRejected(data::open, "two cases have the name a");
    }

    @Test
    void the_hippocampus_set_opens() {
        Cohort cohort = Layouts.open(SharedData.folder("Task04_Hippocampus"));

        assertThat(cohort.name()).isEqualTo("Hippocampus");
        assertThat(cohort.cases()).hasSize(208);
        assertThat(cohort.task()).contains(new Task.Segmentation(Labels.of("Anterior", "Posterior")));
        assertThat(cohort.cases().getFirst().id()).isEqualTo("hippocampus_001");
    }

    @Test
    void the_fourth_axis_of_a_file_is_its_channels() {
        Cohort cohort = Layouts.open(SharedData.folder("msd_samples").resolve("Task01_BrainTumour"));

        assertThat(cohort.channels()).hasSize(4);
        assertThat(cohort.cases().getFirst().readImage()).hasSize(4);
    }

    @Test
    void channels_in_several_files_must_share_a_grid() {
        TinyDataSet data = TinyDataSet.of(folder, "a", "b");
        List<Path> both = List.of(folder.resolve("imagesTr/a.nii.gz"), folder.resolve("imagesTr/b.nii.gz"));
        Case subject = Case.ofImages("x", "x", both, folder.resolve("labelsTr/a.nii.gz"));
        assertThat(subject.readImage()).hasSize(2);

        Images.write(
                new Volume(
                        new Geometry(
                                TinyDataSet.GRID.shape(),
                                TinyDataSet.GRID.affine().withOrigin(0, 0, 3)),
                        TinyDataSet.noise(1)),
                data.folder().resolve("imagesTr/b.nii.gz"));
        assertRejected(subject::readImage, "case x", "b.nii.gz", "grid");
    }

    private static void assertRejected(ThrowingCallable call, String... facts) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessageContainingAll(facts);
    }
}
