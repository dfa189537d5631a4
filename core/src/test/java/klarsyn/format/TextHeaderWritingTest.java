package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.SampleGrids;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Round trips of NRRD and MetaImage. */
class TextHeaderWritingTest {

    private static final Geometry OBLIQUE = SampleGrids.oblique(new Shape(5, 4, 3), new Spacing(0.8, 0.9, 2.5));

    @TempDir
    Path folder;

    static List<Orientation> orientations() {
        return Orientation.all();
    }

    private static void assertSame(Affine actual, Affine expected, double relative) {
        for (int i = 0; i < 12; i++) {
            double wanted = expected.at(i / 4, i % 4);
            assertThat(actual.at(i / 4, i % 4)).isCloseTo(wanted, within(relative * Math.abs(wanted)));
        }
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void an_image_comes_back_to_the_last_bit(Orientation orientation) {
        Volume volume = SampleGrids.numbered(OBLIQUE).reorientedTo(orientation);
        volume.voxels()[3] = Float.NaN;
        volume.voxels()[4] = -0.0f;
        for (String name : new String[] {"image.nrrd", "image.nhdr", "image.mha", "image.mhd"}) {
            Path file = folder.resolve(name);

            Images.write(volume, file);

            assertThat(Images.read(file).voxels()).isEqualTo(volume.voxels());
            assertThat(Images.read(file).shape()).isEqualTo(volume.shape());
            boolean exact = name.startsWith("image.n");
            assertSame(Images.readGeometry(file).affine(), volume.geometry().affine(), exact ? 0 : 1e-15);
        }
    }

    @Test
    void affines_of_any_doubles_and_shears_come_back() {
        Affine sheared = new Affine(1 / 3.0, 0.1, 1e-9, 1e5 / 7, 0, 0.7, -0.2, -3, 1e-17, 0, 123.456, 0);
        Volume volume = SampleGrids.numbered(new Geometry(new Shape(2, 3, 2), sheared));

        Images.write(volume, folder.resolve("a.nrrd"));
        Images.write(volume, folder.resolve("a.mha"));

        assertThat(Images.readGeometry(folder.resolve("a.nrrd"))).isEqualTo(volume.geometry());
        assertSame(Images.readGeometry(folder.resolve("a.mha")).affine(), sheared, 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.nrrd", "labels.mha"})
    void labels_take_a_byte_each_where_they_fit(String name) throws IOException {
        LabelMap small = SampleGrids.labeled(OBLIQUE);
        LabelMap large = SampleGrids.labeled(OBLIQUE);
        small.voxels()[7] = 255;
        large.voxels()[7] = 256;
        large.voxels()[8] = Short.MAX_VALUE;
        Path file = folder.resolve(name);

        Images.write(small, file);
        assertThat(Images.readLabels(file).voxels()).isEqualTo(small.voxels());
        assertThat(text(file)).containsAnyOf("uint8", "MET_UCHAR");
        Images.write(large, file);
        assertThat(Images.readLabels(file).voxels()).isEqualTo(large.voxels());
        assertThat(text(file)).containsAnyOf("type: short", "MET_SHORT");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image.nrrd", "image.mha"})
    void more_voxels_than_one_turn_of_the_writer_come_back(String name) throws IOException {
        Volume volume = SampleGrids.numbered(Geometry.of(new Shape(129, 127, 2), Spacing.isotropic(1)));
        Path file = folder.resolve(name);

        Images.write(volume, file);
        byte[] first = Files.readAllBytes(file);
        Images.write(Images.read(file), file);

        assertThat(Images.read(file).voxels()).isEqualTo(volume.voxels());
        assertThat(Files.readAllBytes(file))
                .as("the same content gives the same bytes")
                .isEqualTo(first);
        assertThat(folder).isDirectoryNotContaining(one -> !one.equals(file));
    }

    @Test
    void labels_on_the_grid_of_a_nrrd_image_are_placed_by_its_very_words() throws IOException {
        Path image = folder.resolve("image.nrrd");
        Files.writeString(image, """
            NRRD0005
            type: uchar
            dimension: 4
            space: RAST
            sizes: 2 1 3 1
            space directions: (1.50,0,0,0) none (0,-2e0,0,0) (0,0,0.25,0)
            centers: cell ??? node none
            kinds: space list space space
            space units: "cm" "mm" "" "ms"
            encoding: raw
            space origin: (1,2,+3,4)

            123456\
            """);
        LabelMap labels = SampleGrids.labeled(Images.readGeometry(image));
        Path file = folder.resolve("labels.nrrd");

        Images.writeOnGridOf(labels, image, file);

        assertThat(text(file))
                .contains("\nspace: RAS\n")
                .contains("\nsizes: 2 3 1\n")
                .contains("\nspace directions: (1.50,0,0) (0,-2e0,0) (0,0,0.25)\n")
                .contains("\ncenterings: cell node none\n")
                .contains("\nspace units: \"cm\" \"mm\" \"\"\n")
                .contains("\nspace origin: (1,2,+3)\n");
        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
        assertThat(Images.readLabels(file).voxels()).isEqualTo(labels.voxels());
    }

    @Test
    void labels_on_the_grid_of_an_image_in_no_space_lie_in_none_too() throws IOException {
        Path image = folder.resolve("image.nrrd");
        Files.writeString(
                image, "NRRD0001\ntype: uchar\ndimension: 2\nsizes: 2 3\nspacings: .5 nan\nencoding: raw\n\n123456");
        Path file = folder.resolve("labels.nrrd");

        Images.writeOnGridOf(SampleGrids.labeled(Images.readGeometry(image)), image, file);

        assertThat(text(file))
                .contains("dimension: 2")
                .contains("spacings: .5 nan")
                .doesNotContain("space:");
        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
    }

    @Test
    void labels_on_the_grid_of_a_metaimage_are_placed_by_its_very_words() throws IOException {
        Path image = folder.resolve("image.mha");
        Files.writeString(image, """
            NDims = 2
            DimSize = 2 3
            Position = 1 +2
            Orientation = 0 1 1 0
            ElementSize = 0.50 5e-1
            AnatomicalOrientation = ??
            ElementNumberOfChannels = 1
            ElementType = MET_CHAR
            ElementDataFile = LOCAL
            123456\
            """);
        Path file = folder.resolve("labels.mha");

        Images.writeOnGridOf(SampleGrids.labeled(Images.readGeometry(image)), image, file);

        assertThat(text(file))
                .contains("NDims = 2\n")
                .contains("Position = 1 +2\n")
                .contains("Orientation = 0 1 1 0\n")
                .contains("ElementSize = 0.50 5e-1\n");
        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
    }

    @Test
    void labels_on_the_grid_of_a_series_are_a_volume() throws IOException {
        Path image = folder.resolve("image.mha");
        Files.writeString(image, """
            NDims = 4
            DimSize = 2 3 1 1
            Offset = 1 2 3 4
            ElementType = MET_CHAR
            ElementDataFile = LOCAL
            123456\
            """);
        Path file = folder.resolve("labels.mha");

        Images.writeOnGridOf(SampleGrids.labeled(Images.readGeometry(image)), image, file);

        assertThat(text(file)).contains("NDims = 3");
        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image.nrrd", "image.mha"})
    void labels_on_another_grid_than_the_image_are_rejected(String name) {
        Path image = folder.resolve(name);
        Images.write(SampleGrids.numbered(Geometry.of(OBLIQUE.shape(), OBLIQUE.spacing())), image);

        assertThatThrownBy(() -> Images.writeOnGridOf(SampleGrids.labeled(OBLIQUE), image, image))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
