package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.SharedData;
import klarsyn.data.file.Kind;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real folders not prepared for Klarsyn. */
class RecognizedFoldersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Task04_Hippocampus | Decathlon             | VOLUME  | 208  | 208 | Segmentation
        Task02_Heart       | Decathlon             | VOLUME  | 12   | 12  | Segmentation
        msd_samples        | Decathlon             | VOLUME  | 2    | 2   | Segmentation
        lgg                | NAME_mask             | PICTURE | 508  | 20  | Segmentation
        fundus             | .jpg with masks/      | PICTURE | 28   | 14  | Segmentation
        flowers            | one folder per class      | PICTURE | 800  | 800 | Classification
        fer2013            | one folder per class      | PICTURE | 3979 | 3979 | Classification
        oasis              | table of cases        | PICTURE | 188  | 188 | none
        mnist              | idx arrays            | PICTURE | 60000 | 60000 | Classification
        mitdb              | WFDB records          | SIGNAL  | 22   | 22  | none
        eeg_bonn           | one folder per class      | SIGNAL  | 150  | 150 | Classification
        heart              | one per site           | TABLE   | 920  | 920 | Classification
        dicom/dicom2nifti  | DICOM series          | VOLUME  | 16   | 2   | none
        nifti              | without targets       | VOLUME  | 185  | 185 | none
        nrrd               | without targets       | VOLUME  | 73   | 73  | none
        mha                | without targets       | VOLUME  | 40   | 40  | none\
        """)
    void a_folder_is_recognized_without_options(
            String folder, String layout, Kind kind, int cases, int patients, String task) {
        Cohort cohort = Layouts.open(SharedData.folder(folder));

        assertThat(cohort.layout()).contains(layout);
        assertThat(cohort.kind()).isEqualTo(kind);
        assertThat(cohort.cases()).hasSize(cases);
        assertThat(cohort.cases().stream().map(Case::patient).distinct()).hasSize(patients);
        assertThat(cohort.task().map(found -> found.getClass().getSimpleName()).orElse("none"))
                .isEqualTo(task);
    }

    @Test
    void two_arrays_in_a_folder_are_two_data_sets_in_their_official_splits() {
        List<Cohort> sets = Layouts.openAll(SharedData.folder("medmnist"), Hints.none());

        assertThat(sets).extracting(Cohort::name).contains("breastmnist", "pneumoniamnist");
        Cohort breast = sets.stream()
                .filter(set -> set.name().equals("breastmnist"))
                .findFirst()
                .orElseThrow();
        assertThat(breast.cases()).filteredOn(one -> one.part() == Part.TEST).hasSize(156);
    }

    @Test
    void a_target_column_can_be_selected() {
        Path oasis = SharedData.folder("oasis");

        Task cdr = Layouts.open(oasis, new HintsTest.Said().target("cdr").hints())
                .task()
                .orElseThrow();

        assertThat(cdr).isEqualTo(new Task.Classification("cdr", List.of("0", "0.5", "1")));
    }
}
