package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Hints;
import klarsyn.data.HintsTest;
import klarsyn.data.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layout a folder is understood to have, by the names of its files alone. */
class RecognitionTest {

    private SmallFolder folder;

    @BeforeEach
    void emptyFolder(@TempDir Path root) {
        folder = new SmallFolder(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scan.nii.gz                                                   | single files without targets                 | 1
        a.png b.png README.txt                                        | single files without targets                 | 2
        a.png b.png c.nii.gz                                          | single files without targets                 | 2
        a.png b.nii.gz c.nii.gz                                       | single files without targets                 | 2
        cat/1.png dog/2.png dog/3.png                                 | one folder per class                             | 3
        cat/1.png dog/2.png dog/readme.txt                            | one folder per class                             | 2
        train/cat/1.png train/dog/2.png test/cat/3.png test/dog/4.png | one folder per class, in the data set's own split| 4
        ill/1.nii.gz well/2.nii.gz                                    | one folder per class                             | 2
        ill/1.nii.gz well/2.nrrd                                      | single files without targets                 | 2
        cat/1.png dog/2.png other.png                                 | single files without targets                 | 3
        only/1.png only/2.png                                         | single files without targets                 | 2
        p1/t1.png p1/t2.png p2/t1.png p2/t2.png                       | single files without targets                 | 4
        images/a.png masks/a.png images/b.png masks/b.png             | images and label maps paired by name         | 2
        imagesTr/a.nii.gz labelsTr/a.nii.gz                           | images and label maps paired by name         | 1
        a.csv                                                         | table of features                            | 3
        a.csv b.csv                                                   | tables of features, one per site: a, b        | 6
        train.csv test.csv                                            | tables of features, one per part of the split | 6
        100.hea 100.dat                                               | WFDB records                                 | 1
        100.hea 100.dat 100.atr                                       | WFDB records with annotations (.atr)         | 1
        """)
    void files_show_how_they_are_laid_out(String files, String layout, int cases) {
        Cohort cohort = Layouts.open(folder.with(files).root());

        assertThat(cohort.layout()).startsWith(layout);
        assertThat(cohort.cases()).hasSize(cases);
    }

    @Test
    void records_of_which_some_have_no_annotations_are_not_said_to_have_them() {
        Cohort cohort = Layouts.open(folder.with("1.hea 1.atr 2.hea").root());

        assertThat(cohort.layout()).isEqualTo("WFDB records");
        assertThat(cohort.cases())
                .extracting(Case::target)
                .containsExactly(new Case.Target.Marks(folder.root().resolve("1.atr")), new Case.Target.Unknown());
    }

    @Test
    void leads_of_records_are_called_as_their_header_says() {
        Cohort cohort = Layouts.open(folder.with("1.hea").root());

        assertThat(cohort.channels()).containsExactly(new Cohort.Channel(0, "I"));
    }

    @Test
    void a_folder_of_another_kind_among_classes_is_left_out_and_named() {
        Cohort cohort = Layouts.open(folder.with("cat/1.png cat/2.png dog/3.png dog/4.png scans/5.nii.gz")
                .root());

        assertThat(cohort.cases()).hasSize(4);
        assertThat(cohort.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.toString()).contains("scans").contains("another kind"));
    }

    @Test
    void cases_of_classes_with_the_same_names_are_reported_apart_by_their_folders() {
        Cohort cohort = Layouts.open(
                folder.with("cat/1.png cat/2.png dog/1.png dog/3.png").root());

        assertThat(cohort.cases()).extracting(Case::id).containsExactly("cat/1", "cat/2", "dog/1", "dog/3");
    }

    @ParameterizedTest
    @CsvSource({"train,TRAIN", "Training,TRAIN", "val,VALIDATION", "dev,VALIDATION", "TEST,TEST", "ts,TEST"})
    void folders_of_classes_may_lie_in_a_side_of_a_split(String side, Part part) {
        Cohort cohort = Layouts.open(
                folder.with("%1$s/cat/1.png %1$s/dog/2.png".formatted(side)).root());

        assertThat(cohort.cases()).extracting(Case::part).containsOnly(part);
    }

    @Test
    void folders_with_a_table_each_are_data_sets_of_their_own() {
        folder.with("urine/a.csv blood/a.csv doc/x.txt");

        List<Cohort> found = Layouts.openAll(folder.root(), Hints.none());

        assertThat(found)
                .extracting(Cohort::root)
                .containsExactly(
                        folder.root().resolve("blood/a.csv"), folder.root().resolve("urine/a.csv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nnunet        | dataset.json
        msd           | dataset.json
        manifest      | table
        table         | there is no table
        wfdb          | there is no header
        arrays        | there is no .npz file
        dicom         | there is no DICOM file
        class-folders | fewer than two folders contain images
        files         | there is no image or signal
        """)
    void a_layout_that_is_asked_for_says_what_it_misses(String keyword, String missing) {
        folder.with("todo.doc");

        assertThatThrownBy(() -> Layouts.open(
                        folder.root(), new HintsTest.Said().layout(keyword).hints()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(missing)
                .hasMessageContaining(folder.root().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        x/y.doc       | x          | it has 1 file, such as y.doc
        x/y.doc       | x/y.doc    | expected a data set folder, got a file
        scan.nii.gz   | scan.nii.gz| expected a data set folder, got a file
        x/y.doc       | z          | the file or folder does not exist
        """)
    void what_is_no_data_set_is_rejected(String files, String opened, String why) {
        Path place = folder.with(files).root().resolve(opened);

        assertThatThrownBy(() -> Layouts.open(place))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(place.toString());
    }

    @Test
    void an_empty_folder_is_rejected() {
        assertThatThrownBy(() -> Layouts.open(folder.root()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the folder is empty");
    }
}
