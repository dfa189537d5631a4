package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file gives an image or a DataException. */
class NiftiHostileTest {

    @TempDir
    Path folder;

    private void rejects(Path file, String reason) {
        assertThatThrownBy(() -> Images.readChannels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file.getFileName().toString());
        assertThatThrownBy(() -> Images.readLabels(file)).isInstanceOf(DataException.class);
    }

    private Path plain(byte[] content) {
        return NiftiFile.write(folder.resolve("hostile.nii"), content);
    }

    private Path raw(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void survives(Path file) {
        try {
            Images.readChannels(file);
            Images.readGeometry(file);
            Images.placementNotes(file);
            Images.readLabels(file);
        } catch (DataException rejected) {
            assertThat(rejected.where().text()).contains(file.getFileName().toString());
        }
    }

    @Test
    void a_truncated_file_is_rejected() {
        byte[] whole = NiftiFile.small().bytes.array();
        for (int length = 0; length < whole.length; length++) {
            rejects(plain(Arrays.copyOf(whole, length)), length < 348 ? "348 bytes" : "truncated");
        }
        byte[] second = NiftiFile.second(ByteOrder.BIG_ENDIAN);
        for (int length = 348; length < second.length; length++) {
            rejects(plain(Arrays.copyOf(second, length)), length < 540 ? "540 bytes" : "truncated");
        }
    }

    @Test
    void a_gzip_file_cut_anywhere_is_rejected() throws IOException {
        byte[] whole = Files.readAllBytes(NiftiFile.small().writeTo(folder.resolve("whole.nii.gz")));
        for (int length = 0; length < whole.length; length++) {
            rejects(raw("cut.nii.gz", Arrays.copyOf(whole, length)), "");
        }
    }

    @Test
    void a_long_gzip_file_that_ends_early_tells_how_many_bytes_came() throws IOException {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 500, 500, 1);
        byte[] whole = content.bytes.array();
        RandomGenerator random = Seed.of(1).generator();
        for (int i = 352; i < whole.length; i++) {
            whole[i] = (byte) random.nextInt();
        }
        byte[] zipped = Files.readAllBytes(NiftiFile.write(folder.resolve("whole.nii.gz"), whole));

        rejects(raw("cut.nii.gz", Arrays.copyOf(zipped, zipped.length / 2)), "of the 250352 bytes");
    }

    @Test
    void changed_header_bytes_give_an_image_or_a_refusal() {
        byte[] first = NiftiFile.small().bytes.array();
        byte[] second = NiftiFile.second(ByteOrder.LITTLE_ENDIAN);
        RandomGenerator random = Seed.of(11).generator();
        for (int mutation = 0; mutation < 4000; mutation++) {
            byte[] changed = (mutation % 2 == 0 ? first : second).clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                changed[random.nextInt(changed.length - 48)] = (byte) random.nextInt();
            }
            survives(plain(changed));
        }
    }

    @Test
    void changed_gzip_bytes_give_an_image_or_a_refusal() throws IOException {
        byte[] whole = Files.readAllBytes(NiftiFile.small().writeTo(folder.resolve("whole.nii.gz")));
        RandomGenerator random = Seed.of(12).generator();
        for (int mutation = 0; mutation < 500; mutation++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            survives(raw("changed.nii.gz", changed));
        }
    }

    @Test
    void claims_beyond_the_file_take_no_memory() {
        NiftiFile huge = NiftiFile.small();
        huge.bytes.putShort(42, (short) 1290).putShort(44, (short) 1290).putShort(46, (short) 1290);

        rejects(huge.writeTo(folder.resolve("huge.nii")), "4293378352 bytes in total");
        rejects(huge.writeTo(folder.resolve("huge.nii.gz")), "not enough even when inflated");
    }

    @Test
    void a_claim_to_be_compressed_unusually_well_is_counted_before_memory_is_taken() {
        byte[] whole = Arrays.copyOf(NiftiFile.small().bytes.array(), 2_000_000);
        RandomGenerator random = Seed.of(2).generator();
        for (int i = 352; i < whole.length; i++) {
            whole[i] = (byte) random.nextInt();
        }
        ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(70, (short) 2).putShort(72, (short) 8); // 2 GB of bytes would be 8 GB of floats
        header.putShort(42, (short) 1280).putShort(44, (short) 1280).putShort(46, (short) 1280);

        rejects(NiftiFile.write(folder.resolve("huge.nii.gz"), whole), "of the 2097152352 bytes");
    }

    @Test
    void more_voxels_than_an_array_holds_are_rejected() {
        NiftiFile huge = NiftiFile.small();
        huge.bytes.putShort(40, (short) 7);
        for (int i = 0; i < 7; i++) {
            huge.bytes.putShort(42 + 2 * i, Short.MAX_VALUE);
        }

        rejects(huge.writeTo(folder.resolve("huge.nii")), "2³¹");

        byte[] content = NiftiFile.second(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer second =
                ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(24, 1L << 40);
        rejects(plain(content), "axis 1 a length of 1099511627776");
        second.putLong(24, Integer.MAX_VALUE).putLong(32, Integer.MAX_VALUE).putLong(40, Integer.MAX_VALUE);
        rejects(plain(content), "2³¹");
        second.putLong(168, Long.MAX_VALUE).putLong(24, 1).putLong(32, 1).putLong(40, 1);
        rejects(plain(content), "offset of 9.2");
    }

    @Test
    void a_claim_of_many_channels_of_one_voxel_is_rejected() {
        NiftiFile many = NiftiFile.small();
        many.bytes.putShort(40, (short) 5).putShort(48, (short) 32767).putShort(50, (short) 3);

        rejects(many.writeTo(folder.resolve("many.nii.gz")), "more than 65536 channels");
    }

    @Test
    void inflated_zeros_beyond_the_claim_are_left_alone() {
        byte[] bomb = Arrays.copyOf(NiftiFile.small().bytes.array(), 20_000_000);

        assertThat(Images.read(NiftiFile.write(folder.resolve("bomb.nii.gz"), bomb))
                        .shape())
                .hasToString("4×3×2");
    }

    @Test
    void a_wrong_check_sum_is_noticed() throws IOException {
        byte[] zipped = Files.readAllBytes(NiftiFile.small().writeTo(folder.resolve("good.nii.gz")));
        zipped[zipped.length - 8] ^= 1;

        rejects(raw("bad.nii.gz", zipped), "cannot be read");
    }

    @Test
    void each_impossible_field_is_named() {
        rejects(changed(40, 9), "9 dimensions");
        rejects(changed(44, -3), "axis 2 a length of -3");
        rejects(changed(70, 32), "complex");
        rejects(changed(70, 1536), "128-bit floats");
        rejects(changed(70, 9999), "datatype 9999");
        rejects(changedFloat(108, 16), "offset of 16.0");
        rejects(changedFloat(108, Float.NaN), "offset of NaN");
        rejects(changedFloat(280, Float.NaN), "sform");
        rejects(changedFloat(280, 0), "sform");
        NiftiFile inter = NiftiFile.small();
        inter.bytes.putFloat(112, 2).putFloat(116, Float.NaN);
        rejects(plain(inter.bytes.array()), "shifts them by NaN");
        NiftiFile quaternion = NiftiFile.small();
        quaternion.bytes.putShort(254, (short) 0).putShort(252, (short) 1);
        quaternion.bytes.putFloat(256, 0.9f).putFloat(260, 0.9f);
        rejects(plain(quaternion.bytes.array()), "qform");
    }

    private Path changed(int at, int value) {
        NiftiFile content = NiftiFile.small();
        content.bytes.putShort(at, (short) value);
        return plain(content.bytes.array());
    }

    private Path changedFloat(int at, float value) {
        NiftiFile content = NiftiFile.small();
        content.bytes.putFloat(at, value);
        return plain(content.bytes.array());
    }

    @Test
    void relatives_of_the_format_are_named() {
        NiftiFile analyze = NiftiFile.small();
        analyze.bytes.putInt(344, 0);
        rejects(plain(analyze.bytes.array()), "Analyze");
        byte[] text = NiftiFile.second(ByteOrder.LITTLE_ENDIAN);
        text[8] = '\n';
        rejects(plain(text), "as text");
        rejects(plain("\u0089PNG and much more".repeat(40).getBytes(StandardCharsets.ISO_8859_1)), "PNG");
        rejects(plain("just words ".repeat(40).getBytes(StandardCharsets.US_ASCII)), "text");
    }

    @Test
    void what_is_no_file_is_rejected() throws IOException {
        rejects(folder.resolve("missing.nii.gz"), "does not exist");
        rejects(Files.createDirectory(folder.resolve("folder.nii.gz")), "folder");
    }

    @Test
    void a_name_of_no_known_format_is_rejected_with_what_the_file_seems_to_be() throws IOException {
        byte[] zip = {'P', 'K', 3, 4};

        rejects(raw("scan.unknown", zip), "a zip archive");
        rejects(raw("scan.unknown", new byte[0]), "empty");
        assertThatThrownBy(() -> Images.read(raw("scan.unknown", zip))).hasMessageContaining("NIfTI (.nii.gz, .nii)");
        assertThat(Images.hasKnownEnding(Path.of("scan.unknown"))).isFalse();
        assertThat(Images.hasKnownEnding(Path.of("SCAN.NII"))).isTrue();
    }
}
