package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final String TEXT = "{\"b\":[1,-2.5,true,null,\"\\\"é\\n\"],\"a\":{\"empty\":{},\"none\":[]}}";

    @Test
    void a_written_value_is_read_back() {
        assertThat(Json.parse(TEXT).compact()).isEqualTo(TEXT);
        assertThat(Json.parse(Json.parse(TEXT).indented())).isEqualTo(Json.parse(TEXT));
    }

    @Test
    void numbers_of_the_same_value_are_equal_however_written() {
        assertThat(Json.parse("[3e-3, 100, 0]")).isEqualTo(Json.parse("[0.003, 1E2, 0.0]"));
    }

    @Test
    void undefined_values_are_null() {
        Map<String, @Nullable Object> run = new HashMap<>();
        run.put("trained_on", null);
        run.put("dice", Double.NaN);
        assertThat(Json.of(run)).isEqualTo(Json.parse("{\"trained_on\": null, \"dice\": null}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,",
                "[1 2]",
                "{\"a\" 1}",
                "{\"a\":1}}",
                "1 2",
                "NaN",
                "nul",
                "'a'",
                "{\"a\":1,\"a\":2}"
            })
    void invalid_json_is_rejected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text));
    }

    @Test
    void deeply_nested_json_is_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("[".repeat(100_000)));
    }

    @Test
    void truncated_json_is_rejected() {
        for (int length = 0; length < TEXT.length(); length++) {
            String cut = TEXT.substring(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(cut));
        }
    }
}
