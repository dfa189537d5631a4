package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.data.Finding;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in a folder for each class, with what people get wrong. */
class ClassFindingsTest {

    @TempDir
    private Path folder;

    @Test
    void valid_classes_have_no_findings() {
        pictures("cat", 5);
        pictures("dog", 5);

        assertThat(findings()).isEmpty();
    }

    @Test
    void a_class_with_one_case_is_an_error() {
        pictures("cat", 5);
        picture("dog/only.png");

        assertOnlyError("class dog, case only", "the only case of its class", "--exclude only");
    }

    @Test
    void a_class_with_one_case_can_be_evaluated() {
        pictures("cat", 5);
        picture("dog/only.png");

        assertThat(Preflight.scan(Layouts.open(folder), Purpose.EVALUATION, 1).errors())
                .isEmpty();
    }

    @Test
    void a_class_with_few_cases_is_a_warning() {
        pictures("cat", 5);
        pictures("dog", 2);

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("warning: class dog: only 2 of 7"));
    }

    @Test
    void classes_that_differ_only_in_case_or_spaces_are_one_error() throws IOException {
        pictures("dog", 5);
        for (String name : List.of("Cat", "cat ", "cat")) {
            pictures(name, 5);
        }
        long folders;
        try (var inside = Files.list(folder)) {
            folders = inside.count();
        }
        assumeTrue(folders == 4, "the file system takes these names for one");

        assertOnlyError("\"Cat\" (5 cases), \"cat\" (5 cases), \"cat \" (5 cases)", "differ only in case or spaces");
    }

    @Test
    void images_with_an_unusual_number_of_channels_are_one_error_with_their_names() {
        picture("cat/a.png", BufferedImage.TYPE_BYTE_GRAY, 8, 8); // the first file is no measure of the others
        pictures("cat", 5);
        pictures("dog", 5);
        picture("dog/z.png", BufferedImage.TYPE_BYTE_GRAY, 8, 8);

        assertOnlyError(
                "in 2 of 12 images the number of channels is not 3", "cat/a.png (1), dog/z.png (1)", "cat/a,dog/z");
    }

    @Test
    void every_picture_that_cannot_be_read_is_an_error() throws IOException {
        pictures("cat", 5);
        pictures("dog", 5);
        Files.writeString(folder.resolve("cat/broken.png"), "no picture");
        Files.writeString(folder.resolve("dog/empty.png"), "");

        List<Finding> errors = errors();

        assertThat(errors).hasSize(2);
        assertThat(errors.getFirst().toString()).contains("case cat/broken", "broken.png");
        assertThat(errors.getLast().toString()).contains("case dog/empty", "empty.png");
    }

    @Test
    void a_class_that_is_only_in_the_test_part_is_an_error() {
        pictures("train/cat", 5);
        pictures("train/dog", 5);
        pictures("test/cat", 5);
        pictures("test/cow", 5);

        assertOnlyError("class cow", "5 cases, all in the test part", "cannot be learned");
    }

    @Test
    void an_empty_class_folder_is_an_error() throws IOException {
        pictures("cat", 5);
        pictures("dog", 5);
        Files.createDirectory(folder.resolve("cow"));

        assertOnlyError("cow: the class folder is empty");
    }

    @Test
    void an_empty_folder_next_to_a_single_class_is_an_error() throws IOException {
        pictures("cat", 5);
        Files.createDirectory(folder.resolve("dog"));

        assertOnlyError("dog: the class folder is empty");
    }

    @Test
    void a_class_that_is_empty_in_one_part_is_a_warning() throws IOException {
        for (String name : List.of("train/cat", "train/dog", "test/cat")) {
            pictures(name, 5);
        }
        Files.createDirectory(folder.resolve("test/dog"));

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("warning", "test", "folder", "is empty"));
    }

    @Test
    void a_class_folder_without_any_picture_is_an_error() throws IOException {
        pictures("cat", 5);
        pictures("dog", 5);
        Files.createDirectory(folder.resolve("cow"));
        Files.writeString(folder.resolve("cow/cow.webm"), "a film");

        assertOnlyError("cow: the class folder contains no image or signal", "1 file, such as cow.webm");
    }

    @Test
    void a_class_folder_of_another_kind_of_files_is_an_error() throws IOException {
        pictures("cat", 5);
        pictures("dog", 5);
        Files.createDirectory(folder.resolve("cow"));
        Files.writeString(folder.resolve("cow/cow.txt"), "1\n2\n3\n");

        assertOnlyError("cow: its files are of another kind");
    }

    @Test
    void a_table_that_names_a_missing_picture_is_rejected() throws IOException {
        pictures("images", 4);
        table("images/0.png,a", "images/1.png,b", "images/2.png,a", "images/nine.png,b");

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 of 4 files is missing: images/nine.png (row 4)");
    }

    @Test
    void a_table_whose_target_is_constant_is_rejected() throws IOException {
        pictures("images", 4);
        table("images/0.png,a", "images/1.png,a", "images/2.png,a", "images/3.png,a");

        assertThatThrownBy(() -> Layouts.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("every value is a");
    }

    @Test
    void very_different_sizes_are_a_warning_with_their_range() {
        pictures("cat", 5);
        pictures("dog", 5);
        picture("dog/large.png", BufferedImage.TYPE_INT_RGB, 8, 40);

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains("warning", "from 8×8 pixels", "to 8×40 (dog/large)", "resized to one size"));
    }

    private void table(String... rows) throws IOException {
        Files.writeString(folder.resolve("cases.csv"), "image,label\n" + String.join("\n", rows) + "\n");
    }

    private List<Finding> findings() {
        return Preflight.scan(Layouts.open(folder), 2).findings();
    }

    private List<Finding> errors() {
        return findings().stream().filter(Finding::isError).toList();
    }

    private void assertOnlyError(String... facts) {
        assertThat(errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains(facts));
    }

    private void pictures(String name, int count) {
        for (int i = 0; i < count; i++) {
            picture("%s/%d.png".formatted(name, i));
        }
    }

    private void picture(String name) {
        picture(name, BufferedImage.TYPE_INT_RGB, 8, 8);
    }

    /** A picture of noise, another one for each name. */
    private void picture(String name, int type, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, type);
        RandomGenerator random = Seed.of(7).child(name).generator();
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
