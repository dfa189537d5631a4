package klarsyn.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTest {

    private static final double DAY = LocalDate.of(2024, 2, 29).toEpochDay();

    static List<Column> columnsOfEachKind() {
        return List.of(
                new Column.Numbers("n", new double[] {2, Double.NaN, 10, 2}),
                new Column.Dates("d", new double[] {DAY, DAY + 0.25, Double.NaN, DAY}),
                new Column.Categories("c", List.of("a", "b"), new int[] {1, -1, 0, 1}),
                new Column.Texts("t", new String[] {"z", "", "a", "z"}));
    }

    /** What is counted and what is missing are all rows, whatever kind of column it is. */
    @ParameterizedTest
    @MethodSource("columnsOfEachKind")
    void counts_and_missing_cells_add_up_to_the_rows(Column column) {
        int counted =
                column.counts().values().stream().mapToInt(Integer::intValue).sum();

        assertThat(column.missing()).isEqualTo(1);
        assertThat(counted + column.missing()).isEqualTo(column.rows());
    }

    @ParameterizedTest
    @MethodSource("columnsOfEachKind")
    void a_row_has_a_text_unless_it_is_missing_and_that_text_is_counted(Column column) {
        for (int row = 0; row < column.rows(); row++) {
            Optional<String> text = column.text(row);

            assertThat(text.isEmpty()).isEqualTo(column.isMissing(row));
            text.ifPresent(value -> assertThat(column.counts()).containsKey(value));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # number            | text
        0                   | 0
        -0.0                | 0
        63                  | 63
        -7                  | -7
        0.1                 | 0.1
        1e14                | 100000000000000
        1e15                | 1.0E15
        Infinity            | Infinity
        """)
    void whole_numbers_have_no_point(double number, String text) {
        assertThat(new Column.Numbers("n", new double[] {number}).text(0)).hasValue(text);
    }

    @Test
    void numbers_are_counted_by_value_and_not_by_their_letters() {
        Column numbers = new Column.Numbers("n", new double[] {10, 9, -1, 100, 9});

        assertThat(numbers.counts()).hasToString("{-1=1, 9=2, 10=1, 100=1}");
    }

    @ParameterizedTest
    @CsvSource({"EXACT,0.5", "LESS,<0.5", "AT_MOST,≤0.5", "GREATER,>0.5", "AT_LEAST,≥0.5"})
    void a_bound_is_part_of_the_text(Bound bound, String text) {
        Column.Numbers numbers = new Column.Numbers("CRP", new double[] {0.5}, List.of(bound));

        assertThat(numbers.text(0)).hasValue(text);
        assertThat(numbers.bound(0)).isEqualTo(bound);
    }

    @Test
    void a_bounded_number_is_another_value_than_the_exact_one() {
        Column numbers = new Column.Numbers(
                "CRP", new double[] {5, 5, 5, 2}, List.of(Bound.EXACT, Bound.LESS, Bound.EXACT, Bound.GREATER));

        assertThat(numbers.counts()).hasToString("{>2=1, 5=2, <5=1}");
    }

    @Test
    void numbers_without_bounds_are_exact() {
        assertThat(new Column.Numbers("n", new double[3]).bound(2)).isEqualTo(Bound.EXACT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Column.Numbers("n", new double[3], List.of(Bound.LESS)))
                .withMessageContaining("1 bounds for 3 rows");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # days after 2024-02-29, text
        0,           2024-02-29
        1,           2024-03-01
        366,         2025-03-01
        -59,         2024-01-01
        0.5,         2024-02-29T12:00
        0.34375,     2024-02-29T08:15
        0.0000116,   2024-02-29T00:00:01
        0.9999999,   2024-03-01
        """)
    void dates_read_as_iso_8601_to_the_second(double days, String text) {
        assertThat(new Column.Dates("d", new double[] {DAY + days}).text(0)).hasValue(text);
    }

    @Test
    void days_before_1970_are_dates_too() {
        double day = LocalDate.of(1931, 7, 4).toEpochDay();

        assertThat(new Column.Dates("born", new double[] {day + 0.75}).text(0)).hasValue("1931-07-04T18:00");
    }

    @Test
    void a_category_that_no_row_has_is_counted_as_none() {
        Column stages = new Column.Categories("stage", List.of("I", "II", "III"), new int[] {0, 2, 2, -1});

        assertThat(stages.counts()).hasToString("{I=1, II=0, III=2}");
    }

    @ParameterizedTest
    @CsvSource({"-2", "3", "99"})
    void a_code_without_a_category_is_rejected(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Column.Categories("stage", List.of("I", "II", "III"), new int[] {0, code}))
                .withMessageContaining("code %d of 3".formatted(code));
    }

    @Test
    void a_column_keeps_lists_of_its_own() {
        List<String> names = new ArrayList<>(List.of("a", "b"));
        List<Bound> bounds = new ArrayList<>(List.of(Bound.LESS));
        Column.Categories categories = new Column.Categories("c", names, new int[] {1});
        Column.Numbers numbers = new Column.Numbers("n", new double[] {1}, bounds);
        names.clear();
        bounds.clear();

        assertThat(categories.text(0)).hasValue("b");
        assertThat(numbers.text(0)).hasValue("<1");
    }

    @Test
    void each_kind_of_column_has_a_word_of_its_own() {
        assertThat(columnsOfEachKind().stream().map(Column::kind))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void a_table_sums_up_what_is_missing_and_keeps_the_order_of_the_file() {
        Table table = new Table(columnsOfEachKind(), 4);

        assertThat(table.missing()).isEqualTo(4);
        assertThat(table.names()).containsExactly("n", "d", "c", "t");
    }

    @Test
    void a_table_may_have_rows_without_a_column_and_columns_without_a_row() {
        assertThat(new Table(List.of(), 7).missing()).isZero();
        assertThat(new Table(List.of(new Column.Texts("t", new String[0])), 0)
                        .column("t")
                        .counts())
                .isEmpty();
    }

    @Test
    void remarks_name_their_column_or_none() {
        TableNote column = TableNote.ofColumn("age", "3 of 9 cells contain 999", "leave them empty");
        TableNote table = TableNote.ofTable("cells are separated by ;", "write commas");
        List<TableNote> notes = new ArrayList<>(List.of(table, column));
        Table read = new Table(List.of(), 0, notes);
        notes.clear();

        assertThat(read.notes()).containsExactly(table, column);
        assertThat(column.column()).hasValue("age");
        assertThat(table.column()).isEmpty();
    }

    @Test
    void a_large_column_of_texts_is_counted_in_the_order_of_the_letters() {
        String[] texts = IntStream.range(0, 1000).mapToObj(i -> "case" + i % 10).toArray(String[]::new);

        assertThat(new Column.Texts("t", texts).counts().sequencedKeySet())
                .containsExactly(
                        "case0", "case1", "case2", "case3", "case4", "case5", "case6", "case7", "case8", "case9");
    }
}
