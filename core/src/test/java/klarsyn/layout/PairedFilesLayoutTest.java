package klarsyn.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.FileTree;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.label.Labels;
import klarsyn.dicom.series.SliceFile;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders where only names pair images with label maps. */
class PairedFilesLayoutTest {

    private static final int CASES = 4;

    @TempDir
    private Path folder;

    private FileTree files;

    @BeforeEach
    void emptyFolder() {
        files = new FileTree(folder);
    }

    /** %1$d is the case number, from 1. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        folders of images and labels   | images/c%1$d.nii.gz                          | labels/c%1$d.nii.gz                           | c1        | 4
        a folder a case                | case_%1$05d/imaging.nii.gz                   | case_%1$05d/segmentation.nii.gz               | case_00001 | 4
        roles before the number        | img/img%1$04d.nii.gz                         | label/label%1$04d.nii.gz                      | img0001   | 4
        roles in one folder            | volume-%1$d.nii                              | segmentation-%1$d.nii                         | volume-1  | 4
        images in several folders      | volume_pt%1$d/volume-%1$d.nii                | segmentations/segmentation-%1$d.nii           | volume-1  | 4
        the folder's name repeated     | Patient_%1$02d/Patient_%1$02d.nii.gz         | Patient_%1$02d/GT.nii.gz                      | Patient_01 | 4
        a channel's number             | images/FLARE_%1$04d_0000.nii.gz              | labels/FLARE_%1$04d.nii.gz                    | FLARE_0001_0000 | 4
        a suffix each                  | ct_train_%1$d_image.nii.gz                   | ct_train_%1$d_label.nii.gz                    | ct_train_1_image | 4
        BIDS with derivatives          | sub-%1$02d/anat/sub-%1$02d_T1w.nii.gz        | derivatives/labels/sub-%1$02d/anat/sub-%1$02d_T1w_seg-manual.nii.gz | sub-01_T1w | 4
        upper case                     | IMG/Pat%1$d.NII.GZ                           | SEG/Pat%1$d.NII.GZ                            | Pat1      | 4
        German words and blanks        | Bilder/Fall %1$d.nii.gz                      | Masken/Fall %1$d.nii.gz                       | Fall 1    | 4
        numbers with and without zeros | images/img%1$d.nii.gz                        | masks/mask%1$03d.nii.gz                       | img1      | 4
        capitals within a word         | %1$d/T1Image.nii.gz                          | %1$d/T1Mask.nii.gz                            | 1         | 4
        words of no meaning            | %1$d/scan.nii.gz                             | %1$d/tumor.nii.gz                             | 1         | 4
        visits of two patients         | images/p%2$d_visit%1$d.nii.gz                | labels/p%2$d_visit%1$d.nii.gz                 | p1_visit1 | 2
        numbered images of two patients | images/Pat%2$d_img%1$d.nii.gz              | labels/Pat%2$d_img%1$d.nii.gz                 | Pat1_img1 | 2
        batches of patients            | Batch %2$d/volume-%1$d.nii                   | Batch %2$d/segmentation-%1$d.nii              | volume-1  | 4\
        """)
    void images_and_label_maps_find_each_other(String kind, String image, String labels, String first, int patients) {
        for (int i = 1; i <= CASES; i++) {
            files.image(image.formatted(i, 1 + i / 3)).labels(labels.formatted(i, 1 + i / 3), 1, 2);
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases()).hasSize(CASES);
        assertThat(cohort.cases().getFirst().id()).isEqualTo(first);
        assertThat(cohort.cases()).allSatisfy(one -> assertThat(one.sources()).hasSize(1));
        assertThat(cohort.cases().stream().map(Case::patient).distinct()).hasSize(patients);
        assertThat(cohort.structures().orElseThrow().count()).isEqualTo(2);
        assertThat(cohort.findings()).isEmpty();
        for (Case one : cohort.cases()) {
            String number = one.id().replaceAll("_0000$", "").replaceAll(".*?(\\d+)\\D*$", "$1");
            assertThat(one.labelFile().toString()).contains(number);
        }
    }

    @Test
    void contrasts_of_a_case_are_its_channels() {
        for (int i = 1; i <= CASES; i++) {
            for (String contrast : List.of("flair", "t1", "t1ce", "t2")) {
                files.image("BraTS20_Training_%1$03d/BraTS20_Training_%1$03d_%2$s.nii".formatted(i, contrast));
            }
            files.labels("BraTS20_Training_%1$03d/BraTS20_Training_%1$03d_seg.nii".formatted(i), 1, 2, 4);
        }

        Cohort cohort = files.open();

        assertThat(cohort.modalities()).containsExactly("flair", "t1", "t1ce", "t2");
        assertThat(cohort.cases())
                .extracting(Case::id)
                .startsWith("BraTS20_Training_001")
                .hasSize(CASES);
        assertThat(cohort.cases().getFirst().readImage()).hasSize(4);
        assertThat(cohort.structures().orElseThrow().count()).isEqualTo(3);
    }

    @Test
    void time_points_of_a_patient_stay_together() {
        for (String scan : List.of("00001-000", "00001-001", "00002-000", "00003-000", "00004-000")) {
            files.image("BraTS-GLI-%1$s/BraTS-GLI-%1$s-t1c.nii.gz".formatted(scan))
                    .image("BraTS-GLI-%1$s/BraTS-GLI-%1$s-t2f.nii.gz".formatted(scan))
                    .labels("BraTS-GLI-%1$s/BraTS-GLI-%1$s-seg.nii.gz".formatted(scan), 1);
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases()).hasSize(5).extracting(Case::part).containsOnly(Part.ANY);
        assertThat(cohort.cases().stream().map(Case::patient).distinct()).hasSize(4);
    }

    @Test
    void a_contrast_that_lies_on_another_grid_is_left_out_and_named() {
        Geometry coarse = Geometry.of(new Shape(3, 3, 2), new Spacing(2, 2, 4));
        for (int i = 1; i <= CASES; i++) {
            files.image("rawdata/sub-%1$d/dwi/sub-%1$d_adc.nii.gz".formatted(i))
                    .image("rawdata/sub-%1$d/dwi/sub-%1$d_dwi.nii.gz".formatted(i))
                    .image("rawdata/sub-%1$d/anat/sub-%1$d_FLAIR.nii.gz".formatted(i), coarse)
                    .labels("derivatives/sub-%1$d/sub-%1$d_msk.nii.gz".formatted(i), 1);
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases().getFirst().sources()).hasSize(2);
        assertThat(cohort.findings()).hasSize(1);
        assertThat(cohort.findings().getFirst().what())
                .contains("4 images", "flair", "not on the grid", "sub-1_FLAIR.nii.gz");
    }

    @Test
    void a_contrast_without_its_name_in_the_mask_is_a_channel_too() {
        for (int i = 1; i <= CASES; i++) {
            files.image("sub-%1$d/sub-%1$d_T1w.nii.gz".formatted(i))
                    .image("sub-%1$d/sub-%1$d_FLAIR.nii.gz".formatted(i))
                    .labels("sub-%1$d/sub-%1$d_T1w_lesionmask.nii.gz".formatted(i), 1);
        }

        Cohort cohort = files.open();

        assertThat(cohort.modalities()).containsExactlyInAnyOrder("flair", "t1w");
        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("lesion"));
    }

    @Test
    void a_case_that_lacks_a_channel_is_left_out_and_named() {
        for (int i = 1; i <= CASES; i++) {
            files.image("P%1$d/P%1$d_t1.nii.gz".formatted(i)).labels("P%1$d/P%1$d_seg.nii.gz".formatted(i), 1);
            if (i != 2) {
                files.image("P%1$d/P%1$d_flair.nii.gz".formatted(i));
            }
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases()).extracting(Case::id).containsExactly("P1", "P3", "P4");
        assertThat(cohort.findings().getFirst().toString()).contains("P2_seg", "flair, t1");
    }

    @Test
    void a_series_of_frames_next_to_its_labeled_frames_is_not_a_case() {
        for (int i = 1; i <= CASES; i++) {
            String patient = "patient%1$03d/patient%1$03d".formatted(i);
            files.image(patient + "_4d.nii.gz");
            for (String frame : List.of("_frame01", "_frame12")) {
                files.image(patient + frame + ".nii.gz").labels(patient + frame + "_gt.nii.gz", 1, 2, 3);
            }
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases()).hasSize(2 * CASES);
        assertThat(cohort.cases().stream().map(Case::patient).distinct()).hasSize(CASES);
        assertThat(cohort.findings()).hasSize(1);
        assertThat(cohort.findings().getFirst().what()).contains("4 images without a label map", "_4d.nii.gz");
    }

    @Test
    void a_mask_a_structure_becomes_one_label_map() {
        for (int i = 1; i <= CASES; i++) {
            files.image("s%04d/ct.nii.gz".formatted(i))
                    .mask("s%04d/segmentations/spleen.nii.gz".formatted(i), 0, 10)
                    .mask("s%04d/segmentations/kidney_left.nii.gz".formatted(i), 20, 25);
        }

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("kidney left", "spleen"));
        assertThat(cohort.cases()).extracting(Case::id).containsExactly("s0001", "s0002", "s0003", "s0004");
        assertThat(cohort.cases().getFirst().readLabels().counts())
                .containsEntry(1, 5L)
                .containsEntry(2, 10L);
    }

    @Test
    void masks_that_overlap_become_regions_the_smaller_one_on_top() {
        for (int i = 1; i <= CASES; i++) {
            files.image("P%d/ct.nii.gz".formatted(i))
                    .mask("P%d/masks/lesion.nii.gz".formatted(i), 5, 10)
                    .mask("P%d/masks/organ.nii.gz".formatted(i), 0, 30);
        }

        Cohort cohort = files.open();

        Labels labels = cohort.structures().orElseThrow();
        assertThat(labels.areRegions()).isTrue();
        assertThat(labels.foreground())
                .containsExactly(
                        new Labels.Label(1, "organ", List.of(1, 3)), new Labels.Label(2, "lesion", List.of(2, 3)));
        assertThat(cohort.cases().getFirst().readLabels().counts())
                .containsEntry(1, 25L)
                .containsEntry(3, 5L);
    }

    @Test
    void several_lesions_in_masks_of_their_own_are_one_structure() {
        for (int i = 1; i <= CASES; i++) {
            files.image("benign (%d).png".formatted(i), plane())
                    .mask("benign (%d)_mask.png".formatted(i), plane(), 0, 3);
        }
        files.mask("benign (2)_mask_1.png", plane(), 10, 14);

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("mask"));
        assertThat(cohort.cases().get(1).readLabels().counts()).containsEntry(1, 7L);
    }

    @Test
    void a_mask_a_nucleus_with_a_name_of_its_own_is_one_structure() {
        for (int i = 1; i <= CASES; i++) {
            files.image("%1$d/images/%1$d.png".formatted(i), plane());
            for (int nucleus = 0; nucleus < 3; nucleus++) {
                String name = Integer.toHexString(7919 * i + 104729 * nucleus);
                files.mask("%d/masks/%s.png".formatted(i, name), plane(), 8 * nucleus, 8 * nucleus + 4);
            }
        }

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("mask"));
        assertThat(cohort.cases().getFirst().readLabels().counts()).containsEntry(1, 12L);
    }

    @Test
    void a_whole_label_map_goes_before_masks_of_its_parts() {
        for (int i = 1; i <= CASES; i++) {
            files.image("case_%d/imaging.nii.gz".formatted(i)).labels("case_%d/segmentation.nii.gz".formatted(i), 1, 2);
            for (int part = 1; part <= 14; part++) {
                files.mask(
                        "case_%d/instances/kidney_instance-%d_annotation-1.nii.gz".formatted(i, part), part, part + 1);
            }
        }

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow().count()).isEqualTo(2);
        assertThat(cohort.cases().getFirst().labelFile().toString()).endsWith("segmentation.nii.gz");
    }

    @Test
    void masks_named_after_contrasts_do_not_make_the_contrasts_cases() {
        for (int i = 1; i <= CASES; i++) {
            files.image("case%d/t2.nii.gz".formatted(i))
                    .image("case%d/adc.nii.gz".formatted(i))
                    .labels("case%d/t2_gland_mask.nii.gz".formatted(i), 1, 2)
                    .mask("case%d/adc_tumor_mask.nii.gz".formatted(i), 5, 9);
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases()).hasSize(CASES);
        assertThat(cohort.modalities()).containsExactly("adc", "t2");
        assertThat(cohort.findings().getFirst().what()).contains("\"t2_gland_mask\" is used", "\"adc_tumor_mask\"");
    }

    @Test
    void a_word_of_every_folder_is_still_the_role_of_a_file() {
        Geometry fine = Geometry.of(new Shape(9, 8, 4), new Spacing(0.7, 0.6, 2));
        for (int i = 1; i <= CASES; i++) {
            files.image("P%d/scan-PET-CT-%d/CT.nii.gz".formatted(i, 70 + i), fine)
                    .image("P%d/scan-PET-CT-%d/CTres.nii.gz".formatted(i, 70 + i))
                    .image("P%d/scan-PET-CT-%d/PET.nii.gz".formatted(i, 70 + i))
                    .labels("P%d/scan-PET-CT-%d/SEG.nii.gz".formatted(i, 70 + i), 1);
        }

        Cohort cohort = files.open();

        assertThat(cohort.modalities()).containsExactly("ctres", "pet");
        assertThat(cohort.findings()).hasSize(1);
        assertThat(cohort.findings().getFirst().what()).contains("\"ct\"", "not on the grid");
    }

    @Test
    void a_structure_whose_mask_some_cases_lack_is_named() {
        for (int i = 1; i <= CASES; i++) {
            files.image("P%d/ct.nii.gz".formatted(i)).mask("P%d/seg/liver.nii.gz".formatted(i), 0, 9);
        }
        files.mask("P2/seg/tumor.nii.gz", 20, 25).mask("P3/seg/tumor.nii.gz", 20, 25);

        assertThat(files.open().findings().getFirst().what()).contains("2 of 4 cases have no file for tumor");
    }

    @Test
    void files_of_one_name_in_two_formats_are_an_error() {
        for (int i = 1; i <= CASES; i++) {
            files.image("images/p%d.nii.gz".formatted(i)).labels("labels/p%d.nii.gz".formatted(i), 1);
        }
        files.image("images/p1.nii");

        assertThat(files.open().findings().getFirst().toString())
                .startsWith("error")
                .contains("same name except for its extension");
    }

    @Test
    void of_two_annotators_one_is_taken_and_the_other_named() {
        for (int i = 1; i <= CASES; i++) {
            files.image("Image_%02d.nii.gz".formatted(i))
                    .mask("Image_%02d_1stHO.nii.gz".formatted(i), 0, 20)
                    .mask("Image_%02d_2ndHO.nii.gz".formatted(i), 3, 24);
        }

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow().count()).isEqualTo(1);
        assertThat(cohort.findings().getFirst().what()).contains("\"1stho\" is used", "\"2ndho\"");
    }

    @Test
    void of_several_label_maps_the_agreed_one_is_taken() {
        for (int i = 1; i <= CASES; i++) {
            files.image("case_%d/imaging.nii.gz".formatted(i));
            for (String kind : List.of("AND", "MAJ", "OR")) {
                files.labels("case_%d/aggregated_%s_seg.nii.gz".formatted(i, kind), 1, 2);
            }
        }

        Cohort cohort = files.open();

        assertThat(cohort.cases().getFirst().labelFile().toString()).endsWith("aggregated_MAJ_seg.nii.gz");
        assertThat(cohort.findings()).hasSize(1);
    }

    @Test
    void a_brain_mask_beside_a_segmentation_is_left_out() {
        for (int i = 1; i <= CASES; i++) {
            files.image("P%d/t1.nii.gz".formatted(i))
                    .mask("P%d/brain_mask.nii.gz".formatted(i), 0, 50)
                    .mask("P%d/lesion_seg.nii.gz".formatted(i), 5, 9);
        }

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("lesion"));
        assertThat(cohort.findings().getFirst().what()).contains("4 masks in addition to segmentations");
    }

    @Test
    void a_probability_map_is_cut_at_one_half() {
        for (int i = 1; i <= CASES; i++) {
            float[] voxels = new float[FileTree.GRID.shape().voxels()];
            voxels[0] = 0.5f;
            voxels[1] = 0.9f;
            voxels[2] = 0.49f;
            files.image("sub-%1$d/anat/sub-%1$d_T1w.nii.gz".formatted(i));
            Images.write(
                    new Volume(FileTree.GRID, voxels),
                    files.made("derivatives/lesions/sub-%1$d/sub-%1$d_label-lesion_probseg.nii.gz".formatted(i)));
        }

        Cohort cohort = files.open();

        assertThat(cohort.structures().orElseThrow()).isEqualTo(Labels.of("lesion"));
        assertThat(cohort.cases().getFirst().readLabels().counts()).containsEntry(1, 2L);
    }

    @Test
    void sides_of_a_split_come_from_folders_and_not_from_names_of_cases() {
        for (String side : List.of("Training", "Validation")) {
            for (int i = 1; i <= 2; i++) {
                files.image("Set_%1$sData/%1$s_%2$d_image.nii.gz".formatted(side, i))
                        .labels("Set_%1$sData/%1$s_%2$d_mask.nii.gz".formatted(side, i), 1);
            }
        }

        assertThat(files.open().cases())
                .extracting(Case::part)
                .containsExactlyInAnyOrder(Part.TRAIN, Part.TRAIN, Part.VALIDATION, Part.VALIDATION);
    }

    @Test
    void a_series_of_slices_belongs_to_the_mask_beside_its_folder() {
        for (int i = 1; i <= CASES; i++) {
            SliceFile.series(folder.resolve("P%d/ct".formatted(i)), i, 5);
            Volume series = new Source.Series(List.of(
                            folder.resolve("P%d/ct/000.dcm".formatted(i)),
                            folder.resolve("P%d/ct/001.dcm".formatted(i))))
                    .readImage()
                    .getFirst();
            Geometry grid = new Geometry(new Shape(4, 3, 5), series.geometry().affine());
            files.mask("P%d/mask.nii.gz".formatted(i), grid, 3, 9);
        }

        Cohort cohort = files.open();

        Case first = cohort.cases().getFirst();
        assertThat(cohort.cases()).extracting(Case::id).containsExactly("P1", "P2", "P3", "P4");
        assertThat(first.readImage()
                        .getFirst()
                        .geometry()
                        .matches(first.readLabels().geometry()))
                .isTrue();
    }

    @Test
    void a_table_of_cases_beside_them_gives_patients_and_the_split() {
        for (int i = 1; i <= CASES; i++) {
            files.image("s%04d/ct.nii.gz".formatted(i)).mask("s%04d/segmentations/liver.nii.gz".formatted(i), 0, 9);
        }
        files.text("meta.csv", """
            image_id;age;patient_id;split
            s0001;51;A;train
            s0002;52;A;train
            s0003;53;B;val
            s0004;54;C;test
            """);

        Cohort cohort = files.open();

        assertThat(cohort.layout()).startsWith("images and label maps");
        assertThat(cohort.cases()).extracting(Case::patient).containsExactly("A", "A", "B", "C");
        assertThat(cohort.cases())
                .extracting(Case::part)
                .containsExactly(Part.TRAIN, Part.TRAIN, Part.VALIDATION, Part.TEST);
    }

    @Test
    void label_maps_are_never_cases_even_where_no_name_matches() {
        List<String> people = List.of("anna", "ben", "carl");
        IntStream.range(0, 3)
                .forEach(i -> files.image("images/%s.nii.gz".formatted(people.get(i)))
                        .labels("labels/%d.nii.gz".formatted(i), 1));

        Cohort cohort = files.open();

        assertThat(cohort.cases()).extracting(Case::id).containsExactly("images/anna", "images/ben", "images/carl");
        assertThat(cohort.findings().getFirst().isError()).isTrue();
        assertThat(cohort.findings().getFirst().what()).contains("3 images and 3 label maps");
        assertThat(ManifestSuggestion.of(cohort)).contains("image,mask,patient", "images/anna.nii.gz,,images/anna");
    }

    @Test
    void a_suggested_table_names_no_mask_of_another_patient() {
        files.image("raw/alpha_07.nii.gz").image("raw/beta_08.nii.gz");
        Cohort cohort = files.open();

        files.labels("masks/gamma_09.nii.gz", 1).labels("masks/delta_07.nii.gz", 1);

        assertThat(ManifestSuggestion.of(cohort))
                .contains("raw/alpha_07.nii.gz,masks/delta_07.nii.gz,raw/alpha_07", "raw/beta_08.nii.gz,,raw/beta_08");
    }

    @Test
    void folders_of_photographs_remain_classes_though_one_is_called_mask() {
        for (int i = 1; i <= CASES; i++) {
            files.photograph("mask/%d.png".formatted(i)).photograph("no_mask/%d.png".formatted(i));
            files.photograph("hat/%d.png".formatted(i));
        }

        assertThat(files.open().task()).contains(new Task.Classification("class", List.of("hat", "mask", "no_mask")));
    }

    @Test
    void folders_of_cases_without_label_maps_are_no_classes() {
        for (int i = 1; i <= CASES; i++) {
            files.image("P%d/t1.nii.gz".formatted(i)).image("P%d/flair.nii.gz".formatted(i));
        }

        Cohort cohort = files.open();

        assertThat(cohort.task()).isEmpty();
        assertThat(ManifestSuggestion.of(cohort))
                .startsWith("flair,t1,target,patient", "P1/flair.nii.gz,P1/t1.nii.gz,,P1");
    }

    @Test
    void what_was_understood_can_be_written_as_a_table_and_read_again() {
        for (int i = 1; i <= CASES; i++) {
            files.image("volume-%d.nii".formatted(i)).labels("segmentation-%d.nii".formatted(i), 1, 2);
        }
        Cohort cohort = files.open();

        files.text("cases.csv", String.join("\n", ManifestSuggestion.of(cohort)) + "\n");
        Cohort again = files.open();

        assertThat(again.layout()).startsWith("table of cases");
        assertThat(again.cases())
                .extracting(Case::labelFile)
                .containsExactlyInAnyOrderElementsOf(
                        cohort.cases().stream().map(Case::labelFile).toList());
    }

    private static Geometry plane() {
        return Geometry.of(new Shape(6, 5, 1), Spacing.isotropic(1));
    }
}
