package klarsyn.format.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.image.Affine;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the format definition that are not covered by index files. */
class NrrdTest {

    @TempDir
    Path folder;

    /** Voxels 0, 1, 2, … of one byte after a header with these lines and a magic number. */
    private Path bytes(int count, String... lines) {
        byte[] voxels = new byte[count];
        for (int i = 0; i < count; i++) {
            voxels[i] = (byte) i;
        }
        return write("a.nrrd", "NRRD0005\ntype: uint8\n" + String.join("\n", lines) + "\nencoding: raw\n\n", voxels);
    }

    private Path write(String name, String header, byte[] voxels) {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            out.write(voxels);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return folder.resolve(name);
    }

    private static void rejects(Path file, String reason) {
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason);
    }

    private static Affine affine(Path file) {
        return Images.readGeometry(file).affine();
    }

    @Test
    void other_units_of_length_become_millimeters() {
        Path directions = bytes(
                24,
                "dimension: 3",
                "space: RAS",
                "sizes: 2 3 4",
                "space directions: (1,0,0) (0,2,0) (0,0,3)",
                "space units: \"cm\" \"m\" \"um\"",
                "space origin: (4,5,6)");
        assertThat(affine(directions)).isEqualTo(new Affine(10, 0, 0, 40, 0, 2000, 0, 5000, 0, 0, 0.003, 0.006));

        Path spacings = bytes(24, "dimension: 3", "sizes: 2 3 4", "spacings: 1 2 3", "units: \"cm\" \"\" mm");
        assertThat(affine(spacings)).isEqualTo(new Affine(10, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0));
        rejects(bytes(24, "dimension: 3", "sizes: 2 3 4", "spacings: 1 2 3", "units: mm mm feet"), "feet");
    }

    @Test
    void spacings_in_a_named_space_run_along_its_axes() {
        Path file = bytes(24, "dimension: 3", "space: LAS", "sizes: 2 3 4", "spacings: 1 2 3", "space origin: (4,5,6)");

        assertThat(affine(file)).isEqualTo(new Affine(-1, 0, 0, -4, 0, 2, 0, 5, 0, 0, 3, 6));
    }

    @ParameterizedTest
    @CsvSource({"cell, 3, 2, 0.5", "node, 4.5, 3, 0.6666666666666666", "'', 3, 2, 0.5"})
    void two_ends_of_an_axis_give_its_spacing_by_the_centering(String centering, double x, double y, double z) {
        String centerings = centering.isEmpty() ? "# none" : "centers:" + (" " + centering).repeat(3);
        Path file = bytes(36, "dimension: 3", "sizes: 3 3 4", "axis mins: 0 -3 1", "axis maxs: 9 3 -1", centerings);

        assertThat(affine(file)).isEqualTo(new Affine(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0));
    }

    @Test
    void a_slice_in_a_named_space_gets_the_normal_of_its_plane_for_a_third_axis() {
        Path file = bytes(
                6,
                "dimension: 2",
                "space: left-posterior-superior",
                "sizes: 2 3",
                "space directions: (0,2,0) (0,0,-3)",
                "space origin: (7,8,9)");

        assertThat(Images.readGeometry(file).shape()).isEqualTo(new Shape(2, 3, 1));
        // numpy.cross((0, 2, 0), (0, 0, -3)) is (-6, 0, 0): to the right in LPS, so (1, 0, 0) in RAS
        assertThat(affine(file)).isEqualTo(new Affine(0, 0, 1, -7, -2, 0, 0, -8, 0, -3, 0, 9));
    }

    @Test
    void a_line_in_a_named_space_has_axes_at_right_angles() {
        Path file = bytes(5, "dimension: 1", "space: RAS", "sizes: 5", "space directions: (0,2,0)");

        Affine affine = affine(file);
        assertThat(affine.m10()).isEqualTo(2);
        assertThat(affine.nearestRotation()).hasDimensions(3, 3);
        assertThat(affine.spacing().x()).isEqualTo(2);
        assertThat(affine.spacing().y()).isEqualTo(1);
    }

    @Test
    void an_axis_of_time_makes_channels() {
        Path file = bytes(
                12,
                "dimension: 4",
                "space: right-anterior-superior-time",
                "sizes: 2 3 1 2",
                "space directions: (1,0,0,0) (0,1,0,0) (0,0,1,0) (0,0,0,33)");

        assertThat(Images.readChannels(file)).extracting(v -> v.at(1, 2, 0)).containsExactly(5f, 11f);
        rejects(
                bytes(
                        12,
                        "dimension: 4",
                        "space: right-anterior-superior-time",
                        "sizes: 2 3 1 2",
                        "space directions: (1,0,0,5) (0,1,0,0) (0,0,1,0) (0,0,0,33)"),
                "time");
    }

    @Test
    void channels_may_stand_between_axes_of_space() {
        Path file = bytes(
                24,
                "dimension: 4",
                "space: RAS",
                "sizes: 2 3 2 2",
                "space directions: (1,0,0) none (0,1,0) (0,0,1)",
                "kinds: domain vector domain domain");

        List<Volume> channels = Images.readChannels(file);

        // numpy.arange(24).reshape(2, 2, 3, 2).transpose(2, 0, 1, 3).reshape(3, -1), channels first, z slowest
        assertThat(channels.get(0).voxels()).containsExactly(0, 1, 6, 7, 12, 13, 18, 19);
        assertThat(channels.get(1).voxels()).containsExactly(2, 3, 8, 9, 14, 15, 20, 21);
        assertThat(channels.get(2).voxels()).containsExactly(4, 5, 10, 11, 16, 17, 22, 23);
    }

    @Test
    void without_a_space_kinds_tell_the_channels_and_else_the_axes_behind_the_third() {
        Path colors = bytes(12, "dimension: 3", "sizes: 3 2 2", "kinds: RGB-color domain domain");
        assertThat(Images.readChannels(colors)).hasSize(3);
        assertThat(Images.readGeometry(colors).shape()).isEqualTo(new Shape(2, 2, 1));

        Path many = bytes(24, "dimension: 5", "sizes: 2 1 3 2 2");
        assertThat(Images.readChannels(many)).extracting(v -> v.at(1, 0, 2)).containsExactly(5f, 11f, 17f, 23f);
    }

    @Test
    void vectors_of_nan_stand_for_none() {
        Path file = bytes(
                12,
                "dimension: 4",
                "space: RAS",
                "sizes: 2 2 3 1",
                "space directions: (nan,nan,nan) (1,0,0) (0,1,0) (0,0,1)",
                "space origin: (nan,nan,nan)");

        assertThat(Images.readChannels(file)).hasSize(2);
        assertThat(affine(file)).isEqualTo(new Affine(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void bytes_are_skipped_after_inflating_and_lines_before() throws IOException {
        var zipped = new ByteArrayOutputStream();
        zipped.write("one\ntwo\n".getBytes(StandardCharsets.US_ASCII));
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(new byte[] {9, 9, 9, 1, 2, 3, 4});
        }
        String header =
                "NRRD0001\ntype: uchar\ndimension: 2\nsizes: 2 2\nencoding: gzip\nline skip: 2\nbyte skip: 3\n\n";

        assertThat(Images.read(write("a.nrrd", header, zipped.toByteArray())).voxels())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void bzip2_beyond_the_ratio_of_deflate_is_read_if_it_is_there() throws IOException {
        String header = "NRRD0001\ntype: uchar\ndimension: 1\nsizes: %d\nencoding: bzip2\n\n";
        var zipped = new ByteArrayOutputStream();
        try (var bzip2 = new BZip2CompressorOutputStream(zipped)) {
            bzip2.write(new byte[1_000_000]);
        }

        assertThat(zipped.size()).isLessThan(100);
        assertThat(Images.read(write("a.nrrd", header.formatted(1_000_000), zipped.toByteArray()))
                        .voxels())
                .containsOnly(0);
        rejects(write("a.nrrd", header.formatted(1_000_001), zipped.toByteArray()), "ends before the 1000001 voxels");
    }

    @Test
    void numbers_as_text_may_have_commas_signs_and_names() {
        String header = "NRRD0001\ntype: float\ndimension: 1\nsizes: 7\nencoding: txt\n\n";
        byte[] text = "1, 2 ,3\t-4.5e1\r\n+.5 nan,-inf".getBytes(StandardCharsets.US_ASCII);

        assertThat(Images.read(write("a.nrrd", header, text)).voxels())
                .containsExactly(1, 2, 3, -45, 0.5f, Float.NaN, Float.NEGATIVE_INFINITY);
        rejects(write("a.nrrd", header, "1 2 3 4 5 6 0x7".getBytes(StandardCharsets.US_ASCII)), "0x7");
        rejects(write("a.nrrd", header, "1".repeat(500).getBytes(StandardCharsets.US_ASCII)), "400 digits");
    }

    @Test
    void hexadecimal_digits_may_be_in_any_case_and_on_any_line() {
        String header = "NRRD0001\ntype: uint16\ndimension: 1\nsizes: 2\nendian: big\nencoding: hex\n\n";

        assertThat(Images.read(write("a.nrrd", header, "0a\n FFf\nf 3c".getBytes(StandardCharsets.US_ASCII)))
                        .voxels())
                .containsExactly(0x0aff, 0xff3c);
    }

    @Test
    void a_file_without_a_known_ending_is_known_by_its_mark() throws IOException {
        Path file = bytes(2, "dimension: 1", "sizes: 2");
        Path bare = Files.move(file, folder.resolve("scan"));

        assertThat(Images.formatName(bare)).contains("NRRD");
        assertThat(Images.read(bare).voxels()).containsExactly(0, 1);
    }

    @Test
    void each_impossible_field_is_named() {
        String[] good = {"dimension: 1", "sizes: 2"};
        rejects(bytes(2, "dimension: 17", good[1]), "17 axes");
        rejects(bytes(2, "dimension: one", good[1]), "one");
        rejects(bytes(2, good[0]), "sizes");
        rejects(bytes(2, "dimension: 1", "sizes: 2147483648"), "2147483648");
        rejects(bytes(2, "dimension: 2", "sizes: 65536 65536"), "2³¹");
        rejects(bytes(2, "dimension: 5", "kinds: list list list list list", "sizes: 100 100 100 100 100"), "channels");
        rejects(bytes(2, good[0], good[1], "sizes: 3"), "repeated");
        rejects(bytes(2, good[0], good[1], "what is this"), "not a field");
        rejects(bytes(2, good[0], good[1], "space: up-and-down"), "up-and-down");
        rejects(bytes(2, good[0], good[1], "space: RAS", "space dimension: 3"), "both");
        rejects(bytes(2, good[0], good[1], "space dimension: 99"), "99");
        rejects(bytes(2, good[0], good[1], "space directions: (1,0,0)"), "no space");
        rejects(bytes(2, good[0], good[1], "space: RAS", "space directions: (1,0)"), "2 numbers");
        rejects(bytes(2, good[0], good[1], "space: RAS", "space directions: 1"), "vector");
        rejects(bytes(2, good[0], good[1], "space: RAS", "space directions: (1,x,0)"), "contains x");
        rejects(bytes(2, good[0], good[1], "space: RAS", "space directions: (0,0,0)"), "invalid voxel position");
        rejects(bytes(2, good[0], good[1], "space dimension: 1", "space directions: (0)"), "spacing of 0.0");
        rejects(
                bytes(2, good[0], good[1], "space: RAS", "space directions: (1,0,0)", "space origin: (inf,0,0)"),
                "invalid voxel position");
        rejects(bytes(2, good[0], good[1], "space: RAS", "space units: \"mm\""), "1 entries for 3");
        rejects(bytes(2, good[0], good[1], "spacings: 1 2"), "2 entries for 1");
        rejects(bytes(2, good[0], good[1], "line skip: -1"), "skips -1 lines");
        rejects(bytes(2, good[0], good[1], "byte skip: 1"), "truncated");
        rejects(bytes(2, good[0], good[1], "line skip: 1"), "truncated");
        rejects(bytes(2, good[0], good[1], "endian: middle"), "middle");
        rejects(write("a.nrrd", "NRRD0009\n\n", new byte[2]), "NRRD0009");
        rejects(write("a.nrrd", "\u0089PNG\r\n\n", new byte[2]), "does not start with NRRD");
        String text = "NRRD0001\ntype: block\ndimension: 1\nsizes: 2\nencoding: raw\n\n";
        rejects(write("a.nrrd", text, new byte[2]), "block");
        rejects(write("a.nrrd", text.replace("block", "uchar").replace("raw", "gzip") + "", new byte[2]), "GZIP");
        rejects(
                write("a.nrrd", text.replace("block", "uchar").replace("raw", "gzip\nbyte skip: -1"), new byte[9]),
                "only for raw voxels");
    }
}
