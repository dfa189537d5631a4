package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Source;
import klarsyn.dicom.series.SliceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomLayoutTest {

    private SmallFolder folder;

    @BeforeEach
    void emptyFolder(@TempDir Path root) {
        folder = new SmallFolder(root);
    }

    private void series(String place, int patient, int slices) {
        SliceFile.series(folder.root().resolve(place), patient, slices);
    }

    private Cohort open() {
        return Layouts.open(folder.root());
    }

    @Test
    void a_folder_of_slices_is_a_case_of_its_name() {
        series("a/ct", 1, 3);
        series("b/ct", 2, 2);

        assertThat(open().layout()).isEqualTo("DICOM series");
        assertThat(open().cases()).extracting(Case::id).containsExactlyInAnyOrder("a/ct", "b/ct");
    }

    @Test
    void slices_of_a_series_are_one_image() {
        series("a", 1, 3);

        assertThat(open().cases().getFirst().readImage())
                .singleElement()
                .satisfies(volume -> assertThat(volume.geometry().shape().z()).isEqualTo(3));
    }

    @Test
    void a_single_slice_is_an_image_file() {
        series("a", 1, 1);

        assertThat(open().cases().getFirst().sources())
                .containsExactly(new Source.ImageFile(folder.root().resolve("a/000.dcm")));
    }

    @Test
    void series_of_a_patient_stay_together_and_the_number_of_the_patient_is_not_shown() {
        series("before", 1, 2);
        series("other", 2, 2);
        SliceFile.series(folder.root().resolve("after"), 1, 2);

        Cohort cohort = open();

        assertThat(cohort.cases()).extracting(Case::patient).allMatch(name -> name.matches("patient-[0-9a-f]{12}"));
        assertThat(cohort.cases().stream().map(Case::patient).distinct()).hasSize(2);
    }

    @Test
    void other_files_beside_a_series_are_no_cases() {
        series("a", 1, 2);
        folder.text("a/report.txt", "normal").text("a/VERSION", "7");

        assertThat(open().cases()).hasSize(1);
        assertThat(open().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {134, 170, 300, 522})
    void a_slice_that_is_cut_short_is_left_out_and_named(int length) throws IOException {
        series("a", 1, 3);
        byte[] whole = Files.readAllBytes(folder.root().resolve("a/001.dcm"));
        folder.bytes("a/001.dcm", Arrays.copyOf(whole, length));

        Cohort cohort = open();

        assertThat(cohort.cases()).hasSize(1);
        assertThat(cohort.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.toString()).contains("001.dcm").contains("ignored: "));
    }

    @Test
    void more_other_images_than_slices_are_what_counts() {
        series("", 1, 1);
        folder.with("b.png c.png");

        assertThat(open().layout()).isEqualTo("single files without targets");
    }
}
