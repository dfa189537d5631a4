package klarsyn.layout.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import klarsyn.data.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patients of images by file name: a patient in two parts of a split would bias results. */
class PatientsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what the names have at their end | names                                     | patients
        sides of an eye                    | 07_left 07_right 08_left                  | 07 07 08
        sides in a letter                  | 21L 21R 22L                               | 21 21 22
        visits                             | a_visit1 a_visit2 b_visit1                | a a b
        sessions of BIDS                   | sub-1_ses-1 sub-1_ses-2 sub-2_ses-1       | sub-1 sub-1 sub-2
        time points in words               | p1_baseline p1_followup p2_baseline       | p1 p1 p2
        before and after                   | p1-pre p1-post p2-pre                     | p1 p1 p2
        slices                             | a_slice_1 a_slice_2 b_slice_1             | a a b
        augmented copies                   | a_aug1 a_aug2 b_aug1                      | a a b
        a second number, four patients     | x1-001 x1-002 x2-001 x3-001 x4-001        | x1 x1 x2 x3 x4
        a side and a visit                 | a_v1_left a_v1_right a_v2_left b_v1_left  | a a a b
        """)
    void names_that_differ_only_at_their_end_belong_to_one_patient(String what, String names, String patients) {
        assertThat(Patients.of(List.of(names.split(" ")))).as(what).containsExactly(patients.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # why each is a patient             | names
        nothing at the end                  | anna bert carl
        only some have a side               | 07_left 07_right 08
        no two share the rest               | 1_left 2_left 3_left
        three groups of a second number     | 2019-001 2019-002 2020-001 2021-001
        one patient for all                 | a_visit1 a_visit2 a_visit3
        """)
    void else_each_name_is_a_patient_of_its_own(String why, String names) {
        List<String> each = List.of(names.split(" "));

        assertThat(Patients.of(each)).as(why).isEqualTo(each);
    }

    @Test
    void as_many_patients_come_back_as_names_go_in_and_in_their_order() {
        List<String> names = List.of("b_visit2", "a_visit1", "b_visit1", "c_visit1");

        assertThat(Patients.of(names)).containsExactly("b", "a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({
        "train,TRAIN",
        "Training,TRAIN",
        "TR,TRAIN",
        "' val ',VALIDATION",
        "dev,VALIDATION",
        "Test,TEST",
        "ts,TEST"
    })
    void words_of_a_split_mean_its_sides(String word, Part part) {
        assertThat(Splits.part(word)).hasValue(part);
    }

    @ParameterizedTest
    @CsvSource({"0", "fold1", "training set", "''", "held-out"})
    void other_words_mean_no_side(String word) {
        assertThat(Splits.part(word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "imagesTr,TRAIN",
        "labelsTs,TEST",
        "training_data,TRAIN",
        "traindata,TRAIN",
        "test-images,TEST",
        "Set A (validation),VALIDATION"
    })
    void a_folder_says_its_side_in_one_of_its_words(String folder, Part part) {
        assertThat(CaseNames.part(folder)).hasValue(part);
    }

    @ParameterizedTest
    @CsvSource({"images", "train_test", "patient tr", "contest", "Tr"})
    void a_folder_that_says_both_or_none_has_no_side(String folder) {
        assertThat(CaseNames.part(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # folders                      | whether they can be people
        p1 p2                          | true
        anna bert carl dora emil fritz | true
        cat dog                        | false
        benign malignant               | false
        """)
    void many_folders_or_numbered_ones_are_people_and_few_words_are_classes(String folders, boolean people) {
        assertThat(CaseNames.arePeople(Arrays.asList(folders.split(" ")))).isEqualTo(people);
        assertThat(CaseNames.arePeople(new HashSet<>(Arrays.asList(folders.split(" ")))))
                .isEqualTo(people);
    }
}
