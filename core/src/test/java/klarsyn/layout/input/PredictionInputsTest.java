package klarsyn.layout.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of file and folder arguments, and names of their results; only names matter, no file is read. */
class PredictionInputsTest {

    private static final List<String> ONE = List.of("MRI");
    private static final List<String> BRATS = List.of("FLAIR", "T1w", "t1gd", "T2w");

    @TempDir
    private Path folder;

    private void files(String... names) {
        try {
            for (String name : names) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private PredictionInputs inputs(List<String> channels, Object... arguments) {
        return PredictionInputs.of(
                Stream.of(arguments)
                        .map(argument -> folder.resolve(argument.toString()).toString())
                        .toList(),
                () -> channels);
    }

    private static List<String> names(PredictionInputs inputs) {
        assertThat(inputs.failures()).isEmpty();
        return inputs.images().stream().map(PredictionInput::name).toList();
    }

    private static List<String> files(PredictionInput image) {
        return image.files().stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void a_patient_folder_names_its_only_image_and_its_segmentations_are_skipped() {
        files(
                "kits/case_00001/imaging.nii.gz",
                "kits/case_00001/segmentation.nii.gz",
                "kits/case_00002/imaging.nii.gz",
                "kits/case_00002/aggregated_MAJ_seg.nii.gz",
                "kits/case_00002/instances/kidney_instance-1_annotation-1.nii.gz");
        PredictionInputs inputs = inputs(ONE, "kits");
        assertThat(names(inputs)).containsExactly("case_00001", "case_00002");
        assertThat(inputs.notes()).singleElement().asString().contains("3 files that look like segmentations");
        assertThat(names(inputs(ONE, "kits/case_00001", "kits/case_00002")))
                .containsExactly("case_00001", "case_00002");
    }

    @Test
    void masks_of_many_namings_are_no_images() {
        files(
                "d/volume-0.nii",
                "d/segmentation-0.nii",
                "d/a.nrrd",
                "d/a.seg.nrrd",
                "d/a-label.nrrd",
                "d/img0001.nii.gz",
                "d/label0001.nii.gz",
                "d/sub-01_T1w.nii.gz",
                "d/sub-01_dseg.nii.gz",
                "d/p_frame01.nii.gz",
                "d/p_frame01_gt.nii.gz",
                "d/labelsTr/x.nii.gz",
                "d/segmentations/liver.nii.gz",
                "d/.hidden.nii.gz");
        assertThat(names(inputs(ONE, "d"))).containsExactly("a", "img0001", "p_frame01", "sub-01_T1w", "volume-0");
    }

    @Test
    void a_segmentation_that_is_named_itself_is_an_image() {
        files("case_seg.nii.gz");
        assertThat(names(inputs(ONE, "case_seg.nii.gz"))).containsExactly("case_seg");
    }

    @Test
    void images_of_one_name_keep_apart_by_their_folders() {
        files("s1/image.nii.gz", "s2/image.nii.gz", "s3/a.nii.gz", "s3/a.mha", "S4/Image.nii");
        assertThat(names(inputs(ONE, "s1/image.nii.gz", "s2/image.nii.gz"))).containsExactly("s1/image", "s2/image");
        assertThat(names(inputs(ONE, "s3/a.nii.gz", "s3/a.mha"))).containsExactly("a_nii_gz", "a_mha");
        assertThat(names(inputs(ONE, "s1/image.nii.gz", "S4/Image.nii"))).containsExactly("s1/image", "S4/Image");
        assertThat(names(inputs(ONE, "s1", "s1/image.nii.gz"))).containsExactly("s1");
    }

    @Test
    void a_folder_keeps_the_paths_below_it() {
        files("site/p1/scan7.nii.gz", "site/p1/scan8.nii.gz", "site/p2/p2.nii.gz", "site/top.nii.gz");
        assertThat(names(inputs(ONE, "site"))).containsExactly("top", "p1/scan7", "p1/scan8", "p2");
    }

    @Test
    void pictures_beside_volumes_are_skipped_and_said() {
        files("v/a.nii.gz", "v/b.nii.gz", "v/overview.png");
        PredictionInputs inputs = inputs(ONE, "v");
        assertThat(names(inputs)).containsExactly("a", "b");
        assertThat(inputs.notes()).singleElement().asString().contains("overview.png");
        files("p/1.png", "p/2.png", "p/atlas.nii.gz");
        assertThat(names(inputs(ONE, "p"))).containsExactly("1", "2");
    }

    @Test
    void a_patients_contrasts_are_the_models_channels_in_its_order() {
        files(
                "b/P1/P1_flair.nii.gz",
                "b/P1/P1_t1.nii.gz",
                "b/P1/P1_t1ce.nii.gz",
                "b/P1/P1_t2.nii.gz",
                "b/P1/P1_seg.nii.gz",
                "b/BraTS-GLI-2/BraTS-GLI-2-t1n.nii.gz",
                "b/BraTS-GLI-2/BraTS-GLI-2-t1c.nii.gz",
                "b/BraTS-GLI-2/BraTS-GLI-2-t2w.nii.gz",
                "b/BraTS-GLI-2/BraTS-GLI-2-t2f.nii.gz");
        PredictionInputs inputs = inputs(BRATS, "b");
        assertThat(names(inputs)).hasSize(2).contains("P1");
        assertThat(files(inputs.images().getFirst()))
                .containsExactly(
                        "BraTS-GLI-2-t2f.nii.gz",
                        "BraTS-GLI-2-t1n.nii.gz",
                        "BraTS-GLI-2-t1c.nii.gz",
                        "BraTS-GLI-2-t2w.nii.gz");
        assertThat(files(inputs.images().getLast()))
                .containsExactly("P1_flair.nii.gz", "P1_t1.nii.gz", "P1_t1ce.nii.gz", "P1_t2.nii.gz");
    }

    @Test
    void numbered_files_are_channels() {
        files("n/a_0000.nii.gz", "n/a_0001.nii.gz", "n/b_0000.nii.gz", "n/b_0001.nii.gz");
        PredictionInputs inputs = inputs(List.of("T1", "T2"), "n");
        assertThat(names(inputs)).containsExactly("a", "b");
        assertThat(files(inputs.images().getFirst())).containsExactly("a_0000.nii.gz", "a_0001.nii.gz");
        files("s/a_0000.nii.gz", "s/b_0000.nii.gz");
        assertThat(names(inputs(ONE, "s"))).containsExactly("a", "b");
        files("f/frame_0000.png", "f/frame_0001.png", "f/frame_0002.png");
        assertThat(names(inputs(ONE, "f"))).containsExactly("frame_0000", "frame_0001", "frame_0002");
    }

    @Test
    void missing_and_extra_channels_are_errors_of_their_images() {
        files("n/a_0000.nii.gz", "n/a_0001.nii.gz", "n/b_0000.nii.gz", "n/b_0001.nii.gz");
        assertThat(inputs(ONE, "n").failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure.what()).contains("_0000, _0001", "trained on 1: MRI"));
        files("b/P1/flair.nii.gz", "b/P1/t1.nii.gz", "b/P1/t2.nii.gz");
        assertThat(inputs(BRATS, "b").failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.what()).contains("FLAIR, T1w, T2w;", "trained on 4: FLAIR, T1w, t1gd, T2w"));
    }

    @Test
    void a_model_of_one_contrast_is_given_that_contrast() {
        files("b/P1/t1.nii.gz", "b/P1/t2.nii.gz", "b/P1/flair.nii.gz");
        PredictionInputs inputs = inputs(List.of("T2"), "b");
        assertThat(names(inputs)).containsExactly("P1");
        assertThat(files(inputs.images().getFirst())).containsExactly("t2.nii.gz");
        assertThat(inputs.notes()).singleElement().asString().contains("2 files");
    }

    @Test
    void what_holds_no_image_is_named_with_its_reason() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        files("masks only/a_seg.nii.gz", "k/c1/imaging.nii.gz", "k/c1/segmentation.nii.gz", "k/c2/segmentation.nii.gz");
        PredictionInputs inputs = inputs(ONE, "empty", "masks only", "nowhere.nii.gz", "k");
        assertThat(inputs.images()).extracting(PredictionInput::name).containsExactly("c1");
        assertThat(inputs.failures())
                .extracting(DataException::what)
                .containsExactly(
                        "there is no image in this folder or its subfolders",
                        "all images in this folder look like segmentations, such as a_seg.nii.gz",
                        "the file or folder does not exist",
                        "the folder has a segmentation but no image");
    }
}
