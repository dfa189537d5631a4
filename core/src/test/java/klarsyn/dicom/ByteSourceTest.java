package klarsyn.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSourceTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
    void bytes_are_there_once_they_were_asked_for_and_no_others(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        ByteSource source = ByteSource.prefix(new ByteArrayInputStream(content), Long.MAX_VALUE);

        assertThat(source.reaches(size)).isTrue();
        assertThat(source.reaches(size + 1L)).isFalse();
        assertThat(source.copy(0, size)).isEqualTo(content);
    }

    @Test
    void a_claim_beyond_the_limit_reads_nothing() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };
        ByteSource source = ByteSource.prefix(endless, 10_000);

        assertThat(source.reaches(20_000)).isFalse();
        assertThat(source.filled()).isZero();
        assertThat(source.reaches(10_000)).isTrue();
        assertThat(source.isAtLimit()).isTrue();
    }

    /** A header of a gigabyte that is not there must not take a gigabyte. */
    @Test
    void memory_follows_what_is_there_and_not_what_is_claimed() throws IOException {
        ByteSource source = ByteSource.prefix(new ByteArrayInputStream(new byte[100]), Long.MAX_VALUE);

        assertThat(source.reaches(1 << 30)).isFalse();
        assertThat(source.array().length).isLessThan(1 << 16);
    }

    @ParameterizedTest
    @CsvSource({"LITTLE_ENDIAN,0201,04030201,0807060504030201", "BIG_ENDIAN,0102,01020304,0102030405060708"})
    void numbers_are_put_together_in_either_order(String order, String two, String four, String eight) {
        ByteSource source = ByteSource.of(HexFormat.of().parseHex("0102030405060708"));
        ByteOrder bytes = order.startsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

        assertThat(source.unsigned16(0, bytes)).isEqualTo(Integer.parseInt(two, 16));
        assertThat(source.signed32(0, bytes)).isEqualTo(Integer.parseUnsignedInt(four, 16));
        assertThat(source.signed64(0, bytes)).isEqualTo(Long.parseUnsignedLong(eight, 16));
    }

    @Test
    void what_was_trimmed_off_is_gone() throws IOException {
        ByteSource source = ByteSource.prefix(new ByteArrayInputStream(new byte[100]), 100);
        source.reaches(100);
        source.trim(40);

        assertThat(source.filled()).isEqualTo(40);
        assertThat(source.reaches(41)).isFalse();
        assertThat(source.array()).hasSize(40);
    }

    // ---- groups of frames

    @Test
    void a_frame_has_its_own_group_or_that_of_all() {
        byte[] own = measures("0.5\\0.5");
        byte[] none = new byte[0];
        DicomObject object = groups(measures("2\\2"), own, none);
        FunctionalGroups groups = FunctionalGroups.of(object).orElseThrow();

        assertThat(groups.doubles(0, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING))
                .containsExactly(0.5, 0.5);
        assertThat(groups.doubles(1, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING))
                .containsExactly(2, 2);
        assertThat(groups.doubles(1, Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION))
                .isEmpty();
    }

    @Test
    void another_number_of_frames_than_stated_is_rejected() {
        DicomObject object = groups(new byte[0], measures("1\\1"));

        assertThatThrownBy(() -> FunctionalGroups.of(object))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the object states 2 frames but describes 1");
    }

    @Test
    void an_object_without_groups_has_none() {
        DicomObject object = DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .shorts(Tag.ROWS, 5)
                .read()
                .dataSet();

        assertThat(FunctionalGroups.of(object)).isEmpty();
    }

    private static byte[] measures(String spacing) {
        byte[] item = new DicomBytes(Encoding.EXPLICIT)
                .text(Tag.PIXEL_SPACING, "DS", spacing)
                .bytes();
        return sequence(Tag.PIXEL_MEASURES_SEQUENCE, item);
    }

    private static DicomObject groups(byte[] shared, byte[]... frames) {
        return DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                .raw(sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared))
                .raw(sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames))
                .read()
                .dataSet();
    }

    private static byte[] sequence(int tag, byte[]... items) {
        DicomBytes bytes = new DicomBytes(Encoding.EXPLICIT).header(tag, "SQ", -1);
        for (byte[] item : items) {
            bytes.item(0xfffee000, item.length).raw(item);
        }
        return bytes.item(0xfffee0dd, 0).bytes();
    }
}
