package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifiedTest {

    @Test
    void the_most_probable_class_is_predicted_with_its_probability_as_confidence() {
        Classified answer = new Classified(List.of("cat", "dog", "cow"), List.of(0.2, 0.7, 0.1));

        assertThat(answer.mostProbable()).isEqualTo("dog");
        assertThat(answer.confidence()).isEqualTo(0.7);
    }

    @Test
    void a_tie_predicts_the_first_class() {
        assertThat(new Classified(List.of("cat", "dog"), List.of(0.5, 0.5)).mostProbable())
                .isEqualTo("cat");
    }

    @Test
    void every_class_has_one_probability() {
        assertThatThrownBy(() -> new Classified(List.of("cat", "dog"), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Classified(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
