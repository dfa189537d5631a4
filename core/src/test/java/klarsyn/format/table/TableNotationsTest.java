package klarsyn.format.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.table.Bound;
import klarsyn.table.Column;
import klarsyn.table.Table;
import klarsyn.table.TableNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notations of laboratories and spreadsheets in the cells of a column. */
class TableNotationsTest {

    @TempDir
    private Path folder;

    /**
     * A column {@code v} with these cells and a column of numbers with decimal points, or decimal commas between
     * semicolons.
     */
    private Table column(String cells, char separator) throws IOException {
        String other = separator == ',' ? "0.5" : "0,5";
        String rows = cells.lines().map(cell -> cell + separator + other + "\n").collect(Collectors.joining());
        return read("v" + separator + "w\n" + rows);
    }

    private Table read(String text) throws IOException {
        return Tables.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    private static String values(Table table) {
        Column column = table.column("v");
        return IntStream.range(0, column.rows())
                .mapToObj(row -> column.text(row).orElse("–"))
                .collect(Collectors.joining(" "));
    }

    private static String notes(Table table) {
        return table.notes().stream().map(TableNote::what).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<0.5 / 0.7 / 1.2 / <0.5 | <0.5 0.7 1.2 <0.5 | 2 of 4 values are below a limit, such as \"<0.5\"",
                ">100 / 80 / 90 / 85 | >100 80 90 85 | 1 of 4 values is above a limit, such as \">100\"",
                "≤ 5 / 6 / 7 / <=5 | ≤5 6 7 ≤5 | 2 of 4 values are below a limit",
                "≥ 9 / 6 / 7 / >= 9 | ≥9 6 7 ≥9 | 2 of 4 values are above a limit",
                "90+ / 30 / 41 / 90+ / 52 | ≥90 30 41 ≥90 52 | 2 of 5 values are at or above a limit, such as \"90+\"",
                "12 mg/dl / 15 mg/dl | 12 15 | 2 of 2 values have a unit, such as \"12 mg/dl\"",
                "120mmHg / 130 | 120 130 | 1 of 2 values has a unit, such as \"120mmHg\"",
                "45% / 50 % | 45 50 | 2 of 2 values have a unit, such as \"45%\"",
                "4.1 L / 5.0 / 9.9 H / 7* | 4.1 5 9.9 7 | 3 values have a flag, such as \"4.1 L\"",
                "1 100 / 900 | 1100 900 | 1 value has thousands separators, such as \"1 100\": read as 1100",
                "1'100 / 1’200 | 1100 1200 | 2 values have thousands separators",
                "\"1,100\" / \"2,200.5\" | 1100 2200.5 | 2 values have thousands separators, such as \"1,100\": read"
                        + " as 1100",
                "\"1,5\" / \"2,25\" | 1.5 2.25 | 2 values have a decimal comma, such as \"1,5\", in a table separated"
                        + " by commas",
                "-999 / 30 / 41 / -999 | – 30 41 – | 2 values are -999, far from all others: read as missing",
                "-9 / 0 / 3 / -9.0 / 2 | – 0 3 – 2 | 2 values are -9",
                "999 / 30 / 41 / 999 | – 30 41 – | 2 values are 999",
                "-999 / 30 / 41 / 42 | -999 30 41 42 | 1 value is -999, far from all others, which often represents a"
                        + " missing value: kept",
                "-9 / -5 / -9 / -12 / -9 / 3 | -9 -5 -9 -12 -9 3 | 3 values are -9, which often represents a missing"
                        + " value, but could be a value here: kept",
                "99 / 80 / 99 / 70 / 99 / 60 | 99 80 99 70 99 60 | 3 values are 99, which often",
                "inf / 1.5 / -Infinity | Infinity 1.5 -Infinity | 2 values are infinite",
                "- / 1.5 / n.d. / 2.5 | – 1.5 – 2.5 | 2 of 4 values are text among numbers, such as \"-\", \"n.d.\":"
                        + " read as missing",
                "nicht bestimmt / 1.5 / 2 | – 1.5 2 | 1 of 3 values is text among numbers, such as \"nicht bestimmt\"",
                "clotted / 1.5 / 2 / 3 / 4 | – 1.5 2 3 4 | 1 of 5 values is text among numbers, such as \"clotted\"",
                "other / 1 / 2 / 1 / 2 | other 1 2 1 2 | 1 of 5 values is not a number, such as \"other\": the column"
                        + " is kept as text",
                "12 mg/dl / 0.2 g/l | 12 mg/dl 0.2 g/l | different units: mg/dl (1), g/l (1): kept as text",
                "45% / 0.45 | 45% 0.45 | different units: % (1), none (1): kept as text",
                "0 / 1+ / 2+ / 3+ | 0 1+ 2+ 3+ | 3 of 4 values have a sign, such as \"1+\", but few are plain"
                        + " numbers: kept as text",
                "120/80 / 130/90 | 120/80 130/90 | 2 of 2 values are digits and signs that are not a number, such as"
                        + " \"120/80\"",
                "007 / 012 | 007 012 | 2 of 2 values are digits with leading zeros or more than 15 digits, such as"
                        + " \"007\"",
                "31.01.1950 / 02.03.1951 | 1950-01-31 1951-03-02 | 2 of 2 values are dates, such as \"31.01.1950\":"
                        + " read as dates",
                "01/31/1950 / 2/3/1951 | 1950-01-31 1951-02-03 | 2 of 2 values are dates",
                "2020-01-31 08:15 / 2020-02-01 | 2020-01-31T08:15 2020-02-01 | 2 of 2 values are dates",
                "3-Jan-2020 / 14 Okt 2020 | 2020-01-03 2020-10-14 | 2 of 2 values are dates",
                "20200131 / 20200201 / 20200301 | 2020-01-31 2020-02-01 2020-03-01 | 3 of 3 values are dates",
                "01/02/1950 / 03/04/1951 | 01/02/1950 03/04/1951 | 2 of 2 values are dates with ambiguous day and"
                        + " month",
                "01.02.65 / 03.04.71 | 01.02.65 03.04.71 | 2 of 2 values are dates without a century"
            })
    void a_column_is_read_as_meant_and_remarked_on(String cells, String expected, String note) throws IOException {
        Table table = column(cells.replace(" / ", "\n"), ',');
        assertThat(values(table)).isEqualTo(expected);
        assertThat(notes(table)).contains(note);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.100 / 900 | 1100 900 | 1 value has thousands separators, such as \"1.100\": read as 1100",
                "1.234,5 / 2 | 1234.5 2 | 1 value has thousands separators",
                "1.5 / 2,5 | 1.5 2.5 | 1 value has a decimal point, such as \"1.5\", and 1 a decimal comma, such as"
                        + " \"2,5\": each",
                "1.5 / 2,5 / 1.234 | 1.5 2,5 1.234 | \"1.234\" is ambiguous: kept as text",
                "1.234,50 € / 2,00 € | 1234.5 2 | 2 of 2 values have a unit"
            })
    void decimal_commas_elsewhere_in_the_table_decide(String cells, String expected, String note) throws IOException {
        Table table = column(cells.replace(" / ", "\n"), ';');
        assertThat(values(table)).isEqualTo(expected);
        assertThat(notes(table)).contains(note);
    }

    @ParameterizedTest
    @CsvSource({"1.100, 1.1, 1100", "'1,100', 1.1, 1100"})
    void a_mark_that_nothing_decides_is_remarked_on_with_both_readings(String cell, String read, String other)
            throws IOException {
        Table table = read("v;w\n" + cell + ";a\n" + cell + ";b\n");
        assertThat(values(table)).isEqualTo(read + " " + read);
        assertThat(notes(table)).contains("read as " + read + ", but could mean " + other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "−5 / 3 | -5 3",
                "–5 / 3 | -5 3",
                "1e-5 / 2.5E+03 | 1.0E-5 2500",
                "1.234 / 2.345 | 1.234 2.345",
                "=\"12\" / =\"13\" | 12 13",
                "<30 / >=30 | <30 >=30",
                "-1 / 1 / -1 / 1 | -1 1 -1 1"
            })
    void what_has_one_reading_needs_no_remark(String cells, String expected) throws IOException {
        Table table = column(cells.replace(" / ", "\n"), ',');
        assertThat(values(table)).isEqualTo(expected);
        assertThat(table.notes()).isEmpty();
    }

    @Test
    void a_limit_keeps_its_sign_beside_its_number() throws IOException {
        Column.Numbers crp = (Column.Numbers) column("<0.5\n0.5\n1\n2", ',').column("v");
        assertThat(crp.values()).containsExactly(0.5, 0.5, 1, 2);
        assertThat(crp.bound(0)).isEqualTo(Bound.LESS);
        assertThat(crp.bound(1)).isEqualTo(Bound.EXACT);
        assertThat(crp.counts().toString()).isEqualTo("{0.5=1, <0.5=1, 1=1, 2=1}");
    }

    @Test
    void classes_that_differ_in_case_or_blanks_are_one() throws IOException {
        Table table = read("v,n\nSick,1\n\"sick \",2\nSICK,3\nwell,4\nwell,5\nSick,6\n");
        assertThat(table.column("v").counts().toString()).isEqualTo("{Sick=4, well=2}");
        assertThat(notes(table))
                .isEqualTo("\"Sick\" (2), \"sick \" (1), \"SICK\" (1) differ only in case or spaces; they would be one"
                        + " class, Sick");
    }

    @Test
    void names_of_files_that_differ_in_case_stay_apart() throws IOException {
        Table table = read("v,n\na/X.png,1\na/x.png,2\na/X.png,3\na/x.png,4\n");
        assertThat(table.column("v").counts()).hasSize(2);
        assertThat(table.notes()).isEmpty();
    }

    @Test
    void a_dash_among_classes_is_remarked_on_unless_it_is_the_result_of_a_test() throws IOException {
        assertThat(notes(read("v,n\nsick,1\n-,2\nwell,3\n-,4\nsick,5\nwell,6\n")))
                .contains("2 values are \"-\", which may mean missing: kept as a class");
        assertThat(read("v,n\n+,1\n-,2\n+,3\n-,4\n").notes()).isEmpty();
    }

    @Test
    void patients_that_differ_in_case_are_one_and_not_two_sides_of_a_split() throws IOException {
        assertThat(read("patient,n\nP1,1\np1,2\nP2,3\np2,4\n").column("patient").counts())
                .hasSize(2);
    }

    @Test
    void identifiers_are_expected_to_have_zeros_in_front() throws IOException {
        Table table = read("patient id,n\n007,1\n008,2\n");
        assertThat(table.column("patient id").text(0)).hasValue("007");
        assertThat(table.notes()).isEmpty();
    }

    @Test
    void dates_of_one_column_settle_the_order_of_another() throws IOException {
        Table table = read("v,w\n01/02/1950,31/01/2020\n03/04/1951,15/01/2020\n");
        assertThat(values(table)).isEqualTo("1950-02-01 1951-04-03");
    }
}
