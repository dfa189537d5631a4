package klarsyn.layout.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import klarsyn.layout.name.NameWords.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # name                  | words
        BraTS20_Training_001    | [brats20, training, 001]
        sub-01_T1w              | [sub, 01, t1w]
        Fall 7 (neu)            | [fall, 7, neu]
        volume-12               | [volume, 12]
        label0001               | [label, 0001]
        img7                    | [img, 7]
        patient0001             | [patient0001]
        Größe_3                 | [größe, 3]
        __a..b--                | [a, b]
        ---                     | []
        ''                      | []
        """)
    void a_name_is_cut_at_separators_and_between_a_role_and_its_number(String name, String words) {
        assertThat(NameWords.of(name, Cut.AT_SEPARATORS)).hasToString(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # name                  | words
        BraTS20_Training_001    | [bra, ts, 20, training, 1]
        T1Image                 | [t, 1, image]
        CTScan                  | [ct, scan]
        patient0001             | [patient, 1]
        case000                 | [case, 0]
        ABC                     | [abc]
        """)
    void everywhere_means_also_at_capitals_and_digits_and_numbers_lose_their_zeros(String name, String words) {
        assertThat(NameWords.of(name, Cut.EVERYWHERE)).hasToString(words);
    }

    @Test
    void both_encodings_of_a_letter_with_a_mark_are_one_word() {
        String composed = "é_1";

        assertThat(NameWords.of(Normalizer.normalize(composed, Normalizer.Form.NFD), Cut.AT_SEPARATORS))
                .isEqualTo(NameWords.of(composed, Cut.AT_SEPARATORS));
    }

    /** The finer cut only cuts further. */
    @ParameterizedTest
    @ValueSource(strings = {"BraTS20_Training_01x", "T1Image-mask7", "a1b2c3", "HCC_004", "éÉé1"})
    void the_parts_of_the_finer_cut_make_up_the_words_of_the_other(String name) {
        String coarse = String.join("", NameWords.of(name, Cut.AT_SEPARATORS)).replaceAll("0+", "");
        String fine = String.join("", NameWords.of(name, Cut.EVERYWHERE)).replaceAll("0+", "");

        assertThat(fine).isEqualTo(coarse);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seg",
                "segmentation",
                "label",
                "labels",
                "labelsTr",
                "gt",
                "groundtruth",
                "mask",
                "masks",
                "msk",
                "Maske",
                "lungmask",
                "roi",
                "annotation",
                "aseg",
                "tumorsegmentation",
                "manual"
            })
    void words_for_label_maps_in_the_languages_of_data_sets(String word) {
        assertThat(RoleWords.isAnnotation(word.toLowerCase(Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "ct", "flair", "liver", "masker", "segment1", "tr", "label1", ""})
    void other_words_are_no_label_maps(String word) {
        assertThat(RoleWords.isAnnotation(word)).isFalse();
    }

    @Test
    void a_word_can_be_a_role_a_probability_an_annotator_or_what_several_agree_on() {
        assertThat(List.of("image", "volume", "scan", "mask")).allMatch(RoleWords::isRole);
        assertThat(List.of("liver", "001", "patient")).noneMatch(RoleWords::isRole);
        assertThat(List.of("prob", "probabilities", "probseg")).allMatch(RoleWords::isProbability);
        assertThat(List.of("rater", "rater1", "observer2", "1stho")).allMatch(RoleWords::isAnnotator);
        assertThat(List.of("consensus", "staple", "final")).allMatch(RoleWords::isAgreed);
        assertThat(List.of("desc", "space", "hemi")).allMatch(RoleWords::isEntity);
    }

    @ParameterizedTest
    @CsvSource({
        "case_seg.nii.gz,true",
        "segmentation-0.nii,true",
        "labelsTr/case.nii.gz,true",
        "kidney_instance-1_annotation-1.nii.gz,true",
        "a/masks/deep/b.nii.gz,true",
        "case_pred.nii.gz,true",
        "case.nii.gz,false",
        "imagesTr/case.nii.gz,false",
        "label_free/case.nii.gz,false",
        "a_seg_b.nii.gz,false"
    })
    void the_first_or_last_word_of_a_name_or_the_last_of_a_folder_says_label_map(String path, boolean mask) {
        assertThat(MaskWords.isMask(Path.of(path))).isEqualTo(mask);
    }
}
