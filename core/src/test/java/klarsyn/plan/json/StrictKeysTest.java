package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.plan.Patch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StrictKeysTest {

    private static final Where FILE = Where.of("plans.json");

    private static StrictKeys keys(String json) {
        return StrictKeys.of(Json.parse(json), FILE, "configurations.2d");
    }

    private static PlanException failure(ThrowingCallable reading) {
        PlanException failure = catchThrowableOfType(PlanException.class, reading);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void values_are_read_by_type() {
        StrictKeys keys = keys("""
            {"name": "a", "size": 3, "share": 0.5, "on": true, "sizes": [1, 2], "rows": [[1], [2, 3]],
            "means": [0.5, 1], "flags": [true, false], "words": ["x", "y"], "inner": {"size": 4}}
            """);

        assertThat(keys.text("name")).isEqualTo("a");
        assertThat(keys.integer("size")).isEqualTo(3);
        assertThat(keys.number("share")).isEqualTo(0.5);
        assertThat(keys.truth("on")).isTrue();
        assertThat(keys.integers("sizes")).containsExactly(1, 2);
        assertThat(keys.rows("rows")).containsExactly(List.of(1), List.of(2, 3));
        assertThat(keys.numbers("means")).containsExactly(0.5, 1.0);
        assertThat(keys.truths("flags")).containsExactly(true, false);
        assertThat(keys.texts("words")).containsExactly("x", "y");
        assertThat(keys.object("inner").integer("size")).isEqualTo(4);
        assertThat(keys.finish(() -> "done")).isEqualTo("done");
    }

    @Test
    void a_key_that_was_never_read_is_rejected_with_the_nearest_that_was() {
        StrictKeys keys = keys("{\"spacing\": 1, \"batch_sise\": 2}");
        keys.number("spacing");
        assertThat(keys.find("batch_size")).isEmpty();

        PlanException failure = failure(() -> keys.finish(() -> "done"));

        assertThat(failure.what()).isEqualTo("unknown key");
        assertThat(failure.where().text()).isEqualTo("plans.json, key configurations.2d.batch_sise");
        assertThat(failure.fix()).isEqualTo("did you mean batch_size? known keys: spacing, batch_size");
    }

    @Test
    void an_unknown_key_unlike_all_others_gets_no_suggestion() {
        StrictKeys keys = keys("{\"spacing\": 1, \"zzz\": 2}");
        keys.number("spacing");

        assertThat(failure(() -> keys.finish(() -> "done")).fix()).isEqualTo("known keys: spacing");
    }

    @Test
    void a_missing_key_is_rejected_with_its_path() {
        PlanException failure = failure(() -> keys("{}").integer("batch_size"));

        assertThat(failure.what()).isEqualTo("the key is missing");
        assertThat(failure.where().text()).isEqualTo("plans.json, key configurations.2d.batch_size");
    }

    @Test
    void a_value_of_another_type_is_rejected_with_its_path() {
        assertThat(failure(() -> keys("{\"a\": {\"b\": [1, [2, \"3\"]]}}")
                                .object("a")
                                .rows("b"))
                        .where()
                        .text())
                .isEqualTo("plans.json, key configurations.2d.a.b[0]");
        assertThat(failure(() -> keys("{\"a\": [[1], [2, \"3\"]]}").rows("a"))
                        .where()
                        .text())
                .isEqualTo("plans.json, key configurations.2d.a[1][1]");
        assertThat(failure(() -> keys("[]")).where().text()).isEqualTo("plans.json, key configurations.2d");
    }

    @Test
    void texts_may_be_missing_null_one_or_several() {
        StrictKeys keys = keys("{\"null\": null, \"one\": \"a\", \"two\": [\"a\", \"b\"]}");

        assertThat(keys.anyTexts("missing")).isEmpty();
        assertThat(keys.anyTexts("null")).isEmpty();
        assertThat(keys.anyTexts("one")).containsExactly("a");
        assertThat(keys.anyTexts("two")).containsExactly("a", "b");
    }

    @Test
    void an_unsupported_value_is_rejected_with_the_supported_one() {
        Json relu = new Json.Text("LeakyReLU");
        keys("{\"nonlin\": \"LeakyReLU\"}").require("nonlin", relu);

        PlanException failure = failure(() -> keys("{\"nonlin\": \"GELU\"}").require("nonlin", relu));

        assertThat(failure.what()).isEqualTo("\"GELU\" is not supported by Klarsyn");
        assertThat(failure.fix()).isEqualTo("use a model with \"LeakyReLU\"");
    }

    @Test
    void a_long_unsupported_value_is_shortened() {
        String json = "{\"nonlin\": \"%s\"}".formatted("x".repeat(1000));

        assertThat(failure(() -> keys(json).require("nonlin", new Json.Nothing()))
                        .what())
                .hasSizeLessThan(100);
    }

    @Test
    void an_error_of_a_record_gets_the_path() {
        PlanException failure = failure(() -> keys("{}").built(() -> {
            throw new IllegalArgumentException("inconsistent lengths");
        }));

        assertThat(failure.what()).isEqualTo("inconsistent lengths");
        assertThat(failure.where().text()).isEqualTo("plans.json, key configurations.2d");
        assertThat(keys("{}").built(() -> new Patch(1, 2, 3)).voxels()).isEqualTo(6);
    }
}
