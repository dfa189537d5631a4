package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # first bytes            | offset | what they stand for
        89504E470D0A1A0A         | 0      | PNG
        FFD8FFE0                 | 0      | JPEG
        49492A00                 | 0      | TIFF
        4D4D002A                 | 0      | TIFF
        49492B000800             | 0      | TIFF
        4449434D                 | 128    | DICOM
        1F8B08                   | 0      | gzip
        504B0304                 | 0      | zip
        4E52524430303034         | 0      | NRRD
        4F626A65637454797065     | 0      | MetaImage
        894844460D0A1A0A         | 0      | HDF5
        6E2B3100                 | 344    | NIfTI-1
        6E2B32000D0A1A0A         | 4      | NIfTI-2
        """)
    void a_file_of_a_known_kind_is_named_by_its_first_bytes(String hex, int offset, String name) {
        byte[] mark = HexFormat.of().parseHex(hex);
        byte[] head = new byte[512];
        System.arraycopy(mark, 0, head, offset, mark.length);

        assertThat(Contents.describe(head)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'',empty",
        "'a,b\n1,2\r\n',text",
        "'\u0001\u0002',data of unknown format",
        "'text with \u00e9',data of unknown format"
    })
    void other_files_are_empty_text_or_unknown(String content, String name) {
        assertThat(Contents.describe(content.getBytes(StandardCharsets.ISO_8859_1)))
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 127, 131, 347})
    void a_file_shorter_than_a_mark_is_described_too(int length) {
        assertThat(Contents.describe(new byte[length])).isNotBlank();
    }

    @Test
    void a_file_is_described_and_a_folder_or_nothing_is_not() throws IOException {
        Path file = Files.writeString(folder.resolve("a.nii"), "NRRD0004\n");

        assertThat(Contents.describe(file)).contains("NRRD");
        assertThat(Contents.describe(folder)).isEmpty();
        assertThat(Contents.describe(folder.resolve("gone"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # name of the unit, mm
        mm,          1
        ' MM ',      1
        millimetres, 1
        cm,          10
        m,           1000
        µm,          0.001
        μm,          0.001
        um,          0.001
        micron,      0.001
        nm,          0.000001
        """)
    void units_of_length_have_the_same_size_under_every_name(String name, double mm) {
        assertThat(LengthUnit.mm(name, Where.of("header"))).isEqualTo(mm);
        assertThat(LengthUnit.physicalMm(name)).hasValue(mm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "???", "pixel", "Voxels", "none"})
    void a_header_that_names_no_unit_means_mm_but_states_no_length(String name) {
        assertThat(LengthUnit.mm(name, Where.of("header"))).isEqualTo(1);
        assertThat(LengthUnit.physicalMm(name)).isEmpty();
    }

    @Test
    void an_unknown_unit_is_rejected_and_a_long_one_is_cut_short() {
        assertThatThrownBy(() -> LengthUnit.mm("furlong", Where.of("header")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("furlong");
        assertThatThrownBy(() -> LengthUnit.mm("x".repeat(5000), Where.of("header")))
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(200));
        assertThat(LengthUnit.physicalMm("furlong")).isEmpty();
    }
}
