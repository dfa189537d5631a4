package klarsyn.format.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import klarsyn.format.file.DelimitedRows.Separator;
import klarsyn.table.Column;
import klarsyn.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes for missing values in a column, and values that must not affect how a table is read. */
class MissingValuesTest {

    @TempDir
    private Path folder;

    // ---- numbers by convention

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # values                         | what is left (- for missing)  | remarks
        1 2 3 -999 4 -999                | 1 2 3 - 4 -                   | 1
        60 70 999 80 999                 | 60 70 - 80 -                  | 1
        1 2 3 4                          | 1 2 3 4                       | 0
        60 70 80 -999                    | 60 70 80 -999                 | 1
        -1000 -999 -998 -999             | -1000 -999 -998 -999          | 0
        300 400 999 999 500              | 300 400 999 999 500           | 0
        -999 -999 -999                   | - - -                         | 1
        99 99 99                         | 99 99 99                      | 0
        1 2 3 4 -1 -1                    | 1 2 3 4 -1 -1                 | 1
        -3 -2 -1 0 1                     | -3 -2 -1 0 1                  | 0
        """)
    void a_code_far_from_all_values_is_missing_and_one_that_could_be_a_value_is_not(
            String values, String left, int remarks) {
        double[] column = Arrays.stream(values.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThat(MissingCodes.replace("x", column)).hasSize(remarks);
        assertThat(Arrays.stream(column)
                        .mapToObj(value -> Double.isNaN(value) ? "-" : Long.toString((long) value))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(left);
    }

    @Test
    void a_column_without_codes_is_not_touched_and_one_of_nothing_neither() {
        double[] numbers = {1.5, Double.NaN, Double.POSITIVE_INFINITY, -2};
        double[] nothing = {};

        assertThat(MissingCodes.replace("x", numbers)).isEmpty();
        assertThat(MissingCodes.replace("x", nothing)).isEmpty();
        assertThat(numbers).containsExactly(1.5, Double.NaN, Double.POSITIVE_INFINITY, -2);
    }

    // ---- words

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "–",
                "n.d.",
                "Not Available",
                "unknown",
                "k.A.",
                "keine Angabe",
                "unbekannt",
                "#VALUE!",
                " missing ",
                "manquant",
                "<LOD"
            })
    void words_that_stand_for_nothing_are_known_in_several_languages(String word) {
        assertThat(MissingWords.contains(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "negative", "no", "female", "normal", "n"})
    void words_that_are_results_are_values(String word) {
        assertThat(MissingWords.contains(word)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-,true", "n.d.,true", "keine Angabe,true", "unknown,false", "none,false", "x,false", "yes,false"})
    void among_classes_a_word_such_as_unknown_may_be_one(String word, boolean noClass) {
        assertThat(MissingWords.isNoClass(word)).isEqualTo(noClass);
    }

    // ---- profiles and evidence

    private static ColumnProfile profile(String... cells) {
        ColumnProfile profile = new ColumnProfile();
        for (String cell : cells) {
            profile.take(cell);
        }
        return profile;
    }

    @Test
    void a_profile_counts_values_numbers_and_notations() {
        ColumnProfile profile = profile("1.5", "2,5", "<3", "abc", "NA", "", "007", "12 mg/dl");

        assertThat(profile.values).isEqualTo(6);
        assertThat(profile.numbers).isEqualTo(5);
        assertThat(profile.nonNumbers()).isEqualTo(1);
        assertThat(profile.pointOnly.count()).isEqualTo(1);
        assertThat(profile.commaOnly.count()).isEqualTo(1);
        assertThat(profile.below.count()).isEqualTo(1);
        assertThat(profile.identifiers.first()).isEqualTo("007");
        assertThat(profile.units).containsKey("mg/dl");
        assertThat(profile.largest).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cells          | all numbers | mostly numbers
        1 2 3            | true        | true
        1 2 a            | false       | true
        1 a b            | false       | false
        NA NA            | false       | true
        """)
    void a_profile_says_whether_a_column_holds_numbers(String cells, boolean all, boolean mostly) {
        ColumnProfile profile = profile(cells.split(" "));

        assertThat(profile.isAllNumbers()).isEqualTo(all);
        assertThat(profile.isMostlyNumbers()).isEqualTo(mostly);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # columns, cells apart by blanks | settled | commas | day first | month first
        1.5 2.5 ; 1 2                    | true    | false  | false     | false
        1,5 2,5 ; 1 2                    | true    | true   | false     | false
        1.5 2.5 ; 1,5 2,5                | false   | true   | false     | false
        1 2 ; 3 4                        | false   | false  | false     | false
        31/01/2020 01/02/2020 ; 1        | false   | false  | true      | false
        01/31/2020 01/02/2020 ; 1        | false   | false  | false     | true
        """)
    void columns_that_are_beyond_doubt_decide_for_the_others(
            String columns, boolean settled, boolean commas, boolean dayFirst, boolean monthFirst) {
        List<ColumnProfile> profiles = Arrays.stream(columns.split(" ; "))
                .map(cells -> profile(cells.split(" ")))
                .toList();

        TableEvidence evidence = TableEvidence.of(Separator.SEMICOLON, profiles);

        assertThat(evidence.isSettled()).isEqualTo(settled);
        assertThat(evidence.commas()).isEqualTo(commas);
        assertThat(evidence.dayFirst()).isEqualTo(dayFirst);
        assertThat(evidence.monthFirst()).isEqualTo(monthFirst);
    }

    // ---- laws of reading

    private static List<List<String>> patients() {
        Random random = new Random(5);
        List<List<String>> rows = new ArrayList<>();
        String[] classes = {"benign", "malignant", "unclear"};
        for (int i = 0; i < 40; i++) {
            rows.add(List.of(
                    "P" + (100 + i),
                    Integer.toString(20 + random.nextInt(60)),
                    "%d.%d".formatted(random.nextInt(50), random.nextInt(1, 10)),
                    classes[random.nextInt(3)],
                    "2020-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28))));
        }
        return rows;
    }

    private Table read(List<String> names, List<List<String>> rows, String separator, String end) throws IOException {
        StringBuilder text = new StringBuilder(String.join(separator, names)).append(end);
        rows.forEach(row -> text.append(String.join(separator, row)).append(end));
        return Tables.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    private static final List<String> NAMES = List.of("id", "age", "crp", "class", "day");

    private static List<String> texts(Column column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            texts.add(column.text(row).orElse("-"));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_and_the_end_of_lines_change_nothing(String separator) throws IOException {
        Table commas = read(NAMES, patients(), ",", "\n");

        for (String end : List.of("\n", "\r\n", "\r")) {
            Table table = read(NAMES, patients(), separator, end);
            for (String name : NAMES) {
                assertThat(texts(table.column(name))).isEqualTo(texts(commas.column(name)));
                assertThat(table.column(name).kind())
                        .isEqualTo(commas.column(name).kind());
            }
        }
    }

    @Test
    void the_order_of_columns_changes_no_column() throws IOException {
        Table table = read(NAMES, patients(), ",", "\n");
        List<String> names = new ArrayList<>(NAMES);
        Collections.reverse(names);
        List<List<String>> rows =
                patients().stream().map(row -> row.reversed()).map(List::copyOf).toList();

        Table turned = read(names, rows, ",", "\n");

        for (String name : NAMES) {
            assertThat(texts(turned.column(name))).isEqualTo(texts(table.column(name)));
        }
    }

    @Test
    void the_order_of_rows_changes_neither_kinds_nor_counts() throws IOException {
        Table table = read(NAMES, patients(), ",", "\n");
        List<List<String>> rows = new ArrayList<>(patients());
        Collections.shuffle(rows, new Random(9));

        Table shuffled = read(NAMES, rows, ",", "\n");

        for (String name : NAMES) {
            assertThat(shuffled.column(name).kind())
                    .isEqualTo(table.column(name).kind());
            assertThat(shuffled.column(name).counts())
                    .isEqualTo(table.column(name).counts());
        }
    }

    @Test
    void decimal_commas_between_semicolons_are_the_same_numbers() throws IOException {
        Table points = read(NAMES, patients(), ";", "\n");
        List<List<String>> rows = patients().stream()
                .map(row -> row.stream().map(cell -> cell.replace('.', ',')).toList())
                .toList();

        Table commas = read(NAMES, rows, ";", "\n");

        assertThat(texts(commas.column("crp"))).isEqualTo(texts(points.column("crp")));
    }
}
