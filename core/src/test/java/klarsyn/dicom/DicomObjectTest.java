package klarsyn.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DicomObjectTest {

    private static final int PRIVATE = 0x00291010;

    private static DicomBytes file() {
        return DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    @Test
    void values_come_as_what_is_asked_for() {
        DicomObject object = file().text(Tag.IMAGE_POSITION, "DS", "1.5\\-2e1\\ 3 ")
                .text(Tag.INSTANCE_NUMBER, "IS", "-7")
                .text(Tag.MODALITY, "CS", " MR")
                .text(Tag.SERIES_DESCRIPTION, "LO", "")
                .shorts(Tag.ROWS, 512)
                .read()
                .dataSet();

        assertThat(object.doubles(Tag.IMAGE_POSITION)).containsExactly(1.5, -20, 3);
        assertThat(object.strings(Tag.IMAGE_POSITION)).containsExactly("1.5", "-2e1", "3");
        assertThat(object.integer(Tag.INSTANCE_NUMBER)).hasValue(-7);
        assertThat(object.string(Tag.MODALITY)).contains("MR");
        assertThat(object.string(Tag.SERIES_DESCRIPTION)).isEmpty();
        assertThat(object.contains(Tag.SERIES_DESCRIPTION)).isTrue();
        assertThat(object.contains(Tag.STUDY_DATE)).isFalse();
        assertThat(object.ints(Tag.STUDY_DATE)).isEmpty();
        assertThat(object.integer(Tag.ROWS)).hasValue(512);
        assertThat(object.string(Tag.ROWS)).contains("512");
    }

    @ParameterizedTest
    @CsvSource({"nan", "0x1p3", "1d", "Infinity", "1e999", "1.5.2", "\\5"})
    void a_text_that_is_no_number_is_rejected(String text) {
        DicomObject object = file().text(Tag.SLICE_THICKNESS, "DS", text).read().dataSet();

        assertThatThrownBy(() -> object.number(Tag.SLICE_THICKNESS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(0018,0050) Slice Thickness")
                .hasMessageContaining("not a number");
    }

    @Test
    void a_fraction_is_no_whole_number_and_text_none_at_all() {
        DicomObject object = file().text(Tag.INSTANCE_NUMBER, "IS", "1.5")
                .text(Tag.ECHO_NUMBERS, "IS", "2.0")
                .text(Tag.MODALITY, "CS", "CT")
                .element(Tag.COLUMNS, "US", new byte[3])
                .read()
                .dataSet();

        assertThatThrownBy(() -> object.integer(Tag.INSTANCE_NUMBER)).hasMessageContaining("not an integer");
        assertThat(object.integer(Tag.ECHO_NUMBERS)).hasValue(2);
        assertThatThrownBy(() -> object.integer(Tag.MODALITY)).hasMessageContaining("integers");
        assertThatThrownBy(() -> object.sequence(Tag.MODALITY)).hasMessageContaining("not a sequence");
        assertThatThrownBy(() -> object.integer(Tag.COLUMNS)).hasMessageContaining("not a multiple of 2");
        assertThatThrownBy(() -> object.requireInteger(Tag.ROWS)).hasMessageContaining("(0028,0010) Rows is missing");
    }

    @Test
    void sequences_of_known_and_of_unknown_length_hold_the_same_items() {
        byte[] item = new DicomBytes(Encoding.EXPLICIT).shorts(Tag.ROWS, 5).bytes();
        DicomBytes known = file().header(Tag.MODALITY_LUT_SEQUENCE, "SQ", 8 + item.length)
                .item(0xfffee000, item.length)
                .raw(item);
        DicomBytes unknown = file().header(Tag.MODALITY_LUT_SEQUENCE, "SQ", -1)
                .item(0xfffee000, -1)
                .raw(item)
                .item(0xfffee00d, 0)
                .item(0xfffee0dd, 0);
        byte[] implicit = new DicomBytes(Encoding.IMPLICIT).shorts(Tag.ROWS, 5).bytes();
        DicomBytes notSaid = file().header(PRIVATE, "UN", -1)
                .item(0xfffee000, implicit.length)
                .raw(implicit)
                .item(0xfffee0dd, 0);

        for (DicomBytes bytes : List.of(known, unknown)) {
            DicomObject object = bytes.shorts(Tag.COLUMNS, 6).read().dataSet();
            assertThat(object.item(Tag.MODALITY_LUT_SEQUENCE).orElseThrow().integer(Tag.ROWS))
                    .hasValue(5);
            assertThat(object.integer(Tag.COLUMNS)).hasValue(6);
        }
        assertThat(notSaid.read().dataSet().item(PRIVATE).orElseThrow().integer(Tag.ROWS))
                .hasValue(5);
    }

    @Test
    void private_elements_are_found_by_their_creator() {
        DicomObject object = file().text(0x00290011, "LO", "SIEMENS CSA HEADER")
                .element(0x00291110, "OB", new byte[] {1, 2})
                .read()
                .dataSet();

        int tag = object.privateTag(0x0029, "SIEMENS CSA HEADER", 0x10).orElseThrow();
        assertThat(tag).isEqualTo(0x00291110);
        assertThat(object.bytes(tag)).containsExactly(1, 2);
        assertThat(object.privateTag(0x0029, "GEMS", 0x10)).isEmpty();
    }

    @Test
    void explicit_and_implicit_are_reported_apart_where_the_file_confuses_them() {
        byte[] explicit =
                new DicomBytes(Encoding.EXPLICIT).text(Tag.MODALITY, "CS", "CT").bytes();
        byte[] implicit =
                new DicomBytes(Encoding.IMPLICIT).text(Tag.MODALITY, "CS", "CT").bytes();
        byte[] big = new DicomBytes(Encoding.EXPLICIT_BIG)
                .text(Tag.MODALITY, "CS", "CT")
                .bytes();
        byte[] saysImplicit = DicomBytes.file(TransferSyntax.IMPLICIT_LITTLE_ENDIAN)
                .raw(explicit)
                .bytes();
        byte[] saysExplicit = file().raw(implicit).bytes();

        for (byte[] bytes : List.of(explicit, implicit, big, saysImplicit, saysExplicit)) {
            for (DicomParser.Extent extent : DicomParser.Extent.values()) {
                assertThat(DicomBytes.read(bytes, extent).dataSet().string(Tag.MODALITY))
                        .contains("CT");
            }
        }
        assertThat(DicomBytes.read(big, DicomParser.Extent.WHOLE).transferSyntax())
                .isEqualTo(TransferSyntax.EXPLICIT_BIG_ENDIAN);
    }

    @Test
    void lengths_of_groups_padding_and_zeros_at_the_end_do_not_count() {
        DicomObject object = file().element(0x00080000, "UL", new byte[] {99, 0, 0, 0})
                .text(Tag.MODALITY, "CS", "CT")
                .element(0xfffcfffc, "OB", new byte[10])
                .raw(new byte[5])
                .read()
                .dataSet();

        assertThat(object.tags()).containsExactly(Tag.MODALITY);
    }

    @Test
    void the_last_of_elements_of_one_tag_counts() {
        DicomObject object = file().shorts(Tag.ROWS, 1)
                .shorts(Tag.COLUMNS, 3)
                .shorts(Tag.ROWS, 2)
                .read()
                .dataSet();

        assertThat(object.tags()).containsExactly(Tag.ROWS, Tag.COLUMNS);
        assertThat(object.integer(Tag.ROWS)).hasValue(2);
    }

    @Test
    void a_header_takes_few_bytes_and_needs_no_pixels() throws IOException {
        byte[] bytes = Arrays.copyOf(
                file().text(Tag.MODALITY, "CS", "CT")
                        .header(Tag.PIXEL_DATA, "OW", 1 << 20)
                        .bytes(),
                1 << 20);
        int[] read = {0};
        InputStream counted = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                read[0] += count;
                return count;
            }
        };

        DicomFile header = DicomFile.read(Path.of("made.dcm"), counted, bytes.length, DicomParser.Extent.BEFORE_PIXELS);

        assertThat(header.dataSet().string(Tag.MODALITY)).contains("CT");
        assertThat(header.dataSet().contains(Tag.PIXEL_DATA)).isFalse();
        assertThat(read[0]).isLessThanOrEqualTo(1 << 13);
    }

    /** Bytes as PS3.5, annexes H to K, print them. */
    @ParameterizedTest
    @CsvSource({
        // Python: 'やまだ'.encode('iso2022_jp').hex() and so on
        "\\ISO 2022 IR 87, 59616d6164613d1b2442 3b3345441b2842, Yamada=山田",
        "ISO 2022 IR 13\\ISO 2022 IR 87, d4cfc0de5ec0dbb3, ﾔﾏﾀﾞ^ﾀﾛｳ",
        "\\ISO 2022 IR 149, 486f6e673d1b242943fbf35e1b242943d1ced4d7, Hong=洪^吉洞",
        "\\ISO 2022 IR 58, 5a683d1b242941cdf5, Zh=王",
        "\\ISO 2022 IR 159, 1b2428443021 1b2842, 丂",
        "ISO_IR 192, e78e8b, 王",
        "GB18030, cdf55e5c, 王^\\",
        "GBK, cdf5, 王",
        "ISO_IR 100, 4ae972f46d65, Jérôme",
        "ISO 2022 IR 6\\ISO 2022 IR 100, 4a1b2d41e9, Jé",
        "ISO_IR 101, b1, ą",
        "ISO_IR 144, bb, Л",
        "ISO_IR 166, a1, ก",
        "'', 4ae9, Jé",
        "no such set, 41, A"
    })
    void text_is_decoded_by_its_character_sets(String sets, String hex, String expected) {
        TextDecoder decoder = TextDecoder.of(List.of(sets.split("\\\\", -1)));

        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(decoder.decode(bytes, ValueRepresentation.PN)).isEqualTo(expected);
    }

    @Test
    void an_item_inherits_the_character_set_or_brings_its_own() {
        byte[] name = {(byte) 0xd4};
        byte[] plain = new DicomBytes(Encoding.EXPLICIT)
                .element(Tag.STUDY_ID, "SH", name)
                .bytes();
        byte[] own = new DicomBytes(Encoding.EXPLICIT)
                .text(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100")
                .element(Tag.STUDY_ID, "SH", name)
                .bytes();
        DicomObject object = file().text(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 13")
                .header(Tag.MODALITY_LUT_SEQUENCE, "SQ", -1)
                .item(0xfffee000, plain.length)
                .raw(plain)
                .item(0xfffee000, own.length)
                .raw(own)
                .item(0xfffee0dd, 0)
                .read()
                .dataSet();

        List<DicomObject> items = object.sequence(Tag.MODALITY_LUT_SEQUENCE);
        assertThat(items.get(0).string(Tag.STUDY_ID)).contains("ﾔ");
        assertThat(items.get(1).string(Tag.STUDY_ID)).contains("Ô");
    }

    @Test
    void a_directory_names_files_within_its_folder_only() {
        assertThat(directory("IMAGES\\IM1").files())
                .singleElement()
                .satisfies(
                        path -> assertThat(path).isEqualTo(Path.of("IMAGES/IM1").toAbsolutePath()));
        assertThat(directory("").files()).isEmpty();
        for (String outside : List.of("..\\IM1", "A\\..\\..\\IM1", "/etc/passwd", "C:IM1", "A\\\\B", ".")) {
            assertThatThrownBy(() -> directory(outside))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("a file outside the folder");
        }
        assertThatThrownBy(() -> DicomDirectory.of(file().read())).hasMessageContaining("no sequence of directory");
    }

    private static DicomDirectory directory(String fileId) {
        byte[] item = new DicomBytes(Encoding.EXPLICIT)
                .text(Tag.DIRECTORY_RECORD_TYPE, "CS", "IMAGE")
                .text(Tag.REFERENCED_FILE_ID, "CS", fileId)
                .bytes();
        return DicomDirectory.of(file().header(Tag.DIRECTORY_RECORD_SEQUENCE, "SQ", 8 + item.length)
                .item(0xfffee000, item.length)
                .raw(item)
                .read());
    }
}
