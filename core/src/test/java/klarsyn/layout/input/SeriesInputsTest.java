package klarsyn.layout.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.data.Source;
import klarsyn.dicom.series.SliceFile;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files of series, channels joined by commas and folders of series stand for, and how they are read. */
class SeriesInputsTest {

    @TempDir
    private Path folder;

    private void series(String place, int number) {
        SliceFile.series(folder.resolve(place), number, 3);
    }

    private PredictionInputs inputs(String... arguments) {
        return PredictionInputs.of(Stream.of(arguments).map(this::whole).toList(), () -> List.of("MRI"));
    }

    /** Every part between commas in the folder. */
    private String whole(String argument) {
        return String.join(
                ",",
                Stream.of(argument.split(",", -1))
                        .map(part -> folder.resolve(part).toString())
                        .toList());
    }

    private void image(String name, float... values) {
        Images.write(
                new Volume(Geometry.of(new Shape(values.length, 1, 1), Spacing.isotropic(1)), values),
                folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({"000.dcm", "001.dcm", "002.dcm"})
    void any_slice_stands_for_its_series(String slice) {
        series("knee", 1);

        PredictionInput image = inputs("knee/" + slice).images().getFirst();

        assertThat(image.name()).isEqualTo("knee");
        assertThat(image.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("000.dcm", "001.dcm", "002.dcm");
        assertThat(image.read())
                .singleElement()
                .satisfies(volume -> assertThat(volume.geometry().shape()).isEqualTo(new Shape(4, 3, 3)));
    }

    @Test
    void slices_of_one_series_are_predicted_once() {
        series("knee", 1);

        assertThat(inputs("knee/000.dcm", "knee/002.dcm", "knee").images()).hasSize(1);
    }

    @Test
    void a_folder_that_lacks_a_slice_is_an_error_and_the_others_are_predicted() throws IOException {
        series("all/knee", 1);
        series("all/hip", 2);
        Path slice = folder.resolve("all/knee/001.dcm");
        Files.write(slice, Arrays.copyOf(Files.readAllBytes(slice), 300));

        PredictionInputs inputs = inputs("all");

        assertThat(inputs.images()).extracting(PredictionInput::name).containsExactly("hip");
        assertThat(inputs.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("it is truncated or damaged")
                        .hasMessageContaining("001.dcm"));
    }

    @Test
    void a_series_may_be_a_channel_beside_a_file() {
        series("knee", 1);
        image("other.nii.gz", 1, 2);

        PredictionInput image = inputs("knee,other.nii.gz").images().getFirst();

        assertThat(image.name()).isEqualTo("knee");
        assertThat(image.sources())
                .satisfiesExactly(
                        series -> assertThat(series).isInstanceOf(Source.Series.class),
                        file -> assertThat(file).isEqualTo(new Source.ImageFile(folder.resolve("other.nii.gz"))));
        assertThat(image)
                .hasToString("series of 3 files, the first %s,%s"
                        .formatted(folder.resolve("knee/000.dcm"), folder.resolve("other.nii.gz")));
    }

    @Test
    void channels_keep_the_order_in_which_they_are_named() {
        image("a.nii.gz", 1, 2);
        image("b.nii.gz", 3, 4);

        PredictionInput image = inputs("b.nii.gz,a.nii.gz").images().getFirst();

        assertThat(image.name()).isEqualTo("b");
        assertThat(image.read().stream().map(volume -> volume.voxels()[0])).containsExactly(3f, 1f);
    }

    @Test
    void a_comma_in_the_name_of_a_file_that_is_there_joins_nothing() {
        image("a,b.nii.gz", 1, 2);

        PredictionInputs inputs =
                PredictionInputs.of(List.of(folder.resolve("a,b.nii.gz").toString()), List::of);

        assertThat(inputs.images()).extracting(PredictionInput::name).containsExactly("a,b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        none.nii.gz          | the file or folder does not exist
        a.nii.gz,none.nii.gz | the file or folder does not exist
        two,a.nii.gz         | the folder has 2 images instead of one as a channel
        a.nii.gz,empty       | the folder has 0 images instead of one as a channel
        empty                | there is no image in this folder
        words.dcm            | it is not a DICOM file
        """)
    void what_is_no_image_is_an_error_of_its_own(String argument, String why) throws IOException {
        Files.createDirectories(folder.resolve("two"));
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("words.dcm"), "words");
        image("a.nii.gz", 1, 2);
        image("two/a.nii.gz", 1, 2);
        image("two/b.nii.gz", 1, 2);

        PredictionInputs inputs = inputs(argument, "a.nii.gz");

        assertThat(inputs.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining(why));
        assertThat(inputs.images()).extracting(PredictionInput::name).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"NaN,0,1 voxel is NaN or infinite", "NaN,-Infinity,2 voxels are NaN or infinite"})
    void voxels_that_are_no_numbers_are_rejected(float one, float other, String why) {
        image("a.nii.gz", 1, one, 2, other);
        PredictionInput image = inputs("a.nii.gz").images().getFirst();

        assertThatThrownBy(image::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("a.nii.gz");
    }
}
