package klarsyn.format.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.table.Table;
import klarsyn.table.TableNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Additions of spreadsheets around a table: titles, comments, totals, own separators. */
class TableShapeTest {

    @TempDir
    private Path folder;

    private Table read(String text) throws IOException {
        return read(text, StandardCharsets.UTF_8);
    }

    private Table read(String text, Charset charset) throws IOException {
        return Tables.read(Files.write(folder.resolve("t.csv"), text.getBytes(charset)));
    }

    private static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.column(column).text(row).orElse("(none)"))
                .toList();
    }

    private static String notes(Table table) {
        return String.join("\n", table.notes().stream().map(TableNote::what).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\r\nage;bmi\r\n30;21,5\r\n40;22,5\r\n",
                "\"sep=;\"\nage;bmi\n30;21,5\n40;22,5\n",
                "SEP=;\rage;bmi\r30;21,5\r40;22,5\r",
                "age;bmi;\n30;21,5;\n40;22,5;\n",
                "age;bmi\n30;21,5;\n40;22,5;;\n",
                "age;bmi\n30;21,5\n;\n\n40;22,5\n;\n"
            })
    void separators_that_hold_no_field_change_nothing(String text) throws IOException {
        Table table = read(text);
        assertThat(table.names()).containsExactly("age", "bmi");
        assertThat(texts(table, "bmi")).containsExactly("21.5", "22.5");
        assertThat(table.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Study A;;\nage;bmi;sex\n30;21,5;m\n40;22,5;f\n",
                "Study A\nage;bmi;sex\n30;21,5;m\n40;22,5;f\n",
                "# export of 2020\nage;bmi;sex\n30;21,5;m\n40;22,5;f\n",
                "# export, of 2020; by; me\nage;bmi;sex\n30;21,5;m\n40;22,5;f\n",
                "\uFEFFStudy A\n\nage;bmi;sex\n30;21,5;m\n40;22,5;f\n"
            })
    void a_line_above_the_names_is_left_out_and_quoted(String text) throws IOException {
        Table table = read(text);
        assertThat(table.names()).containsExactly("age", "bmi", "sex");
        assertThat(texts(table, "age")).containsExactly("30", "40");
        assertThat(notes(table)).contains("1 line above the header").containsAnyOf("Study A", "# export");
    }

    @Test
    void several_lines_above_the_names_are_counted() throws IOException {
        Table table = read("Study;A;;\nDate;01.02.2020;;\n;;;\nage;bmi;s;d\n30;21,5;1;x\n31;22,5;1;y\n");
        assertThat(table.names()).containsExactly("age", "bmi", "s", "d");
        assertThat(notes(table)).contains("2 lines above the header", "\"Study A\"");
    }

    @Test
    void a_title_above_two_columns_is_reported_from_a_column_without_a_name() throws IOException {
        assertThat(read("Study A;\nage;sex\n30;m\n40;f\n").names()).containsExactly("age", "sex");
        assertThat(read("age;\n30;m\n40;f\n").names()).containsExactly("age", "column 2");
    }

    @Test
    void a_marked_line_of_names_names_the_columns() throws IOException {
        assertThat(read("# a,b\n1,2\n3,4\n").names()).containsExactly("a", "b");
        assertThat(read("#CHROM\tID\nchr1\tx\nchr2\ty\n").names()).containsExactly("CHROM", "ID");
        assertThat(read("#,age\n1,30\n2,40\n").names()).containsExactly("#", "age");
    }

    @Test
    void comments_between_the_rows_are_left_out_and_counted() throws IOException {
        Table table = read("a,b\n1,2\n# second day\n3,4\n#5,6\n7,8\n");
        assertThat(texts(table, "a")).containsExactly("1", "3", "7");
        assertThat(notes(table)).contains("2 lines with #", "\"# second day\"");
    }

    @Test
    void identifiers_with_a_number_sign_are_no_comments() throws IOException {
        assertThat(texts(read("id,b\n#1,2\n#2,4\n#3,6\n"), "id")).containsExactly("#1", "#2", "#3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"total,,\n", "Summe;;\n", "Total:,61,\n", "mean,30.5,x\n", "Source: hospital\n", "* p < 0.05,,\n"
            })
    void totals_and_notes_below_the_table_are_no_cases(String last) throws IOException {
        Table table = read("age,bmi,sex\n30,20.5,m\n40,22,f\n" + last.replace(';', ','));
        assertThat(texts(table, "age")).containsExactly("30", "40");
        assertThat(notes(table)).contains("line 4 is a total or a note, not a case");
    }

    @Test
    void a_last_row_with_an_identifier_or_a_known_class_is_a_case() throws IOException {
        assertThat(read("id,bmi,sex\nP1,20.5,m\nP2,21,f\nP3,,\n").rows()).isEqualTo(3);
        assertThat(read("scope,v\ntotal,1\npartial,2\ntotal,3\n").rows()).isEqualTo(3);
    }

    @Test
    void a_row_of_units_below_the_names_is_left_out() throws IOException {
        Table table = read("age,crp,sex\n[years],mg/l,\n30,1.5,m\n40,2.5,f\n");
        assertThat(texts(table, "crp")).containsExactly("1.5", "2.5");
        assertThat(notes(table)).contains("contains units", "[years] mg/l");
    }

    @Test
    void a_row_of_descriptions_above_several_columns_of_numbers_is_left_out() throws IOException {
        Table table = read("age,bmi\nHow old?,Body mass index\n30,20.5\n40,22.5\n");
        assertThat(texts(table, "age")).containsExactly("30", "40");
        assertThat(notes(table)).contains("\"How old? Body mass index\": ignored");
    }

    @Test
    void names_that_come_again_between_the_rows_are_left_out() throws IOException {
        Table table = read("age,sex\n30,m\nage,sex\n40,f\n");
        assertThat(texts(table, "age")).containsExactly("30", "40");
        assertThat(notes(table)).contains("1 row repeats the column names: ignored");
    }

    @Test
    void blanks_separate_numbers_where_nothing_else_does_and_no_words() throws IOException {
        assertThat(read("a b\n1 2\n3 4\n").names()).containsExactly("a", "b");
        assertThat(read("name\nAnna Smith\nBen Miller\n").names()).containsExactly("name");
    }

    @Test
    void a_total_may_stand_in_the_second_column() throws IOException {
        assertThat(read("id,what,v\n1,x,2\n2,y,3\n,Total,5\n").rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf_16_needs_no_byte_order_mark(String charset) throws IOException {
        assertThat(texts(read("age\tn\n30\t1\n40\t2\n", Charset.forName(charset)), "age"))
                .containsExactly("30", "40");
    }

    @Test
    void windows_1252_has_quotes_and_dashes() throws IOException {
        Table table = read("größe,n\n’s,–5\n€,6\n", Charset.forName("windows-1252"));
        assertThat(texts(table, "größe")).containsExactly("’s", "€");
        assertThat(texts(table, "n")).containsExactly("-5", "6");
    }

    @Test
    void a_first_row_of_files_is_no_row_of_names() throws IOException {
        assertThat(read("a.png,cat\nb.png,dog\nc.png,cat\n").rows()).isEqualTo(3);
    }

    @Test
    void decimal_commas_that_cut_fields_are_rejected_with_the_likely_cause() {
        assertThatThrownBy(() -> read("age,bmi,sex\n30,21,5,m\n40,22,5,f\n50,23,5,f\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 1 has 3 fields, but most rows have 4")
                .hasMessageContaining("decimal comma");
    }

    @Test
    void lines_are_counted_from_the_beginning_of_the_file() {
        assertThatThrownBy(() -> read("sep=;\nStudy\n\na;b;c\n1;2;3\n1;2;3;4\n1;2;3\n"))
                .hasMessageContaining("line 6 has 4 fields");
    }
}
