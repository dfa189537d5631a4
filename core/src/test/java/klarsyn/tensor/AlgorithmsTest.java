package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlgorithmsTest {

    @Test
    void the_mode_of_the_process_is_as_before_when_the_last_one_is_closed() {
        boolean before = Algorithms.areDeterministic();
        Algorithms first = Algorithms.deterministic();
        Algorithms second = Algorithms.deterministic();
        first.close();
        assertThat(Algorithms.areDeterministic()).isTrue();
        first.close();
        assertThat(Algorithms.areDeterministic())
                .as("closed twice, counted once")
                .isTrue();
        second.close();
        assertThat(Algorithms.areDeterministic()).isEqualTo(before);
    }

    @Test
    void what_asks_for_nothing_changes_nothing() {
        try (Algorithms _ = Algorithms.deterministic()) {
            Algorithms.unchanged().close();
            assertThat(Algorithms.areDeterministic()).isTrue();
        }
    }
}
