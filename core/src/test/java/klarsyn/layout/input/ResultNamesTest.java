package klarsyn.layout.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import klarsyn.base.DataException;
import klarsyn.data.FileTree;
import klarsyn.data.Source;
import klarsyn.format.Images;
import klarsyn.image.Volume;
import klarsyn.layout.name.ChannelNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What results are called, and which files are channels of one image; by names alone. */
class ResultNamesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # folder     | file      | alone | name
        ''           | case7     | true  | case7
        p1           | case7     | true  | p1/case7
        p1           | imaging   | true  | p1
        p1           | imaging   | false | p1/imaging
        p1           | P1        | true  | p1
        p1/anat      | T1w       | true  | p1/anat
        ''           | image     | true  | study
        p1           | ''        | false | p1
        """)
    void a_file_that_only_says_what_it_is_takes_the_name_of_its_folder(
            String place, String stem, boolean alone, String name) {
        assertThat(ResultNames.inFolder(Path.of("/data/study"), Path.of(place), stem, alone))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # files                                   | names
        /d/a.nii /d/b.nii                         | a b
        /d/s1/image.nii /d/s2/image.nii           | s1/image s2/image
        /d/x/s/image.nii /d/y/s/image.nii         | x/s/image y/s/image
        /d/a.nii.gz /d/a.mha                      | a_nii_gz a_mha
        /d/s1/A.nii /d/s2/a.nii                   | s1/A s2/a
        /d/s1/a.nii /d/s2/a.nii /d/s2/b.nii       | s1/a s2/a b
        """)
    void images_of_the_same_name_are_reported_apart_by_folders_or_endings(String files, String names) {
        List<ResultNames.Unnamed> images = new ArrayList<>();
        for (String file : files.split(" ", -1)) {
            Path path = Path.of(file);
            images.add(
                    new ResultNames.Unnamed(Images.stem(path), List.of(new Source.ImageFile(path)), path.getParent()));
        }

        assertThat(ResultNames.of(images)).extracting(PredictionInput::name).containsExactly(names.split(" ", -1));
    }

    @Test
    void no_two_of_many_images_have_the_same_name_even_where_case_does_not_count() {
        List<ResultNames.Unnamed> images = new ArrayList<>();
        for (String site : List.of("a", "A", "b")) {
            for (String patient : List.of("p1", "p2")) {
                for (String ending : List.of("nii.gz", "nrrd", "mha")) {
                    Path path = Path.of("/data", site, patient, "scan." + ending);
                    images.add(new ResultNames.Unnamed("scan", List.of(new Source.ImageFile(path)), path.getParent()));
                }
            }
        }

        assertThat(ResultNames.of(images).stream().map(image -> image.name().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void folders_that_differ_in_case_alone_are_numbered() {
        List<ResultNames.Unnamed> images = new ArrayList<>();
        for (String folder : List.of("p1", "P1")) {
            Path path = Path.of("/data", folder, "scan.nii");
            images.add(
                    new ResultNames.Unnamed(folder + "/scan", List.of(new Source.ImageFile(path)), Path.of("/data")));
        }

        assertThat(ResultNames.of(images)).extracting(PredictionInput::name).containsExactly("p1/scan_1", "P1/scan_2");
    }

    @Test
    void an_input_needs_a_name_and_a_source() {
        Source source = new Source.ImageFile(Path.of("a.nii"));

        assertThatIllegalArgumentException().isThrownBy(() -> new PredictionInput(" ", List.of(source)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PredictionInput("a", List.of()));
        assertThat(new PredictionInput("a", List.of(source, source))).hasToString("a.nii,a.nii");
    }

    @Test
    void an_image_with_voxels_that_are_no_numbers_is_rejected_with_how_many() {
        float[] voxels = new float[FileTree.GRID.shape().voxels()];
        voxels[3] = Float.NaN;
        voxels[7] = Float.POSITIVE_INFINITY;
        Path file = folder.resolve("a.nii.gz");
        Images.write(new Volume(FileTree.GRID, voxels), file);

        assertThatThrownBy(() -> new PredictionInput("a", List.of(new Source.ImageFile(file))).read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 voxels")
                .hasMessageContaining("a.nii.gz");
    }

    // ---- channels of one image

    private ChannelGrouping grouping(List<String> channels, String... stems) {
        List<ChannelGrouping.Item> items = new ArrayList<>();
        for (String stem : stems) {
            items.add(new ChannelGrouping.Item(stem, new Source.ImageFile(folder.resolve(stem + ".nii.gz"))));
        }
        return ChannelGrouping.of(folder, items, new ChannelNames(channels));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # channels of the model | files                                   | images
        CT                      | a b c                                   | a b c
        CT                      | a_0000 b_0000                           | a b
        T1 T2                   | a_0000 a_0001 b_0000 b_0001             | a b
        T1 T2                   | a_t1 a_t2 b_t1 b_t2                     | a b
        T1 T2                   | a_T2w a_T1n                             | a
        T1 T2                   | a b                                     | a b
        CT                      | f_0000 f_0001 f_0002                    | f_0000 f_0001 f_0002
        T1                      | a_t1 a_t2 a_flair                       | a_t1
        CT                      | a_t1 a_t2                               | a_t1 a_t2
        """)
    void files_are_joined_by_numbers_or_by_the_names_of_channels(String channels, String files, String images) {
        ChannelGrouping grouping = grouping(List.of(channels.split(" ", -1)), files.split(" ", -1));

        assertThat(grouping.failures()).isEmpty();
        assertThat(grouping.groups()).extracting(ChannelGrouping.Group::stem).containsExactly(images.split(" ", -1));
    }

    @Test
    void channels_come_in_the_order_of_the_model_whatever_the_order_of_files() {
        ChannelGrouping grouping = grouping(List.of("FLAIR", "T1", "T2"), "p_t2", "p_flair", "p_t1");

        assertThat(grouping.groups().getFirst().sources())
                .extracting(source -> Images.stem(source.file()))
                .containsExactly("p_flair", "p_t1", "p_t2");
    }

    @Test
    void names_that_differ_in_more_than_the_channel_are_one_image_if_each_channel_is_there_once() {
        ChannelGrouping grouping = grouping(List.of("T1", "T2"), "scan3_t1_mprage", "scan5_t2_tse");

        assertThat(grouping.groups()).hasSize(1);
        assertThat(grouping.groups().getFirst().sources()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # channels | files                         | what the failure must name
        T1 T2      | a_0000 a_0001 b_0000          | ''
        T1 T2      | a_t1 a_t2 b_t1                | b
        T1 T2 FL   | a_0000 a_0001                 | a
        CT         | a_0000 a_0001 b_0000 b_0001   | a
        """)
    void an_image_that_lacks_a_channel_or_has_too_many_is_named(String channels, String files, String image) {
        ChannelGrouping grouping = grouping(List.of(channels.split(" ", -1)), files.split(" ", -1));

        if (image.isEmpty()) {
            assertThat(grouping.groups()).hasSize(2);
        } else {
            assertThat(grouping.failures().getFirst().getMessage())
                    .contains(folder.resolve(image).toString());
        }
    }

    @Test
    void contrasts_that_a_model_does_not_know_are_left_out_and_listed() {
        ChannelGrouping grouping = grouping(List.of("T1", "T2"), "p_t1", "p_t2", "p_dwi");

        assertThat(grouping.groups()).hasSize(1);
        assertThat(grouping.leftOut()).containsExactly(folder.resolve("p_dwi.nii.gz"));
    }
}
