package klarsyn.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of elements by their representation, in both orders of bytes. */
class ElementValuesTest {

    private static final int TAG = 0x00111001;

    private static DicomObject object(TransferSyntax syntax, String representation, byte[] value) {
        return DicomBytes.file(syntax)
                .element(TAG, representation, value)
                .read()
                .dataSet();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # representation, bytes with the highest first, value
        US, FFFE,             65534
        SS, FFFE,             -2
        UL, FFFFFFFE,         4294967294
        SL, FFFFFFFE,         -2
        SV, FFFFFFFFFFFFFFFE, -2
        UV, 00000001FFFFFFFF, 8589934591
        OW, FFFE,             65534
        OL, FFFFFFFE,         4294967294
        OV, FFFFFFFFFFFFFFFE, -2
        """)
    void whole_numbers_are_read_in_either_order_of_bytes(String representation, String hex, long value) {
        byte[] big = HexFormat.of().parseHex(hex);

        assertThat(object(TransferSyntax.EXPLICIT_BIG_ENDIAN, representation, big)
                        .longs(TAG))
                .containsExactly(value);
        assertThat(object(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, representation, reversed(big))
                        .longs(TAG))
                .containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({
        "FL,C0490FDB,-3.1415927410125732",
        "FD,400921FB54442D18,3.141592653589793",
        "OD,7FF0000000000000,Infinity"
    })
    void floats_are_read_in_either_order_of_bytes(String representation, String hex, double value) {
        byte[] big = HexFormat.of().parseHex(hex);

        assertThat(object(TransferSyntax.EXPLICIT_BIG_ENDIAN, representation, big)
                        .doubles(TAG))
                .containsExactly(value);
        assertThat(object(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, representation, reversed(big))
                        .doubles(TAG))
                .containsExactly(value);
    }

    @Test
    void several_values_lie_one_after_the_other() {
        byte[] bytes = HexFormat.of().parseHex("0100FFFF0200");

        DicomObject object = object(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, "SS", bytes);

        assertThat(object.ints(TAG)).containsExactly(1, -1, 2);
        assertThat(object.strings(TAG)).containsExactly("1", "-1", "2");
        assertThat(object.number(TAG)).hasValue(1);
    }

    @Test
    void numbers_of_64_bits_that_do_not_fit_into_32_are_rejected_as_such() {
        DicomObject object =
                object(TransferSyntax.EXPLICIT_BIG_ENDIAN, "SV", HexFormat.of().parseHex("0000000100000000"));

        assertThat(object.longs(TAG)).containsExactly(1L << 32);
        assertThatThrownBy(() -> object.ints(TAG))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("32 bits");
    }

    @Test
    void a_tag_as_a_value_is_read_group_first() {
        byte[] little = HexFormat.of().parseHex("28001000E07F1000");

        DicomObject object = object(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, "AT", little);

        assertThat(object.ints(TAG)).containsExactly(Tag.ROWS, Tag.PIXEL_DATA);
        assertThat(object.strings(TAG)).containsExactly("(0028,0010) Rows", "(7FE0,0010) Pixel Data");
    }

    @ParameterizedTest
    @CsvSource({"US,3", "SS,1", "UL,6", "FL,2", "FD,12", "SV,4", "AT,2", "OW,3"})
    void bytes_that_are_no_whole_number_of_values_are_rejected(String representation, int bytes) {
        DicomObject object = object(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, representation, new byte[bytes]);

        assertThatThrownBy(() -> object.doubles(TAG))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(0011,1001)")
                .hasMessageContaining("has %d bytes".formatted(bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # representation | text             | values
        CS               | ` A \\ B `       | [A, B]
        LO               | `a\\\\b`         | [a, , b]
        LO               | ``               | []
        LO               | `   `            | []
        LT               | `  a\\b  `       | [  a\\b]
        UI               | `1.2.3\0`        | [1.2.3]
        PN               | `Doe^Jane==`     | [Doe^Jane]
        UT               | `  one two  `    | [  one two]
        """)
    void texts_are_split_at_backslashes_and_lose_their_padding(String representation, String text, String values) {
        DicomObject object = DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
                .text(TAG, representation, text)
                .read()
                .dataSet();

        assertThat(object.strings(TAG)).hasToString(values);
    }

    @ParameterizedTest
    @EnumSource
    void every_representation_is_known_by_its_two_letters(ValueRepresentation representation) {
        String name = representation.name();

        assertThat(ValueRepresentation.of(name.charAt(0), name.charAt(1))).hasValue(representation);
    }

    @ParameterizedTest
    @CsvSource({"XX", "us", "U1", "@@", "A~"})
    void other_letters_are_no_representation(String letters) {
        assertThat(ValueRepresentation.of(letters.charAt(0), letters.charAt(1))).isEmpty();
    }

    @Test
    void elements_without_a_representation_have_that_of_the_standard_or_none() {
        assertThat(DataDictionary.representation(Tag.ROWS)).isEqualTo(ValueRepresentation.US);
        assertThat(DataDictionary.representation(0x00280000)).isEqualTo(ValueRepresentation.UL);
        assertThat(DataDictionary.representation(0x00290010)).isEqualTo(ValueRepresentation.LO);
        assertThat(DataDictionary.representation(0x00291010)).isEqualTo(ValueRepresentation.UN);
        assertThat(DataDictionary.representation(0x00280099)).isEqualTo(ValueRepresentation.UN);
    }

    @Test
    void a_tag_reads_with_its_name_where_it_is_known() {
        assertThat(Tag.text(Tag.PIXEL_SPACING)).isEqualTo("(0028,0030) Pixel Spacing");
        assertThat(Tag.text(0x00291010)).isEqualTo("(0029,1010)");
    }

    // ---- transfer syntaxes

    @Test
    void the_syntaxes_of_the_standard_are_known_by_their_identifiers() {
        List<TransferSyntax> some = List.of(
                TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_BIG_ENDIAN,
                TransferSyntax.DEFLATED,
                TransferSyntax.RLE,
                TransferSyntax.JPEG_LS,
                TransferSyntax.HTJ2K);
        for (TransferSyntax syntax : some) {
            assertThat(TransferSyntax.of(syntax.uid())).isEqualTo(syntax);
            assertThat(syntax.isLater()).isFalse();
        }
        assertThat(TransferSyntax.IMPLICIT_LITTLE_ENDIAN.isExplicit()).isFalse();
        assertThat(TransferSyntax.EXPLICIT_BIG_ENDIAN.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(TransferSyntax.DEFLATED.isDeflated()).isTrue();
        assertThat(TransferSyntax.DEFLATED.isEncapsulated()).isFalse();
        assertThat(TransferSyntax.JPEG_LS.isLossy()).isFalse();
        assertThat(TransferSyntax.JPEG_LS_NEAR.isLossy()).isTrue();
    }

    /** PS3.5, A.4: whatever comes later has explicit elements and encapsulated pixels. */
    @ParameterizedTest
    @CsvSource({"1.2.840.10008.1.2.4.999,true", "1.3.6.1.4.1.5962.300.1,false"})
    void an_unknown_syntax_may_be_a_later_one_of_the_standard_or_a_makers_own(String uid, boolean later) {
        TransferSyntax unknown = TransferSyntax.of(uid);

        assertThat(unknown.isLater()).isEqualTo(later);
        assertThat(unknown.isExplicit()).isTrue();
        assertThat(unknown.isEncapsulated()).isTrue();
        assertThat(unknown.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(unknown).hasToString("unknown (" + uid + ")");
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < turned.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }
}
