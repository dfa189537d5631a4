package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
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

class NiftiWritingTest {

    private static final Geometry OBLIQUE = SampleGrids.oblique(new Shape(5, 4, 3), new Spacing(0.8, 0.9, 2.5));

    @TempDir
    Path folder;

    static List<Orientation> orientations() {
        return Orientation.all();
    }

    private static ByteBuffer header(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Path withoutSform(Path file, Path target) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[254] = 0; // the low byte of sform_code
        return NiftiFile.write(target, bytes);
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void an_image_comes_back_to_the_last_bit(Orientation orientation) {
        for (String name : new String[] {"image.nii", "image.nii.gz"}) {
            Volume volume = SampleGrids.numbered(OBLIQUE).reorientedTo(orientation);
            volume.voxels()[3] = Float.NaN;
            Path file = folder.resolve(name);

            Images.write(volume, file);

            assertThat(Images.read(file).voxels()).isEqualTo(volume.voxels());
            assertThat(Images.read(file).shape()).isEqualTo(volume.shape());
            assertThat(Images.readGeometry(file).affine())
                    .isEqualTo(SampleGrids.asFloats(volume.geometry().affine()));
        }
    }

    @Test
    void labels_take_a_byte_each_where_they_fit() throws IOException {
        LabelMap small = SampleGrids.labeled(OBLIQUE);
        LabelMap large = SampleGrids.labeled(OBLIQUE);
        large.voxels()[7] = 256;

        Images.write(small, folder.resolve("small.nii"));
        Images.write(large, folder.resolve("large.nii"));

        assertThat(folder.resolve("small.nii")).hasSize(352 + 60);
        assertThat(folder.resolve("large.nii")).hasSize(352 + 120);
        assertThat(Images.readLabels(folder.resolve("small.nii")).voxels()).isEqualTo(small.voxels());
        assertThat(Images.readLabels(folder.resolve("large.nii")).voxels()).isEqualTo(large.voxels());
        assertThat(header(folder.resolve("small.nii")).getShort(70)).isEqualTo((short) 2);
    }

    @Test
    void an_affine_that_holds_floats_is_written_bit_for_bit_in_both_forms() throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            Geometry grid = SampleGrids.random(new Shape(3, 2, 2), new Spacing(0.8, 0.9, 2.5), seed);
            Path file = folder.resolve("image.nii");

            Images.write(SampleGrids.numbered(grid), file);

            assertThat(Images.readGeometry(file)).isEqualTo(grid);
            assertThat(header(file).getShort(254)).as("sform code").isEqualTo((short) 1);
            assertThat(header(file).getShort(252)).as("qform code").isEqualTo((short) 1);
            Path second = withoutSform(file, folder.resolve("qform.nii"));
            assertThat(Images.readGeometry(second).matches(grid)).isTrue();
        }
    }

    @Test
    void an_affine_that_came_from_a_quaternion_goes_back_to_it() throws IOException {
        int exact = 0;
        for (long seed = 0; seed < 60; seed++) {
            Geometry grid = SampleGrids.random(new Shape(4, 3, 2), new Spacing(0.8, 0.9, 2.5), seed);
            if (seed % 3 == 0) {
                grid = grid.reorientedTo(Orientation.all().get((int) (seed % 48)));
            }
            Path first = folder.resolve("first.nii");
            Images.write(SampleGrids.numbered(grid), first);
            Path source = withoutSform(first, folder.resolve("qform.nii"));

            Path copy = folder.resolve("copy.nii");
            Images.write(Images.read(source), copy);

            assertThat(Images.readGeometry(copy)).isEqualTo(Images.readGeometry(source));
            exact += header(copy).getShort(254) == 0 ? 1 : 0;
            assertThat(header(copy).slice(256, 24)).isEqualTo(header(source).slice(256, 24));
            assertThat(header(copy).slice(76, 16)).isEqualTo(header(source).slice(76, 16));
        }
        assertThat(exact).isGreaterThan(50);
    }

    @Test
    void a_sheared_affine_has_no_qform() throws IOException {
        Affine a = OBLIQUE.affine();
        Affine sheared = new Affine(
                a.m00(),
                a.m01() + 0.125,
                a.m02(),
                a.m03(),
                a.m10(),
                a.m11(),
                a.m12(),
                a.m13(),
                a.m20(),
                a.m21(),
                a.m22(),
                a.m23());
        Geometry grid = new Geometry(OBLIQUE.shape(), SampleGrids.asFloats(sheared));
        Path file = folder.resolve("sheared.nii");

        Images.write(SampleGrids.numbered(grid), file);

        assertThat(Images.readGeometry(file)).isEqualTo(grid);
        assertThat(header(file).getShort(252)).isZero();
    }

    @Test
    void labels_on_the_grid_of_an_image_have_its_very_header_bytes() throws IOException {
        NiftiFile source = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 4, 3, 2);
        source.bytes.putShort(252, (short) 2).putShort(254, (short) 4); // as some tools write them, inconsistently
        source.bytes
                .putFloat(80, 2.0000002f)
                .putFloat(264, 0.001f)
                .putFloat(268, -0.0f)
                .putFloat(292, -0.0f);
        source.bytes.put(123, (byte) 3);
        Path image = source.writeTo(folder.resolve("image.nii"));
        LabelMap labels = SampleGrids.labeled(Images.readGeometry(image));

        Path file = folder.resolve("labels.nii");
        Images.writeOnGridOf(labels, image, file);

        assertThat(header(file).slice(252, 76)).isEqualTo(source.bytes.slice(252, 76));
        assertThat(header(file).slice(76, 16)).isEqualTo(source.bytes.slice(76, 16));
        assertThat(Images.readLabels(file).voxels()).isEqualTo(labels.voxels());
        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
    }

    @Test
    void a_slice_stays_a_slice_on_the_grid_of_its_image() throws IOException {
        Path image = new NiftiFile(ByteOrder.BIG_ENDIAN, 2, 1, 4, 3).writeTo(folder.resolve("slice.nii"));
        Path file = folder.resolve("labels.nii");

        Images.writeOnGridOf(SampleGrids.labeled(Images.readGeometry(image)), image, file);

        assertThat(header(file).getShort(40)).isEqualTo((short) 2);
        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
    }

    @Test
    void labels_on_another_grid_than_the_image_are_rejected() {
        Path image = NiftiFile.small().writeTo(folder.resolve("image.nii"));

        assertThatThrownBy(() -> Images.writeOnGridOf(SampleGrids.labeled(OBLIQUE), image, folder.resolve("l.nii")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_content_gives_the_same_bytes() throws IOException, InterruptedException {
        Images.write(SampleGrids.labeled(OBLIQUE), folder.resolve("a.nii.gz"));
        Images.write(SampleGrids.labeled(OBLIQUE), folder.resolve("b.nii.gz"));

        byte[] first = Files.readAllBytes(folder.resolve("a.nii.gz"));
        assertThat(Files.readAllBytes(folder.resolve("b.nii.gz"))).isEqualTo(first);
        assertThat(java.util.Arrays.copyOfRange(first, 4, 8)).as("time stamp").containsOnly(0);
    }

    @Test
    void an_axis_too_long_for_the_first_version_is_written_in_the_second() throws IOException {
        Affine a = OBLIQUE.affine();
        Geometry line = new Geometry(new Shape(40_000, 1, 1), a);
        Path file = folder.resolve("line.nii");

        Images.write(SampleGrids.numbered(line), file);

        assertThat(header(file).getInt(0)).isEqualTo(540);
        assertThat(Images.read(file).voxels())
                .isEqualTo(SampleGrids.numbered(line).voxels());
        assertThat(Images.readGeometry(file)).as("doubles, not floats").isEqualTo(line);
    }

    @Test
    void labels_on_the_grid_of_an_image_of_the_second_version_have_its_very_header_bytes() throws IOException {
        Path image = folder.resolve("line.nii");
        Images.write(SampleGrids.numbered(new Geometry(new Shape(40_000, 1, 1), OBLIQUE.affine())), image);
        LabelMap labels = SampleGrids.labeled(Images.readGeometry(image));

        Path file = folder.resolve("labels.nii.gz");
        Images.writeOnGridOf(labels, image, file);

        assertThat(Images.readGeometry(file)).isEqualTo(Images.readGeometry(image));
        assertThat(Images.readLabels(file).voxels()).isEqualTo(labels.voxels());
    }

    @Test
    void nothing_is_written_in_two_files() {
        Path file = folder.resolve("labels.hdr");

        assertThatThrownBy(() -> Images.write(SampleGrids.labeled(OBLIQUE), file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("NIfTI pair files are read but not written")
                .hasMessageContaining("NIfTI (.nii.gz, .nii)");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_name_without_a_known_ending_is_rejected_before_anything_is_written() {
        Path file = folder.resolve("labels.unknown");

        assertThatThrownBy(() -> Images.write(SampleGrids.labeled(OBLIQUE), file))
                .isInstanceOf(DataException.class);
        assertThat(file).doesNotExist();
    }
}
