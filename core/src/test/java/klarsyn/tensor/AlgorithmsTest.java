package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlgorithmsTest {

    @Test
    void closing_the_last_one_restores_the_mode_of_the_process() {
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
    void an_unchanged_mode_has_no_effect() {
        try (Algorithms _ = Algorithms.deterministic()) {
            Algorithms.unchanged().close();
            assertThat(Algorithms.areDeterministic()).isTrue();
        }
    }
}
