package klarsyn.format.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.table.Column;
import klarsyn.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {

    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Table read(byte[] text) throws IOException {
        Files.write(folder.resolve("x.csv"), text);
        return Tables.read(folder.resolve("x.csv"));
    }

    private static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.column(column).text(row).orElse("(none)"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age,sex\n63,m\n41,f\n55,m\n",
                "age;sex\r\n63;m\r\n41;f\r\n55;m",
                "\n age \t sex \n\n63\tm\r41\tf\n55\tm\n\n",
                "age|sex\n63|m\n41|f\n55|m\n",
                "\"age\",\"sex\"\n\"63\",\"m\"\n41 , \"f\" \n55,m\n"
            })
    void separators_quotes_and_line_ends_do_not_matter(String text) throws IOException {
        Table table = read(text);
        assertThat(table.names()).containsExactly("age", "sex");
        assertThat(table.column("age")).isInstanceOf(Column.Numbers.class);
        assertThat(texts(table, "age")).containsExactly("63", "41", "55");
        assertThat(table.column("sex")).isInstanceOf(Column.Categories.class);
        assertThat(table.column("sex").counts().toString()).isEqualTo("{f=1, m=2}");
    }

    @Test
    void quotes_hold_separators_line_ends_and_quotes() throws IOException {
        Table table = read("id,text\n1,\"a, \"\"b\"\"\r\nc\"\n2,\"\"\n3,x\"y\n");
        assertThat(texts(table, "text")).containsExactly("a, \"b\"\r\nc", "(none)", "x\"y");
    }

    @Test
    void what_is_missing_is_no_number_and_no_text() throws IOException {
        Table table = read("a,b,c\n1,x,\n?,NA,\nNaN,y,null\n.,,N/A\n2,None,#N/A\n");
        assertThat(table.column("a")).isInstanceOf(Column.Numbers.class);
        assertThat(texts(table, "a")).containsExactly("1", "(none)", "(none)", "(none)", "2");
        assertThat(texts(table, "b")).containsExactly("x", "(none)", "y", "(none)", "None");
        assertThat(table.column("c").missing()).isEqualTo(5);
        assertThat(table.missing()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "ISO-8859-1"})
    void letters_beyond_ascii_come_in_either_encoding(String charset) throws IOException {
        assertThat(read("größe,n\ngroß,1\n".getBytes(Charset.forName(charset))).names())
                .containsExactly("größe", "n");
    }

    @Test
    void a_byte_order_mark_is_no_letter() throws IOException {
        assertThat(read("\uFEFFage,n\n1,2\n").names()).containsExactly("age", "n");
        assertThat(read("\uFEFFage\tn\r\n1\t2\r\n".getBytes(StandardCharsets.UTF_16LE))
                        .names())
                .containsExactly("age", "n");
    }

    @Test
    void a_comma_is_a_decimal_mark_where_it_does_not_separate() throws IOException {
        Table table = read("a;b;c\n1,5;1.5;1,5\n2;2,25;1.234,5\n-,5e1;3;7\n");
        assertThat(((Column.Numbers) table.column("a")).values()).containsExactly(1.5, 2, -5);
        assertThat(((Column.Numbers) table.column("b")).values())
                .as("each by its own mark")
                .containsExactly(1.5, 2.25, 3);
        assertThat(((Column.Numbers) table.column("c")).values())
                .as("points between thousands")
                .containsExactly(1.5, 1234.5, 7);
    }

    @Test
    void digits_that_name_something_are_no_numbers() throws IOException {
        Table table = read("id,long,n\n007,1234567890123456,0.5\n012,1234567890123457,-0\n");
        assertThat(texts(table, "id")).containsExactly("007", "012");
        assertThat(texts(table, "long")).containsExactly("1234567890123456", "1234567890123457");
        assertThat(table.column("n")).isInstanceOf(Column.Numbers.class);
        assertThat(table.column("n").counts().toString()).isEqualTo("{0=1, 0.5=1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b / 1,2 | 1",
                "1,2 / 3,4 | 2",
                "5.1,setosa / 4.9,setosa / 6,virginica | 3",
                "width,kind / 4.9,setosa | 1",
                "?,2 / 3,4 | 2",
                ",a / 0,1.5 / 1,2.5 | 2",
                "0,1,2 / 5,6,7 | 1",
                "file,label / a/1.png,cat / a/2.png,dog | 2",
                "a/1.png,cat / a/2.png,dog | 2",
                "cat,dog / cat,mouse | 2"
            })
    void names_in_the_first_row_are_reported_from_values(String text, int rows) throws IOException {
        Table table = read(text.replace(" / ", "\n"));
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.names().getFirst()).isNotEmpty();
    }

    @Test
    void columns_without_a_name_are_numbered() throws IOException {
        assertThat(read(",a\n0,1\n").names()).containsExactly("column 1", "a");
        assertThat(read("1,2\n0,1\n").names()).containsExactly("column 1", "column 2");
    }

    @Test
    void few_texts_that_come_again_are_categories_and_others_texts() throws IOException {
        Table table = read("kind,id,n\na,p1,1\nb,p2,1\na,p3,2\n");
        assertThat(table.column("kind")).isInstanceOf(Column.Categories.class);
        assertThat(table.column("id")).isInstanceOf(Column.Texts.class);
    }

    @Test
    void one_column_needs_no_separator() throws IOException {
        assertThat(read("age\n1\n2\n").column("age").rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b / 1,2 / 1,2,3 | line 3 has 3 fields, but the first row has 2",
                "a,b /  / 1 | line 3 has 1 field, but the first row has 2",
                "a,b,a / 1,2,3 | columns 1 and 3 are both named a",
                "a,b / 1,\"2 / 3,4 | line 2 opens a quote",
                "a,b / \"1\"x,2 | line 2 has text after a closing quote"
            })
    void tables_that_are_broken_are_rejected_by_line_or_column(String text, String why) {
        assertThatThrownBy(() -> read(text.replace(" / ", "\n")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why);
    }

    @Test
    void what_is_no_table_is_rejected() throws IOException {
        assertThatThrownBy(() -> read("")).isInstanceOf(DataException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> read(" \n\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> read("a,b\0\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not a text file");
        assertThatThrownBy(() -> read(",".repeat(100_001)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than 100000 fields");
        assertThatThrownBy(() -> read("x".repeat((1 << 20) + 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("characters");
        assertThatThrownBy(() -> Tables.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a folder");
        assertThatThrownBy(() -> Tables.read(folder.resolve("no.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void a_file_larger_than_memory_is_rejected_before_it_is_read() throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("x.csv").toFile(), "rw")) {
            file.setLength((1L << 29) + 1);
        }
        assertThatThrownBy(() -> Tables.read(folder.resolve("x.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("512 MiB");
    }

    @Test
    void endings_are_known() {
        assertThat(Tables.hasKnownEnding(Path.of("a/B.CSV"))).isTrue();
        assertThat(Tables.hasKnownEnding(Path.of("a.png"))).isFalse();
    }
}
