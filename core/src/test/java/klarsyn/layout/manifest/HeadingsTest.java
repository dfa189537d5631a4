package klarsyn.layout.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import klarsyn.data.Part;
import klarsyn.table.Column;
import klarsyn.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient",
                "Patient ID",
                "patient_id",
                "PatientID",
                "PATIENT-ID",
                "Subject",
                "participant_id",
                "pid",
                "Patient No."
            })
    void a_column_of_patients_is_known_however_it_is_written(String heading) {
        assertThat(Headings.patient(table("age", heading))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"patients_age", "id", "impatient", "patient name", "case"})
    void other_columns_are_none_of_patients(String heading) {
        assertThat(Headings.patient(table("age", heading))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "Set", "fold", "data_split", "subset", "Usage"})
    void a_column_of_sides_is_known(String heading) {
        assertThat(Headings.split(table("age", heading))).isPresent();
    }

    @Test
    void targets_are_listed_in_the_order_of_the_table() {
        assertThat(Headings.targets(table("age", "Diagnosis", "y", "x", "class_label")))
                .extracting(Column::name)
                .containsExactly("Diagnosis", "y", "class_label");
    }

    @Test
    void a_unit_behind_a_heading_is_no_part_of_it() {
        assertThat(Headings.targets(table("outcome [mm]", "target (%)", "age (label)")))
                .extracting(Column::name)
                .containsExactly("outcome [mm]", "target (%)");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # heading,          file,  only file, mask
        image,              true,  true,      false
        image_path,         true,  true,      false
        ImageFile,          true,  true,      false
        scan id,            true,  true,      false
        mask,               false, true,      true
        segmentation_path,  true,  true,      true
        image quality,      true,  false,     false
        age,                false, false,     false
        profile,            false, false,     false
        """)
    void a_heading_says_whether_files_are_named_and_which(String heading, boolean file, boolean alone, boolean mask) {
        assertThat(Headings.isFile(heading)).isEqualTo(file);
        assertThat(Headings.isFileAlone(heading)).isEqualTo(alone);
        assertThat(Headings.isMask(heading)).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({"case,true", "isic_id,true", "Record Name,true", "filename,true", "age,false", "width,false"})
    void a_heading_says_whether_cases_are_named(String heading, boolean cases) {
        assertThat(Headings.isCase(heading)).isEqualTo(cases);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # path, whether it is a label map
        labels/a.nii,            true
        masks/images/a.nii,      false
        images/a_mask.nii,       true
        images/masks/a.nii,      true
        'labels\\a.nii',         true
        a.nii,                   false
        data/a.nii,              false
        """)
    void the_name_or_the_nearest_folder_says_whether_a_file_is_a_label_map(String path, boolean mask) {
        assertThat(Headings.isMaskPath(path)).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({"train,TRAIN", "labels_test,TEST", "Val-2020,VALIDATION", "cases,ANY", "latest,ANY", "test_train,TEST"})
    void the_name_of_a_table_says_the_side_of_its_rows(String stem, Part part) {
        assertThat(Headings.partOf(stem)).isEqualTo(part);
    }

    private static Table table(String... headings) {
        List<Column> columns = new ArrayList<>();
        for (String heading : headings) {
            columns.add(new Column.Texts(heading, new String[] {"a", "b"}));
        }
        return new Table(columns, 2);
    }
}
