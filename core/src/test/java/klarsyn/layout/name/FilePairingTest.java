package klarsyn.layout.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import klarsyn.data.Part;
import klarsyn.layout.name.NameWords.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names alone, without files: what belongs together, and what it is then called. */
class FilePairingTest {

    /** {@code #} is the number of the case. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # images                          | label maps
        images/c#.nii.gz                  | labels/c#.nii.gz
        volume-#.nii                      | segmentation-#.nii
        p#/ct.nii.gz                      | p#/mask.nii.gz
        p#/p#.nii.gz                      | p#/p#_seg.nii.gz
        imagesTr/liver_#.nii.gz           | labelsTr/liver_#.nii.gz
        a/b/p#/scan.nii.gz                | x/p#/drawn.nii.gz
        """)
    void an_image_and_its_label_map_share_the_words_that_tell_cases_apart(String image, String mask) {
        FilePairing pairing = FilePairing.of(numbered(image, 12), numbered(mask, 12));

        assertThat(pairing.groups()).hasSize(12);
        assertThat(pairing.imagesLeft()).isEmpty();
        assertThat(pairing.masksLeft()).isEmpty();
        assertThat(pairing.coverage()).isEqualTo(1);
        for (FilePairing.Group group : pairing.groups()) {
            String number = group.images().getFirst().file().path().toString().replaceAll("\\D", "");
            assertThat(group.masks().getFirst().file().path().toString().replaceAll("\\D", ""))
                    .isEqualTo(number);
        }
    }

    @Test
    void the_order_in_which_files_are_listed_does_not_matter() {
        List<ImagePath> images = new ArrayList<>(numbered("images/c#_t1.nii.gz", 9));
        images.addAll(numbered("images/c#_t2.nii.gz", 9));
        List<ImagePath> masks = new ArrayList<>(numbered("labels/c#.nii.gz", 9));
        List<String> expected = described(FilePairing.of(images, masks));

        for (int round = 0; round < 5; round++) {
            Collections.shuffle(images, new Random(round));
            Collections.shuffle(masks, new Random(round + 100));

            assertThat(described(FilePairing.of(images, masks))).isEqualTo(expected);
        }
    }

    private static List<String> described(FilePairing pairing) {
        return pairing.groups().stream()
                .map(group -> group.key()
                        + group.images().stream()
                                .map(member -> member.file().path().toString())
                                .sorted()
                                .toList()
                                .toString())
                .toList();
    }

    @Test
    void contrasts_and_structures_of_a_case_are_roles() {
        List<ImagePath> images = new ArrayList<>(numbered("p#/flair.nii.gz", 5));
        images.addAll(numbered("p#/t1.nii.gz", 5));
        List<ImagePath> masks = new ArrayList<>(numbered("p#/segmentations/liver.nii.gz", 5));
        masks.addAll(numbered("p#/segmentations/spleen.nii.gz", 5));

        FilePairing pairing = FilePairing.of(images, masks);

        assertThat(pairing.groups()).hasSize(5).allSatisfy(group -> {
            assertThat(group.images())
                    .extracting(FilePairing.Member::roleName)
                    .containsExactlyInAnyOrder("flair", "t1");
            assertThat(group.masks())
                    .extracting(member -> String.join(" ", member.ownRole()))
                    .containsExactlyInAnyOrder("liver", "spleen");
        });
    }

    @Test
    void files_without_a_partner_are_left_over_on_their_side() {
        FilePairing pairing = FilePairing.of(
                List.of(image("images/a.nii.gz"), image("images/b.nii.gz")),
                List.of(image("labels/b.nii.gz"), image("labels/c.nii.gz")));

        assertThat(pairing.groups()).hasSize(1);
        assertThat(pairing.imagesLeft()).extracting(ImagePath::stem).containsExactly("a");
        assertThat(pairing.masksLeft()).extracting(ImagePath::stem).containsExactly("c");
        assertThat(pairing.coverage()).isEqualTo(0.5);
    }

    @Test
    void one_image_and_one_label_map_in_one_folder_are_a_case() {
        FilePairing pairing = FilePairing.of(List.of(image("ct.nii.gz")), List.of(image("segmentation.nii.gz")));

        assertThat(pairing.groups()).hasSize(1);
    }

    @Test
    void nothing_pairs_with_nothing() {
        FilePairing pairing = FilePairing.of(List.of(), List.of());

        assertThat(pairing.groups()).isEmpty();
        assertThat(pairing.coverage()).isZero();
    }

    /** A scan mask of one contrast belongs to the other contrasts of the same patient, too. */
    @Test
    void masks_drawn_on_one_of_two_contrasts_belong_to_the_patient() {
        List<ImagePath> images = new ArrayList<>();
        List<ImagePath> masks = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            images.add(image("p%d/t2.nii.gz".formatted(i)));
            images.add(image("p%d/adc.nii.gz".formatted(i)));
            masks.add(image("p%d/t2_gland.nii.gz".formatted(i)));
            masks.add(image("p%d/adc_tumor.nii.gz".formatted(i)));
        }

        FilePairing pairing = FilePairing.of(images, masks);

        assertThat(pairing.groups()).hasSize(4).allSatisfy(group -> {
            assertThat(group.images()).hasSize(2);
            assertThat(group.masks()).hasSize(2);
        });
    }

    // ---- what cases are called

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # images                  | label maps                | first case
        images/c#.nii.gz          | labels/c#.nii.gz          | c1
        p#/ct.nii.gz              | p#/mask.nii.gz            | p1
        site/p#/ct.nii.gz         | site/p#/mask.nii.gz       | p1
        p#/p#_ct.nii.gz           | p#/p#_seg.nii.gz          | p1_ct
        """)
    void a_case_has_the_shortest_name_that_no_two_share(String image, String mask, String first) {
        CaseNames names = names(FilePairing.of(numbered(image, 3), numbered(mask, 3)));

        assertThat(names.ids()).hasSize(3).doesNotHaveDuplicates().startsWith(first);
    }

    @Test
    void channels_are_called_by_what_their_names_begin_with() {
        List<ImagePath> images = new ArrayList<>(numbered("c#_flair.nii.gz", 3));
        images.addAll(numbered("c#_t1.nii.gz", 3));

        assertThat(names(FilePairing.of(images, numbered("c#_seg.nii.gz", 3))).ids())
                .containsExactly("c1", "c2", "c3");
    }

    @Test
    void folders_of_patients_say_whom_their_images_belong_to() {
        List<ImagePath> images = List.of(image("P1/s1.nii.gz"), image("P1/s2.nii.gz"), image("P2/s3.nii.gz"));
        List<ImagePath> masks =
                List.of(image("P1/s1_mask.nii.gz"), image("P1/s2_mask.nii.gz"), image("P2/s3_mask.nii.gz"));
        CaseNames names = names(FilePairing.of(images, masks));

        assertThat(names.patients(names.ids())).containsExactly("P1", "P1", "P2");
    }

    @Test
    void folders_of_a_split_say_the_side_and_no_patient() {
        List<ImagePath> images = List.of(image("train/images/a1.nii.gz"), image("test/images/b2.nii.gz"));
        List<ImagePath> masks = List.of(image("train/labels/a1.nii.gz"), image("test/labels/b2.nii.gz"));
        CaseNames names = names(FilePairing.of(images, masks));

        assertThat(names.parts()).containsExactlyInAnyOrder(Part.TRAIN, Part.TEST);
        assertThat(names.patients(names.ids())).containsExactlyInAnyOrder("a1", "b2");
    }

    @Test
    void a_single_side_is_no_split() {
        CaseNames names =
                names(FilePairing.of(numbered("train/images/c#.nii.gz", 3), numbered("train/labels/c#.nii.gz", 3)));

        assertThat(names.parts()).containsOnly(Part.ANY);
    }

    // ---- what a role's files are called

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # file                     | key      | pattern
        p1/p1_seg.nii.gz           | p1       | NAME/NAME_seg.nii.gz
        labels/c1.nii.gz           | c1       | labels/NAME.nii.gz
        img/label0001.nii          | 0001     | img/labelNAME.nii
        sub-1/ses-2/t1.nii.gz      | sub 1 2  | NAME/ses-NAME/t1.nii.gz
        a_b_c.png                  | a b      | NAME_c.png
        """)
    void the_pattern_of_a_path_has_name_for_the_words_of_its_case(String file, String key, String pattern) {
        assertThat(PathPattern.of(image(file), List.of(key.split(" ")))).isEqualTo(pattern);
    }

    @Test
    void a_series_of_slices_is_shown_as_a_folder_of_files() {
        ImagePath series = ImagePath.of(
                Path.of("p1/ct"), List.of(Path.of("p1/ct/1.dcm"), Path.of("p1/ct/2.dcm")), Cut.AT_SEPARATORS);

        assertThat(series.isSeries()).isTrue();
        assertThat(series.stem()).isEqualTo("ct");
        assertThat(PathPattern.of(series, List.of("p1"))).isEqualTo("NAME/ct/*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # path                          | words
        p1/p1_ct.nii.gz                 | [p1, ct]
        sub-01/anat/sub-01_T1w.nii.gz   | [anat, sub, 01, t1w]
        2/1_2.nii.gz                    | [2, 1, 2]
        2/2_1.nii.gz                    | [2, 1]
        a/b/c.nii.gz                    | [a, b, c]
        """)
    void a_folder_whose_name_the_path_repeats_counts_once(String path, String words) {
        assertThat(image(path).words()).hasToString(words);
    }

    private static CaseNames names(FilePairing pairing) {
        List<List<ImagePath>> images = pairing.groups().stream()
                .map(group ->
                        group.images().stream().map(FilePairing.Member::file).toList())
                .toList();
        return new CaseNames(pairing.groups(), images);
    }

    private static List<ImagePath> numbered(String pattern, int count) {
        List<ImagePath> files = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            files.add(image(pattern.replace("#", Integer.toString(i))));
        }
        return files;
    }

    private static ImagePath image(String path) {
        return ImagePath.of(Path.of(path), List.of(Path.of(path)), Cut.AT_SEPARATORS);
    }
}
