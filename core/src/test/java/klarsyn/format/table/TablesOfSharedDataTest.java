package klarsyn.format.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import klarsyn.base.SharedData;
import klarsyn.table.Column;
import klarsyn.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of the shared data against the counts of their descriptions and of pandas. */
class TablesOfSharedDataTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cleveland.csv,   303, 6,   164 55 36 35 13",
        "hungarian.csv,   294, 782, 188 106",
        "switzerland.csv, 123, 273, 8 48 32 30 5",
        "va.csv,          200, 698, 51 56 41 42 10"
    })
    void heart_disease_has_the_rows_and_gaps_that_are_known(String file, int rows, int missing, String counts) {
        Table table = Tables.read(SharedData.folder("heart").resolve(file));
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.missing()).isEqualTo(missing);
        assertThat(table.names())
                .containsExactly(
                        "age",
                        "sex",
                        "cp",
                        "trestbps",
                        "chol",
                        "fbs",
                        "restecg",
                        "thalach",
                        "exang",
                        "oldpeak",
                        "slope",
                        "ca",
                        "thal",
                        "num");
        assertThat(table.columns()).allMatch(column -> column instanceof Column.Numbers);
        assertThat(table.column("num").counts().values().stream()
                        .map(String::valueOf)
                        .toList())
                .containsExactly(counts.split(" ", -1));
    }

    @Test
    void cleveland_lacks_what_the_description_says() {
        Table table = Tables.read(SharedData.folder("heart").resolve("cleveland.csv"));
        assertThat(table.column("ca").missing()).isEqualTo(4);
        assertThat(table.column("thal").missing()).isEqualTo(2);
    }

    @Test
    void labels_of_the_brain_slices_are_numbers_categories_and_texts() {
        Path file = SharedData.folder("oasis").resolve("labels.csv");
        Table table = Tables.read(file);
        assertThat(table.rows()).isEqualTo(188);
        assertThat(table.column("cdr").counts()).containsExactlyEntriesOf(counts("0", 94, "0.5", 67, "1", 27));
        assertThat(table.column("sex")).isInstanceOf(Column.Categories.class);
        assertThat(table.column("age")).isInstanceOf(Column.Numbers.class);
        assertThat(table.column("axial")).isInstanceOf(Column.Texts.class);
        assertThat(table.column("axial").text(0)).hasValue("images/OAS1_0003_MR1_axial.png");
    }

    /** {@code pandas.read_csv(file).isna().sum()} and {@code .value_counts()}. */
    @Test
    void clinical_values_of_the_gliomas_are_as_pandas_reads_them() {
        Table table = Tables.read(SharedData.folder("lgg").resolve("data.csv"));
        assertThat(table.rows()).isEqualTo(110);
        assertThat(table.missing()).isEqualTo(56);
        assertThat(table.column("RNASeqCluster").missing()).isEqualTo(18);
        assertThat(table.column("RNASeqCluster").counts()).isEqualTo(Map.of("1", 25, "2", 28, "3", 12, "4", 27));
        assertThat(table.column("death01").counts()).isEqualTo(Map.of("0", 82, "1", 27));
        assertThat(table.column("Patient")).isInstanceOf(Column.Texts.class);
        assertThat(table.columns().stream().filter(column -> column instanceof Column.Numbers))
                .hasSize(17);
    }

    private static Map<String, Integer> counts(String a, int na, String b, int nb, String c, int nc) {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put(a, na);
        counts.put(b, nb);
        counts.put(c, nc);
        return counts;
    }
}
