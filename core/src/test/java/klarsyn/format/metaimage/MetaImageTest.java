package klarsyn.format.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.image.Affine;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MetaIO's behavior that is not covered by index files; negative origins and spacings as SimpleITK 2.5.7. */
class MetaImageTest {

    @TempDir
    Path folder;

    /** Voxels 0, 1, 2, … of one byte after a header with these lines. */
    private Path bytes(int count, String... lines) {
        byte[] voxels = new byte[count];
        for (int i = 0; i < count; i++) {
            voxels[i] = (byte) i;
        }
        return write(String.join("\n", lines) + "\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", voxels);
    }

    private Path write(String header, byte[] voxels) {
        Path file = folder.resolve("a.mha");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            out.write(voxels);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return file;
    }

    private static void rejects(Path file, String reason) {
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_spacing_below_zero_turns_the_axis_round() {
        Path file = bytes(24, "NDims = 3", "DimSize = 2 3 4", "ElementSpacing = 1.5 -2 2.5");

        assertThat(Images.readGeometry(file).affine()).isEqualTo(new Affine(-1.5, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2.5, 0));
    }

    @ParameterizedTest
    @CsvSource({"Position = 1 2 3|Offset = 4 5 6, 4", "Offset = 4 5 6|Origin = 7 8 9|Position = 1 2 3, 7"})
    void the_name_that_counts_of_the_origins_names_is_as_in_metaio(String lines, double x) {
        Path file = bytes(24, "NDims = 3", "DimSize = 2 3 4", lines.replace('|', '\n'));

        assertThat(Images.readGeometry(file).affine().m03()).isEqualTo(-x);
    }

    @Test
    void other_units_of_length_become_millimeters() {
        Path file = bytes(24, "NDims = 3", "DimSize = 2 3 4", "Offset = 1 2 3", "DistanceUnits = cm");

        assertThat(Images.readGeometry(file).affine())
                .isEqualTo(new Affine(-10, 0, 0, -10, 0, -10, 0, -20, 0, 0, 10, 30));
    }

    @Test
    void gzip_in_the_place_of_zlib_is_read() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(new byte[] {1, 2, 3, 4});
        }
        String header =
                "NDims = 2\nDimSize = 2 2\nElementType = MET_CHAR\nCompressedData = True\nElementDataFile = LOCAL\n";

        assertThat(Images.read(write(header, zipped.toByteArray())).voxels()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void types_of_arrays_and_long_are_read_as_metaio_has_them() {
        String header = "NDims: 1\nDimSize: 1\nElementNumberOfChannels: 2\nElementType: %s\nElementDataFile: LOCAL\n";

        Path array = write(header.formatted("MET_USHORT_ARRAY"), new byte[] {1, 0, 0, 1});
        assertThat(Images.readChannels(array)).extracting(v -> v.at(0, 0, 0)).containsExactly(1f, 256f);
        Path four = write(header.formatted("MET_LONG"), new byte[] {-1, -1, -1, -1, 2, 0, 0, 0});
        assertThat(Images.readChannels(four)).extracting(v -> v.at(0, 0, 0)).containsExactly(-1f, 2f);
        Path unsigned = write(header.formatted("MET_ULONG"), new byte[] {-1, -1, -1, -1, 2, 0, 0, 0});
        assertThat(Images.readChannels(unsigned)).extracting(v -> v.at(0, 0, 0)).containsExactly(0x1p32f, 2f);
    }

    @Test
    void components_and_points_in_time_are_channels_the_components_fastest() {
        Path file = bytes(8, "NDims = 4", "DimSize = 1 2 1 2", "ElementNumberOfChannels = 2");

        assertThat(Images.readChannels(file))
                .extracting(Volume::voxels)
                .containsExactly(new float[] {0, 2}, new float[] {1, 3}, new float[] {4, 6}, new float[] {5, 7});
        assertThat(Images.readGeometry(file).shape()).isEqualTo(new Shape(1, 2, 1));
    }

    @Test
    void a_series_in_time_lies_where_its_first_three_axes_say() {
        Path file = bytes(
                2,
                "NDims = 4",
                "DimSize = 1 1 1 2",
                "TransformMatrix = 0 1 0 0 1 0 0 0 0 0 1 0 0 0 0 1",
                "Offset = 1 2 3 4",
                "ElementSpacing = 5 6 7 8");
        assertThat(Images.readGeometry(file).affine()).isEqualTo(new Affine(0, -6, 0, -1, -5, 0, 0, -2, 0, 0, 7, 3));

        rejects(
                bytes(2, "NDims = 4", "DimSize = 1 1 1 2", "TransformMatrix = 0 0 0 1 0 1 0 0 0 0 1 0 1 0 0 0"),
                "invalid voxel position");
    }

    @Test
    void a_file_without_a_known_ending_is_known_by_its_first_line() throws IOException {
        Path file = bytes(2, "ObjectType = Image", "NDims = 1", "DimSize = 2");
        Path bare = Files.move(file, folder.resolve("scan"));

        assertThat(Images.formatName(bare)).contains("MetaImage");
        assertThat(Images.read(bare).voxels()).containsExactly(0, 1);
    }

    @Test
    void each_impossible_field_is_named() {
        String[] good = {"NDims = 1", "DimSize = 2"};
        rejects(bytes(2, "NDims = 11", good[1]), "11 axes");
        rejects(bytes(2, "NDims = many", good[1]), "many");
        rejects(bytes(2, good[0]), "DimSize");
        rejects(bytes(2, "NDims = 2", "DimSize = 2"), "1 numbers instead of 2");
        rejects(bytes(2, good[0], "DimSize = x"), "not a number");
        rejects(bytes(2, good[0], "DimSize = 1e300"), "length of 9223372036854775807");
        rejects(bytes(2, "NDims = 2", "DimSize = 65536 65536"), "2³¹");
        rejects(bytes(2, good[0], good[1], "ElementNumberOfChannels = 0"), "length of 0");
        rejects(bytes(2, good[0], good[1], "ElementSpacing = 0"), "spacing of 0");
        rejects(bytes(2, good[0], good[1], "DistanceUnits = inch"), "inch");
        rejects(bytes(2, good[0], good[1], "ObjectType = Tube"), "another object");
        rejects(bytes(2, good[0], good[1], "HeaderSize = -2"), "-2");
        rejects(bytes(2, good[0], good[1], "HeaderSize = 9999"), "truncated");
        rejects(bytes(2, good[0], good[1], "BinaryData = False", "CompressedData = True"), "both compressed and text");
        rejects(bytes(2, good[0], good[1], "CompressedData = True", "HeaderSize = -1"), "only for raw voxels");
        rejects(
                bytes(8, "NDims = 3", "DimSize = 2 2 2", "TransformMatrix = 1 0 0 1 0 0 0 0 1"),
                "invalid voxel position");
        rejects(write("NDims = 1\nDimSize = 2\n", new byte[0]), "ElementDataFile");
    }
}
