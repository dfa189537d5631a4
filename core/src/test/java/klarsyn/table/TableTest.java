package klarsyn.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Column AGE = new Column.Numbers("age", new double[] {63, Double.NaN, 0.5, -0.0, 0});
    private static final Column SEX = new Column.Categories("sex", List.of("f", "m"), new int[] {1, 1, -1, 0, 1});
    private static final Column FILE = new Column.Texts("file", new String[] {"b", "a", "", "a", "c"});

    @Test
    void missing_values_are_counted_and_have_no_text() {
        Table table = new Table(List.of(AGE, SEX, FILE), 5);
        assertThat(table.missing()).isEqualTo(3);
        assertThat(AGE.text(1)).isEmpty();
        assertThat(SEX.text(2)).isEmpty();
        assertThat(FILE.text(2)).isEmpty();
        assertThat(AGE.text(0)).hasValue("63");
        assertThat(AGE.text(2)).hasValue("0.5");
        assertThat(SEX.text(3)).hasValue("f");
        assertThat(FILE.text(4)).hasValue("c");
    }

    @Test
    void values_are_counted_in_their_order() {
        assertThat(AGE.counts()).hasToString("{0=2, 0.5=1, 63=1}");
        assertThat(SEX.counts()).hasToString("{f=1, m=3}");
        assertThat(FILE.counts()).hasToString("{a=2, b=1, c=1}");
    }

    @Test
    void columns_are_found_by_name() {
        Table table = new Table(List.of(AGE, SEX), 5);
        assertThat(table.column("sex")).isSameAs(SEX);
        assertThat(table.find("Sex")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column("num"))
                .withMessageContaining("[age, sex]");
    }

    @Test
    void columns_of_another_length_and_names_that_come_twice_are_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table(List.of(AGE), 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Table(List.of(AGE, AGE), 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Column.Categories("x", List.of("a"), new int[] {1}));
    }
}
