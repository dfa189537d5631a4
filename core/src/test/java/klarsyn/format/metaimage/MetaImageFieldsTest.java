package klarsyn.format.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaImageFieldsTest {

    @TempDir
    private Path folder;

    private MetaImageFields read(String text) throws IOException {
        return MetaImageFields.read(Files.writeString(folder.resolve("a.mha"), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NDims = 3", "NDims=3", "ndims  =  3", "NDims : 3", "NDIMS =3\r"})
    void a_field_is_a_name_and_a_value_with_any_blanks(String line) throws IOException {
        assertThat(read(line + "\nElementDataFile = LOCAL\n").required("NDims")).isEqualTo("3");
    }

    @Test
    void the_header_ends_with_the_name_of_the_data() throws IOException {
        MetaImageFields fields = read("NDims = 2\nElementDataFile = LOCAL\nNDims = 9 are voxels");

        assertThat(fields.required("NDims")).isEqualTo("2");
        assertThat(fields.end()).isEqualTo("NDims = 2\nElementDataFile = LOCAL\n".length());
    }

    @Test
    void the_last_of_a_name_counts_and_an_empty_one_is_none() throws IOException {
        MetaImageFields fields = read("NDims = 2\nNDims = 3\nComment = \nElementDataFile = LOCAL\n");

        assertThat(fields.value("NDims")).hasValue("3");
        assertThat(fields.value("Comment")).isEmpty();
        assertThat(fields.value("Comment", "NDims")).hasValue("3");
        assertThatThrownBy(() -> fields.required("DimSize"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("DimSize");
    }

    @Test
    void names_of_slices_follow_a_list() throws IOException {
        assertThat(read("NDims = 3\nElementDataFile = LIST\n1.raw\n2.raw\n").dataFiles())
                .containsExactly("1.raw", "2.raw");
    }

    @ParameterizedTest
    @CsvSource({"True,true", "true,true", "1,true", "T,true", "False,false", "0,false", "yes,false"})
    void truth_is_what_begins_with_t_or_1(String word, boolean truth) throws IOException {
        MetaImageFields fields = read("BinaryDataByteOrderMSB = " + word + "\nElementDataFile = LOCAL\n");

        assertThat(fields.isTrue("BinaryDataByteOrderMSB", !truth)).isEqualTo(truth);
        assertThat(fields.isTrue("CompressedData", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "1, 2, 3", "1\t2   3", "1 2 3 4"})
    void numbers_stand_between_blanks_or_commas_and_more_do_no_harm(String value) throws IOException {
        MetaImageFields fields = read("ElementSpacing = " + value + "\nElementDataFile = LOCAL\n");

        assertThat(fields.numbers(3, "ElementSpacing")).containsExactly(1, 2, 3);
        assertThat(fields.numbers(3, "Offset")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "1 2 x", "1 2 nan", "1 2 inf"})
    void fewer_numbers_or_words_that_are_none_are_rejected(String value) throws IOException {
        MetaImageFields fields = read("ElementSpacing = " + value + "\nElementDataFile = LOCAL\n");

        assertThatThrownBy(() -> fields.numbers(3, "ElementSpacing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ElementSpacing");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'NDims = 3\n'",
        "'no field at all\nElementDataFile = LOCAL\n'",
        "'= 3\nElementDataFile = LOCAL\n'"
    })
    void what_is_no_header_is_rejected(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(DataException.class);
    }

    @Test
    void thousands_of_fields_are_rejected() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append("Field").append(i).append(" = 1\n");
        }

        assertThatThrownBy(() -> read(text + "ElementDataFile = LOCAL\n")).isInstanceOf(DataException.class);
    }
}
