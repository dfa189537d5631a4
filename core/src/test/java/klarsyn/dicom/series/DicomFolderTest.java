package klarsyn.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.dicom.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomFolderTest {

    private static final SlicePlane PLANE =
            new SlicePlane(new Vector3(1, 2, 3), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 1, 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void write_two_slices() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        SliceFile.of(PLANE, 3, 3, 1).write(folder.resolve("a/one"));
        SliceFile.of(PLANE.at(new Vector3(1, 2, 4)), 3, 3, 2).write(folder.resolve("two.ima"));
    }

    private String ignored() {
        return DicomFolder.open(folder).ignored().stream()
                .map(other -> folder.relativize(other.file()) + ": " + other.why())
                .collect(Collectors.joining("; "));
    }

    @Test
    void what_is_no_picture_is_reported_and_left_aside() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "Two slices, taken on a rainy day. ".repeat(20));
        Files.writeString(folder.resolve(".hidden"), "x");
        Files.createFile(folder.resolve("empty.dcm"));
        SliceFile.of(PLANE, 3, 3, 3).without(Tag.ROWS).write(folder.resolve("report.dcm"));
        byte[] whole = Files.readAllBytes(folder.resolve("a/one"));
        Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(whole, 200));

        assertThat(DicomFolder.open(folder).series())
                .singleElement()
                .extracting(DicomSeries::slices)
                .isEqualTo(2);
        assertThat(ignored())
                .contains("notes.txt: it is not a DICOM file")
                .contains("empty.dcm: it is not a DICOM file")
                .contains("report.dcm: it contains no image")
                .contains("cut.dcm: ")
                .doesNotContain("hidden");
    }

    private void directory(String... files) {
        new SliceFile()
                .sequence(
                        Tag.DIRECTORY_RECORD_SEQUENCE,
                        Arrays.stream(files)
                                .map(file -> new SliceFile()
                                        .text(Tag.DIRECTORY_RECORD_TYPE, "CS", "IMAGE")
                                        .text(Tag.REFERENCED_FILE_ID, "CS", file))
                                .toArray(SliceFile[]::new))
                .write(folder.resolve("DICOMDIR"));
    }

    @Test
    void a_directory_is_followed_and_what_it_lacks_is_reported() {
        directory("A\\ONE", "two.ima", "a\\three");

        assertThat(DicomFolder.open(folder).series())
                .singleElement()
                .extracting(DicomSeries::slices)
                .isEqualTo(2);
        assertThat(ignored()).isEqualTo("DICOMDIR: it is a DICOMDIR; a/three: it is listed in a DICOMDIR but missing");
    }

    @Test
    void a_directory_by_itself_gives_the_files_that_it_names() {
        directory("a\\one");
        assertThat(DicomFolder.open(folder.resolve("DICOMDIR")).series())
                .singleElement()
                .extracting(DicomSeries::slices)
                .isEqualTo(1);
    }

    @Test
    void a_directory_that_names_files_outside_is_rejected() {
        directory("..\\one");
        assertThatThrownBy(() -> DicomFolder.open(folder)).isInstanceOf(DataException.class);
    }

    @Test
    void a_series_of_something_without_pictures_is_rejected() {
        SliceFile.of(PLANE, 3, 3, 3).without(Tag.ROWS).write(folder.resolve("report.dcm"));
        assertThatThrownBy(() -> DicomSeries.of(List.of(folder.resolve("report.dcm"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("contains no image");
        assertThatThrownBy(() -> DicomSeries.of(List.of())).isInstanceOf(DataException.class);
    }
}
