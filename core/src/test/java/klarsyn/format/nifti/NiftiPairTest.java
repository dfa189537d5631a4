package klarsyn.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.format.NiftiFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiPairTest {

    @TempDir
    Path folder;

    private static byte[] header() {
        NiftiFile content = NiftiFile.small();
        content.bytes.putFloat(108, 0);
        content.bytes.put(344, "ni1\0".getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(content.bytes.array(), 348);
    }

    private static byte[] voxels() {
        byte[] whole = NiftiFile.small().bytes.array();
        return Arrays.copyOfRange(whole, 352, whole.length);
    }

    private Path pair(String header, String voxels) {
        NiftiFile.write(folder.resolve(voxels), voxels());
        return NiftiFile.write(folder.resolve(header), header());
    }

    private static void rejects(Path file, String reason) {
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void header_and_voxels_are_found_however_either_is_packed() {
        for (String header : new String[] {"a.hdr", "b.hdr.gz", "C.HDR"}) {
            String stem = header.substring(0, 1);
            for (String ending : new String[] {".img", ".img.gz"}) {
                String voxels = stem + (stem.equals("C") ? ending.replace("img", "IMG") : ending);
                Path file = pair(header, voxels);

                assertThat(Images.read(file).at(3, 2, 1)).isEqualTo(23);
                assertThat(Images.readLabels(file).at(3, 2, 1)).isEqualTo((short) 23);
                assertThat(folder.resolve(voxels).toFile().delete()).isTrue();
            }
        }
    }

    @Test
    void a_header_that_says_so_holds_its_voxels_itself() {
        Path file = NiftiFile.small().writeTo(folder.resolve("whole.hdr"));

        assertThat(Images.read(file).at(3, 2, 1)).isEqualTo(23);
    }

    @Test
    void missing_voxels_are_named() throws IOException {
        Path file = Files.write(folder.resolve("alone.hdr"), header());
        rejects(file, "alone.img");
        Files.createDirectory(folder.resolve("alone.img"));
        rejects(file, "alone.img");
        Files.createSymbolicLink(folder.resolve("loop.img"), folder.resolve("loop.img"));
        rejects(Files.write(folder.resolve("loop.hdr"), header()), "loop.img");
    }

    @Test
    void voxels_that_are_cut_short_are_rejected_with_the_file_that_holds_them() throws IOException {
        Path file = pair("cut.hdr", "cut.img");
        for (int length = 0; length < 48; length++) {
            Files.write(folder.resolve("cut.img"), Arrays.copyOf(voxels(), length));
            rejects(file, "cut.img");
        }
    }

    @Test
    void a_header_cut_anywhere_is_rejected() throws IOException {
        Path file = pair("cut.hdr", "cut.img");
        for (int length = 0; length < 348; length++) {
            Files.write(file, Arrays.copyOf(header(), length));
            rejects(file, "cut.hdr");
        }
    }

    @Test
    void a_link_to_voxels_elsewhere_is_rejected() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path outside = Files.write(folder.resolve("secret"), voxels());
        Path file = Files.write(inside.resolve("scan.hdr"), header());
        Files.createSymbolicLink(inside.resolve("scan.img"), Path.of("../secret"));
        rejects(file, "to another folder");

        Files.delete(inside.resolve("scan.img"));
        Files.move(outside, inside.resolve("annex"));
        Files.createSymbolicLink(inside.resolve("scan.img"), Path.of("annex"));
        assertThat(Images.read(file).at(3, 2, 1)).as("a link within the folder").isEqualTo(23);
    }

    @Test
    void a_pair_of_links_is_followed() throws IOException {
        pair("key1.hdr", "key2.img");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path file = Files.createSymbolicLink(inside.resolve("scan.hdr"), Path.of("../key1.hdr"));
        Files.createSymbolicLink(inside.resolve("scan.img"), Path.of("../key2.img"));

        assertThat(Images.read(file).at(3, 2, 1)).isEqualTo(23);
    }

    @Test
    void analyze_is_rejected_by_name() throws IOException {
        Path file = pair("scan.hdr", "scan.img");
        byte[] analyze = header();
        Arrays.fill(analyze, 344, 348, (byte) 0);
        Files.write(file, analyze);

        rejects(file, "Analyze 7.5");
    }
}
