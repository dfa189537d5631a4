package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

    private static final Where FILE = Where.file(Path.of("run.json"));

    private static JsonReader read(String text) {
        return JsonReader.parse(text, FILE, JsonReader.Problem.DATA);
    }

    @Test
    void values_are_read_by_their_keys() {
        JsonReader run = read("""
            {"name": "a", "step": 7, "loss": 0.5, "done": true, "test": {"dice": [0.25, 1]}}\
            """);

        assertThat(run.member("name").text()).isEqualTo("a");
        assertThat(run.member("step").integer()).isEqualTo(7);
        assertThat(run.member("loss").number()).isEqualTo(0.5);
        assertThat(run.member("done").truth()).isTrue();
        assertThat(run.member("test").member("dice").elements())
                .extracting(JsonReader::number)
                .containsExactly(0.25, 1.0);
        assertThat(run.members().sequencedKeySet()).containsExactly("name", "step", "loss", "done", "test");
        assertThat(run.find("fold")).isEmpty();
        assertThat(run.has("step")).isTrue();
    }

    @Test
    void an_unexpected_value_is_reported_with_file_key_and_value() {
        JsonReader run = read("{\"test\": {\"dice\": [1, \"x\"], \"n\": 1.5}}");

        assertWrong(
                () -> run.member("test").member("dice").elements().getLast().number(),
                "run.json, key test.dice[1]",
                "\"x\"");
        assertWrong(() -> run.member("test").member("n").integer(), "key test.n", "an integer", "1.5");
        assertWrong(() -> run.member("test").text(), "key test", "a string");
        assertWrong(() -> run.member("test").truth(), "true or false");
        assertWrong(() -> run.elements(), "run.json: expected a list");
        assertWrong(() -> run.member("test").member("n").member("x"), "key test.n: expected an object");
        assertWrong(() -> read("{\"n\": 1e999}").member("n").number(), "a number");
    }

    @Test
    void a_long_value_is_truncated_in_the_message() {
        assertThatThrownBy(() -> read("[\"%s\"]".formatted("x".repeat(1000))).text())
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void a_similar_key_is_suggested_for_a_missing_or_unknown_one() {
        JsonReader run = read("{\"lables\": 1}");

        assertWrong(() -> run.member("labels"), "key labels: the key is missing", "did you mean lables?");
        assertWrong(() -> run.requireKeys(List.of("labels", "step")), "unknown key lables", "did you mean labels?");
        run.requireKeys(List.of("lables"));
    }

    @Test
    void invalid_json_is_rejected_with_its_line() {
        assertWrong(() -> read("{\n\"a\": }"), "run.json", "line 2");
    }

    @Test
    void the_type_of_file_selects_the_exception() {
        for (JsonReader.Problem problem : JsonReader.Problem.values()) {
            Class<?> expected = switch (problem) {
                case DATA -> DataException.class;
                case PLAN -> PlanException.class;
                case MODEL -> ModelException.class;
            };
            assertThatThrownBy(() -> JsonReader.parse("1", FILE, problem).text())
                    .isInstanceOf(expected);
        }
    }

    private static void assertWrong(Runnable reading, String... facts) {
        Consumer<Throwable> names = failure -> assertThat(failure.getMessage()).contains(facts);
        assertThatThrownBy(reading::run).isInstanceOf(DataException.class).satisfies(names);
    }
}
