package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void only_one_is_singular() {
        assertThat(Count.of(1, "case")).isEqualTo("1 case");
        assertThat(Count.of(2, "case")).isEqualTo("2 cases");
        assertThat(Count.of(0, "training case")).isEqualTo("0 training cases");
    }
}
