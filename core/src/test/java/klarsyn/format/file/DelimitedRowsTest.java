package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.DelimitedRows.Separator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DelimitedRowsTest {

    private static final Where WHERE = Where.of("test.csv");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # text (; for the end of a line) | rows
        a,b;c,d                          | [[a, b], [c, d]]
        a,b;                             | [[a, b]]
        a,,c                             | [[a, , c]]
        ,                                | [[, ]]
        ` a , b `                        | [[a, b]]
        "a,b",c                          | [[a,b, c]]
        "say ""no"" now",x               | [[say "no" now, x]]
        "",x                             | [[, x]]
        ;;a;;b;                          | [[a], [b]]
        "a" , "b"                        | [[a, b]]
        """)
    void fields_are_read_as_rfc_4180_has_them(String text, String rows) {
        assertThat(rows(text.replace(';', '\n'), Separator.COMMA)).hasToString(rows);
    }

    @ParameterizedTest
    @CsvSource({"'a,b\nc,d'", "'a,b\r\nc,d\r\n'", "'a,b\rc,d'"})
    void lines_may_end_as_on_any_system(String text) {
        assertThat(rows(text, Separator.COMMA)).hasToString("[[a, b], [c, d]]");
    }

    @Test
    void a_quoted_field_may_hold_line_ends_and_separators() {
        assertThat(rows("\"one\ntwo, three\",x\ny,z", Separator.COMMA))
                .containsExactly(List.of("one\ntwo, three", "x"), List.of("y", "z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # separator | text
        TAB         | 'a\tb c\td'
        SEMICOLON   | a;b c;d
        PIPE        | 'a|b c|d'
        """)
    void any_separator_cuts_and_the_others_are_letters(Separator separator, String text) {
        assertThat(rows(text, separator)).containsExactly(List.of("a", "b c", "d"));
    }

    @Test
    void any_number_of_blanks_separates_columns_of_numbers() {
        assertThat(rows("  1   2\t3  \n4 5 6", Separator.BLANKS))
                .containsExactly(List.of("1", "2", "3"), List.of("4", "5", "6"));
    }

    @Test
    void without_a_separator_each_line_is_a_field() {
        assertThat(rows("a, b\nc", Separator.NONE)).containsExactly(List.of("a, b"), List.of("c"));
    }

    /** Fields of any letters, written as the standard says, come back. */
    @ParameterizedTest
    @EnumSource(names = {"TAB", "SEMICOLON", "COMMA", "PIPE"})
    void whatever_is_quoted_comes_back(Separator separator) {
        Random random = new Random(3);
        String letters = "ab\",;|\t\n 1.é";
        char sign = ",\t;|"
                .charAt(List.of(Separator.COMMA, Separator.TAB, Separator.SEMICOLON, Separator.PIPE)
                        .indexOf(separator));
        List<List<String>> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 50; row++) {
            List<String> fields = new ArrayList<>();
            for (int field = 0; field < 3; field++) {
                StringBuilder value = new StringBuilder("x");
                for (int i = random.nextInt(6); i > 0; i--) {
                    value.append(letters.charAt(random.nextInt(letters.length())));
                }
                fields.add(value.toString());
                text.append(field == 0 ? "" : sign)
                        .append('"')
                        .append(value.toString().replace("\"", "\"\""))
                        .append('"');
            }
            text.append("\r\n");
            expected.add(fields);
        }

        assertThat(rows(text.toString(), separator)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # text (; for the end of a line) | line
        a,"b                             | 1
        a,b;c,"d;e                       | 2
        a,"b"c                           | 1
        """)
    void a_quote_that_breaks_the_rules_is_rejected_with_its_line(String text, int line) {
        assertThatThrownBy(() -> rows(text.replace(';', '\n'), Separator.COMMA))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line " + line);
    }

    @Test
    void a_field_of_millions_of_letters_and_a_row_of_millions_of_fields_are_rejected() {
        assertThatThrownBy(() -> rows("a".repeat(2_000_000), Separator.COMMA)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> rows("\"" + "a".repeat(2_000_000) + "\"", Separator.COMMA))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> rows(",".repeat(200_000), Separator.COMMA)).isInstanceOf(DataException.class);
    }

    @Test
    void lines_are_counted_through_quoted_line_ends_and_empty_lines() {
        var rows = new DelimitedRows("a\n\n\"b\nb\"\nc\n", Separator.COMMA, WHERE, 10);
        List<Integer> lines = new ArrayList<>();
        while (rows.next().isPresent()) {
            lines.add(rows.line());
        }

        assertThat(lines).containsExactly(10, 12, 14);
        assertThat(rows.nextLine()).isEqualTo(15);
    }

    @Test
    void the_rest_of_the_text_begins_behind_the_latest_row() {
        String text = "a,b\r\nrest";
        var rows = new DelimitedRows(text, Separator.COMMA, WHERE);
        rows.next();

        assertThat(text.substring(rows.position())).isEqualTo("rest");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # text (/ for the end of a line) | separator
        a,b/1,2                          | COMMA
        a;b/1,5;2,5                      | SEMICOLON
        a,b;c/1,2;3                      | SEMICOLON
        1 2 3/4 5 6                      | BLANKS
        one word/another                 | BLANKS
        alone/alone                      | NONE
        "a;b",c/"d;e",f                  | COMMA
        """)
    void the_separator_is_the_one_that_cuts_all_rows_alike(String text, Separator separator) {
        List<Separator> candidates =
                List.of(Separator.TAB, Separator.SEMICOLON, Separator.COMMA, Separator.PIPE, Separator.BLANKS);

        assertThat(DelimitedRows.separatorOf(text.replace('/', '\n'), candidates, WHERE))
                .isEqualTo(separator);
    }

    @Test
    void rows_of_no_same_length_take_the_separator_that_cuts_the_first_row_most() {
        assertThat(DelimitedRows.separatorOf("a,b,c;d\n1,2\n3\n", List.of(Separator.SEMICOLON, Separator.COMMA), WHERE))
                .isEqualTo(Separator.COMMA);
    }

    private static List<List<String>> rows(String text, Separator separator) {
        var reader = new DelimitedRows(text, separator, WHERE);
        List<List<String>> rows = new ArrayList<>();
        for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
            rows.add(List.copyOf(row.get()));
        }
        return rows;
    }
}
