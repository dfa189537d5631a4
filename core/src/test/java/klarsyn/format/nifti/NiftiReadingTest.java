package klarsyn.format.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.format.Images;
import klarsyn.format.NiftiFile;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.StoredValue;
import klarsyn.format.file.VoxelType;
import klarsyn.image.Affine;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiReadingTest {

    @TempDir
    Path folder;

    private Path file(NiftiFile content) {
        return content.writeTo(folder.resolve("image.nii"));
    }

    @ParameterizedTest
    @EnumSource
    void every_type_is_read_in_both_byte_orders(VoxelType type) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            NiftiFile content = new NiftiFile(order, NiftiVoxel.code(type), type.bytes(), 3, 1, 1);
            put(content.bytes, type, 0, 1);
            put(content.bytes, type, 1, 100);
            put(content.bytes, type, 2, -1);

            float[] voxels = Images.read(file(content)).voxels();

            float last = switch (type) {
                case UINT8 -> 255;
                case UINT16 -> 65535;
                case UINT32 -> 0x1p32f;
                case UINT64 -> 0x1p64f;
                case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> -1;
            };
            assertThat(voxels).containsExactly(1, 100, last);
        }
    }

    private static void put(ByteBuffer bytes, VoxelType type, int voxel, int value) {
        int at = 352 + voxel * type.bytes();
        switch (type) {
            case UINT8, INT8 -> bytes.put(at, (byte) value);
            case INT16, UINT16 -> bytes.putShort(at, (short) value);
            case INT32, UINT32 -> bytes.putInt(at, value);
            case INT64, UINT64 -> bytes.putLong(at, value);
            case FLOAT32 -> bytes.putFloat(at, value);
            case FLOAT64 -> bytes.putDouble(at, value);
        }
    }

    @Test
    void the_second_version_is_read_in_both_byte_orders() {
        Volume expected = Images.read(file(NiftiFile.small()));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (String name : new String[] {"second.nii", "second.nii.gz", "second.hdr"}) {
                byte[] content = NiftiFile.second(order);
                Volume volume = Images.read(NiftiFile.write(folder.resolve(name), content));

                assertThat(volume.voxels()).isEqualTo(expected.voxels());
                assertThat(volume.geometry()).isEqualTo(expected.geometry());
            }
        }
    }

    @Test
    void the_doubles_of_the_second_version_keep_their_digits() {
        byte[] content = NiftiFile.second(ByteOrder.BIG_ENDIAN);
        ByteBuffer.wrap(content).putDouble(424, 0.1).putDouble(176, 0.1).putDouble(184, 1e-9);

        Volume volume = Images.read(NiftiFile.write(folder.resolve("second.nii"), content));

        assertThat(volume.geometry().affine().m03()).isEqualTo(0.1);
        assertThat(volume.at(3, 0, 0)).isEqualTo((float) (0.1 * 3 + 1e-9));
    }

    @Test
    void stored_values_are_scaled() {
        NiftiFile content = NiftiFile.small();
        content.bytes.putFloat(112, 0.5f).putFloat(116, -3);

        assertThat(Images.read(file(content)).at(3, 0, 0)).isEqualTo(-1.5f);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void a_slope_that_is_none_leaves_values_alone(float slope) {
        NiftiFile content = NiftiFile.small();
        content.bytes.putFloat(112, slope).putFloat(116, 7);

        assertThat(Images.read(file(content)).at(3, 0, 0)).isEqualTo(3);
    }

    @Test
    void voxels_that_are_no_numbers_are_passed_on() {
        NiftiFile content = new NiftiFile(ByteOrder.BIG_ENDIAN, 16, 4, 2, 1, 1);
        content.bytes.putFloat(352, Float.NaN).putFloat(356, Float.NEGATIVE_INFINITY);

        assertThat(Images.read(file(content)).voxels()).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
    }

    @Test
    void the_sform_counts_before_the_qform() {
        NiftiFile content = NiftiFile.small();
        content.bytes.putShort(252, (short) 1).putFloat(268, 99);

        assertThat(Images.readGeometry(file(content)).affine())
                .isEqualTo(new Affine(2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0));
    }

    @Test
    void the_qform_counts_where_there_is_no_sform() {
        NiftiFile content = NiftiFile.small();
        content.bytes.putShort(254, (short) 0).putShort(252, (short) 1);
        content.bytes.putFloat(76, -1); // left-handed
        content.bytes.putFloat(264, (float) Math.sqrt(0.5)); // a rotation by 90° about z
        content.bytes.putFloat(268, 10).putFloat(272, 20).putFloat(276, 30);

        Affine affine = Images.readGeometry(file(content)).affine();

        Affine expected = new Affine(0, -3, 0, 10, 2, 0, 0, 20, 0, 0, -4, 30);
        assertThat(affine.equalsWithin(expected, new Shape(4, 3, 2), 1e-6)).isTrue();
    }

    @Test
    void the_spacing_alone_counts_where_there_is_neither() {
        NiftiFile content = NiftiFile.small();
        content.bytes.putShort(254, (short) 0).putFloat(280, 77);

        assertThat(Images.readGeometry(file(content)).affine())
                .isEqualTo(new Affine(2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0));
    }

    @Test
    void meters_and_micrometers_become_millimeters() {
        NiftiFile meters = NiftiFile.small();
        meters.bytes.put(123, (byte) (1 + 8));
        NiftiFile micrometers = NiftiFile.small();
        micrometers.bytes.put(123, (byte) 3);

        assertThat(Images.readGeometry(file(meters)).spacing().x()).isEqualTo(2000);
        assertThat(Images.readGeometry(file(micrometers)).spacing().x()).isCloseTo(0.002, within(1e-12));
    }

    @Test
    void channels_come_one_by_one() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 2, 1, 2, 1, 1, 3);
        content.bytes.put(352, new byte[] {1, 2, 3, 4, 5, 6});
        Path file = file(content);

        List<Volume> channels = Images.readChannels(file);

        assertThat(channels).hasSize(3);
        assertThat(channels.get(1).voxels()).containsExactly(3, 4);
        assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 channels");
        assertThatThrownBy(() -> Images.readLabels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has 3");
    }

    @Test
    void what_lies_between_header_and_voxels_is_skipped() {
        NiftiFile content = NiftiFile.small();
        ByteBuffer longer = ByteBuffer.allocate(content.bytes.capacity() + 64).order(ByteOrder.LITTLE_ENDIAN);
        longer.put(0, content.bytes, 0, 352).put(416, content.bytes, 352, 48).putFloat(108, 416);

        Path file = NiftiFile.write(folder.resolve("extended.nii.gz"), longer.array());

        assertThat(Images.read(file).at(3, 2, 1)).isEqualTo(23);
    }

    @Test
    void long_integers_become_the_nearest_float_in_one_step() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 1024, 8, 2, 1, 1);
        content.bytes.putLong(352, 0x4000_0040_0000_0001L).putLong(360, -0x4000_0040_0000_0001L);
        NiftiFile unsigned = new NiftiFile(ByteOrder.BIG_ENDIAN, 1280, 8, 1, 1, 1);
        unsigned.bytes.putLong(352, 0x8000_0080_0000_0001L);

        // converted through double they would be halfway between two floats, and round to the even one below
        assertThat(Images.read(file(content)).voxels()).containsExactly(0x1.000002p62f, -0x1.000002p62f);
        assertThat(Images.read(file(unsigned)).voxels()).containsExactly(0x1.000002p63f);
    }

    @Test
    void colors_become_channels_and_are_not_scaled() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 128, 3, 2, 1, 1, 2);
        content.bytes.put(352, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) 255});
        content.bytes.putFloat(112, 2).putFloat(116, 1);

        List<Volume> channels = Images.readChannels(file(content));

        assertThat(channels).hasSize(6);
        assertThat(channels.get(1).voxels()).containsExactly(2, 5);
        assertThat(channels.get(5).voxels()).containsExactly(9, 255);
        assertThatThrownBy(() -> Images.readLabels(file(content))).hasMessageContaining("has 6");
    }

    @Test
    void many_colors_keep_their_order() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 128, 3, 90, 70, 3);
        for (int i = 352; i < content.bytes.capacity(); i++) {
            content.bytes.put(i, (byte) ((i - 352) % 251));
        }

        List<Volume> channels = Images.readChannels(file(content));

        for (int i = 0; i < 3 * 90 * 70 * 3; i++) {
            assertThat(channels.get(i % 3).voxels()[i / 3]).isEqualTo(i % 251);
        }
    }

    @Test
    void content_decides_whether_it_is_inflated() throws java.io.IOException {
        Path zipped = NiftiFile.small().writeTo(folder.resolve("zipped.nii.gz"));
        Path misnamed = java.nio.file.Files.move(zipped, folder.resolve("misnamed.nii"));

        assertThat(Images.read(misnamed).at(3, 2, 1)).isEqualTo(23);
    }

    @Test
    void labels_are_whole_numbers() {
        LabelMap labels = Images.readLabels(file(NiftiFile.small()));

        assertThat(labels.at(3, 2, 1)).isEqualTo((short) 23);
    }

    @Test
    void labels_may_be_stored_as_floats() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 64, 8, 2, 1, 1);
        content.bytes.putDouble(352, 32767).putDouble(360, -0.0);

        assertThat(Images.readLabels(file(content)).voxels()).containsExactly(new short[] {32767, 0});
    }

    @ParameterizedTest
    @CsvSource({"-1,-1", "0.4,0.4", "1.03,1.03", "-0.5,-0.5", "1e300,1.0E300", "NaN,NaN", "Infinity,Infinity"})
    void what_is_no_label_is_named_and_counted(double value, String named) {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 64, 8, 4, 1, 1);
        content.bytes.putDouble(360, value).putDouble(376, value);

        assertThatThrownBy(() -> Images.readLabels(file(content)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of 4 voxels")
                .hasMessageContaining(named)
                .hasMessageContaining("image.nii");
    }

    @ParameterizedTest
    @CsvSource({"0.99999,1", "1.019,1", "0.9882,1", "-0.0001,0", "-0.02,0", "32767.01,32767"})
    void labels_that_are_nearly_whole_are_rounded_and_counted(double value, int label) {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 64, 8, 2, 1, 1);
        content.bytes.putDouble(352, value).putDouble(360, 2);

        StoredLabels stored = Images.readStoredLabels(file(content));

        assertThat(stored.codes()).containsExactly((short) label, (short) 2);
        assertThat(stored.rounding()).isEqualTo(new StoredLabels.Rounding(1, value));
    }

    @Test
    void numbers_above_32767_are_kept_until_someone_says_what_they_mean() {
        NiftiFile content = new NiftiFile(ByteOrder.LITTLE_ENDIAN, 64, 8, 4, 1, 1);
        content.bytes
                .putDouble(352, 70000)
                .putDouble(360, 1)
                .putDouble(368, 65535)
                .putDouble(376, 70000);
        Path file = file(content);

        assertThat(Images.readStoredLabels(file).counts())
                .containsExactly(
                        entry(new StoredValue.Numeric(1), 1L),
                        entry(new StoredValue.Numeric(65535), 1L),
                        entry(new StoredValue.Numeric(70000), 2L));
        assertThatThrownBy(() -> Images.readLabels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("65535 (1 voxels), 70000 (2 voxels)");
    }
}
