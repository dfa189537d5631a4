package klarsyn.format.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NrrdFieldsTest {

    @TempDir
    private Path folder;

    private NrrdFields read(String... lines) throws IOException {
        return NrrdFields.read(Files.writeString(folder.resolve("a.nrrd"), String.join("\n", lines) + "\n\nVOXELS"));
    }

    @Test
    void names_of_fields_are_read_in_any_case_and_with_any_blanks() throws IOException {
        NrrdFields fields = read("NRRD0004", "Space  Directions: (1,0,0) none", "SIZES:  4 3", "# a comment");

        assertThat(fields.value("spacedirections")).hasValue("(1,0,0) none");
        assertThat(fields.required("sizes")).isEqualTo("4 3");
        assertThat(fields.value("spacings")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NRRD0001", "NRRD0005", "NRRD00.01"})
    void every_version_of_the_mark_is_read(String mark) throws IOException {
        assertThat(read(mark, "dimension: 2").number("dimension", 0)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NRRD0006", "NRRD", "nrrd0004", "", "\u0089PNG"})
    void another_mark_is_rejected(String mark) {
        assertThatThrownBy(() -> read(mark, "dimension: 2")).isInstanceOf(DataException.class);
    }

    @Test
    void the_voxels_begin_behind_the_empty_line() throws IOException {
        NrrdFields fields = read("NRRD0004", "dimension: 2");

        assertThat(fields.end()).isEqualTo("NRRD0004\ndimension: 2\n\n".length());
    }

    @Test
    void keys_that_a_program_added_keep_their_spelling() throws IOException {
        NrrdFields fields = read("NRRD0004", "Segment0_Name:=Left: kidney", "Segment0_Color:=1 0 0");

        assertThat(fields.keys()).containsEntry("Segment0_Name", "Left: kidney").hasSize(2);
    }

    @Test
    void a_field_may_come_again_only_with_the_same_value() throws IOException {
        assertThat(read("NRRD0004", "sizes: 3 4", "sizes: 3 4").value("sizes")).hasValue("3 4");
        assertThatThrownBy(() -> read("NRRD0004", "sizes: 3 4", "sizes: 4 3"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the header field sizes is repeated");
        assertThatThrownBy(() -> read("NRRD0004", "centers: cell", "centerings: node"))
                .isInstanceOf(DataException.class);
    }

    @Test
    void a_line_that_is_nothing_is_rejected() {
        assertThatThrownBy(() -> read("NRRD0004", "just words")).isInstanceOf(DataException.class);
    }

    @Test
    void thousands_of_fields_are_rejected() {
        String[] lines = new String[3000];
        Arrays.setAll(lines, i -> i == 0 ? "NRRD0004" : "field" + i + ": 1");

        assertThatThrownBy(() -> read(lines)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # value                        | words
        (1,0,0) (0,1,0) none           | [(1,0,0), (0,1,0), none]
        (1, 0, 0)  (0, 1, 0)           | [(1, 0, 0), (0, 1, 0)]
        "mm" "m m" ""                  | ["mm", "m m", ""]
        "a \\" b" c                    | ["a \\" b", c]
        4 3 2                          | [4, 3, 2]
        """)
    void parts_of_a_field_are_words_quotes_and_vectors(String value, String words) throws IOException {
        assertThat(read("NRRD0004", "field: " + value).words("field")).hasToString(words);
    }

    @Test
    void a_word_of_a_megabyte_is_split_without_a_deep_stack() throws IOException {
        String quoted = "\"" + "\\\"".repeat(200_000) + "\"";

        assertThat(read("NRRD0004", "units: " + quoted).words("units")).containsExactly(quoted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # word            | numbers
        (1,2,3)           | 1 2 3
        (1.5, -2e1, nan)  | 1.5 -20 NaN
        none              | ''
        (nan,nan,nan)     | ''
        """)
    void vectors_have_as_many_numbers_as_the_space(String word, String numbers) throws IOException {
        double[] expected = numbers.isEmpty()
                ? new double[0]
                : Arrays.stream(numbers.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();

        assertThat(read("NRRD0004").vector("space origin", word, 3)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(1,2)", "(1,2,3,4)", "1,2,3", "(1,2,x)", "(,,)", "()", "(1,2,3"})
    void other_words_are_no_vectors(String word) throws IOException {
        NrrdFields fields = read("NRRD0004");

        assertThatThrownBy(() -> fields.vector("space origin", word, 3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("space origin");
    }

    @Test
    void a_field_has_an_entry_for_each_axis_or_none() throws IOException {
        NrrdFields fields = read("NRRD0004", "kinds: domain domain");

        assertThat(fields.perAxis("kinds", 2)).containsExactly("domain", "domain");
        assertThat(fields.perAxis("spacings", 2)).isEmpty();
        assertThatThrownBy(() -> fields.perAxis("kinds", 3)).isInstanceOf(DataException.class);
    }

    // ---- space

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # name                        | dimension | right | anterior
        right-anterior-superior       | 3         | 1     | 1
        RAS                           | 3         | 1     | 1
        left-anterior-superior        | 3         | -1    | 1
        LPS                           | 3         | -1    | -1
        left-posterior-superior-time  | 4         | -1    | -1
        """)
    void a_space_says_where_its_axes_point(String name, int dimension, int right, int anterior) throws IOException {
        NrrdSpace space = NrrdSpace.of(read("NRRD0004", "space: " + name));

        assertThat(space).isEqualTo(new NrrdSpace(dimension, true, right, anterior));
        assertThat(space.lengths()).isEqualTo(3);
        assertThat(space.signOf(2)).isEqualTo(1);
    }

    @Test
    void a_space_of_a_scanner_or_a_number_says_nothing_of_the_patient() throws IOException {
        assertThat(NrrdSpace.of(read("NRRD0004", "space: scanner-xyz")).anatomical())
                .isFalse();
        assertThat(NrrdSpace.of(read("NRRD0004", "space dimension: 2")).dimension())
                .isEqualTo(2);
        assertThat(NrrdSpace.of(read("NRRD0004")).dimension()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"space: nowhere", "space dimension: 17", "space dimension: -1", "space dimension: three"})
    void a_space_that_nrrd_does_not_define_is_rejected(String field) {
        assertThatThrownBy(() -> NrrdSpace.of(read("NRRD0004", field))).isInstanceOf(DataException.class);
    }

    @Test
    void a_space_and_a_dimension_contradict_each_other() {
        assertThatThrownBy(() -> NrrdSpace.of(read("NRRD0004", "space: RAS", "space dimension: 3")))
                .isInstanceOf(DataException.class);
    }
}
