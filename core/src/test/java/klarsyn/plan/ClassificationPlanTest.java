package klarsyn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.plan.json.PlanDescription;
import klarsyn.plan.json.PlanJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationPlanTest {

    private static final Where FILE = Where.of("plan.json");
    private final String text = PlanJson.write(TinyClassifiers.gray());

    @Test
    void a_written_plan_is_read_back() {
        assertThat(PlanJson.read(text, FILE)).isEqualTo(TinyClassifiers.gray());
        assertThat(PlanJson.write(PlanJson.read(text, FILE))).isEqualTo(text);
    }

    @Test
    void its_json_is_readable() {
        assertThat(text)
                .startsWith("{\n  \"kind\" : \"classification\",\n  \"format\" : 3,\n")
                .contains("\"classes\" : [ \"cat\", \"dog\", \"cow\" ]")
                .contains("\"mirror\" : \"NEVER\"");
    }

    @Test
    void it_has_task_and_picture_size() {
        assertThat(TinyClassifiers.gray().task())
                .isEqualTo(new Task.Classification("animal", List.of("cat", "dog", "cow")));
        assertThat(TinyClassifiers.gray().patch()).isEqualTo(new Patch(1, 8, 6));
    }

    @Test
    void an_edited_value_is_detected() {
        Plan edited = PlanJson.read(text.replace("\"labelSmoothing\" : 0.1", "\"labelSmoothing\" : 0.2"), FILE);

        assertThat(PlanJson.editedByHand(edited)).extracting(Reason::key).containsExactly("labelSmoothing");
        assertThat(PlanJson.editedByHand(PlanJson.read(text, FILE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"labelSmoothing\" : 0.1        | \"labelSmoothing\" : 1      | labelSmoothing",
                "\"labelSmoothing\" : 0.1        | \"labelSmoothing\" : -0.1   | labelSmoothing",
                "\"degrees\" : 0                 | \"degrees\" : 270           | degrees",
                "\"contrast\" : 0                | \"contrast\" : -1           | contrast",
                "\"mirror\" : \"NEVER\"          | \"mirror\" : \"SOMETIMES\"  | LEFT_RIGHT",
                "\"height\" : 8                  | \"height\" : 0              | each side",
                "\"height\" : 8                  | \"height\" : 9              | multiples",
                "\"deviations\" : [ 1            | \"deviations\" : [ 0        | deviations",
                "[ \"cat\", \"dog\", \"cow\" ]   | [ \"cat\" ]                 | classes",
                "[ \"cat\", \"dog\", \"cow\" ]   | [ \"cat\", \"dog\" ]        | classFrequencies",
                "[ \"cat\", \"dog\", \"cow\" ]   | [ \"cat\", \"cat\", \"cow\" ] | cat",
                "[ \"gray\" ]                    | [ \"red\", \"green\" ]      | modalities",
                "\"classFrequencies\" : [ 0.5    | \"classFrequencies\" : [ 0  | classFrequencies",
                "\"features\" : [ 4, 8 ]         | \"features\" : [ 4, 0 ]     | network.features",
                "\"features\" : [ 4, 8 ]         | \"features\" : [ 4, 8, 16 ] | kernels",
                "\"blocks\" : [ 1, 1 ]           | \"blocks\" : [ 0, 1 ]       | network.blocks",
                "\"blocks\" : [ 1, 1 ]           | \"blocks\" : [ 1, 10000 ]   | network.blocks",
                "[ [ 1, 3, 3 ], [ 1, 3, 3 ] ]    | [ [ 1, 3, 3 ], [ 1, 2, 2 ] ] | network.kernels[1]",
                "[ [ 1, 3, 3 ], [ 1, 3, 3 ] ]    | [ [ 1, 3, 3 ], [ 3, 3 ] ]   | network.kernels[1]",
                "[ [ 1, 1, 1 ], [ 1, 2, 2 ] ]    | [ [ 1, 1, 1 ], [ 1, 0, 2 ] ] | network.strides[1]",
                "\"lanes\" : 1                   | \"lanes\" : 0               | compute.lanes",
                "\"batch\" : 4                   | \"batch\" : 0               | compute.batch",
                "\"learningRate\" : 0.003        | \"learningRate\" : -1       | learningRate",
                "\"format\" : 3                  | \"format\" : 4              | newer",
                "\"labelSmoothing\"              | \"labelSmooting\"           | did you mean labelSmoothing",
                "\"kind\" : \"classification\"   | \"kind\" : \"clasification\" | classification",
            })
    void an_invalid_value_is_rejected_with_its_key(String from, String to, String named) {
        assertThat(text).contains(from);

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanJson.read(text.replace(from, to), FILE))
                .withMessageContaining(named)
                .withMessageContaining("plan.json");
    }

    @Test
    void its_description_contains_each_choice_with_its_reason() {
        assertThat(PlanDescription.of(TinyClassifiers.gray())).containsExactly("Label smoothing of 0.1: small.");
        assertThat(PlanDescription.summary(TinyClassifiers.gray()))
                .contains("residual network", "8×6 pixels", "4 samples per step", "FP32");
    }
}
