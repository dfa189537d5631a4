package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import klarsyn.base.Outcome;
import klarsyn.base.SharedData;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One recorded case of a metric of MONAI 1.5.0; the folder's index.md explains the form.
 *
 * @param node the case, or one of its variants
 * @param data where its input is: another case if it refers to one
 */
public record MonaiMetric(JsonNode node, JsonNode data) {

    /** MONAI counts in float32. */
    private static final double TOLERANCE = 1e-5;

    /** The cases of {@code metrics.test_MODULE.json}. */
    public static Stream<MonaiMetric> of(String module) {
        var file = SharedData.conformance("monai").resolve("metrics.test_" + module + ".json");
        JsonNode cases = JsonMapper.shared().readTree(file.toFile()).path("cases");
        return stream(cases).map(each -> {
            String ref = each.path("input").path("ref").asString("");
            JsonNode data = ref.isEmpty()
                    ? each
                    : stream(cases)
                            .filter(other -> other.path("name").asString().equals(ref))
                            .findFirst()
                            .orElseThrow();
            return new MonaiMetric(each, data.path("input"));
        });
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public String name() {
        return node.path("name").asString();
    }

    public String type() {
        return node.path("class").asString();
    }

    /** The case itself, or the argument sets that are packed into it. */
    public List<MonaiMetric> variants() {
        return node.has("variants")
                ? stream(node.path("variants"))
                        .map(variant -> new MonaiMetric(variant, data))
                        .toList()
                : List.of(this);
    }

    /** An argument of the aggregation, of the call, or else of the constructor. */
    public JsonNode argument(String key) {
        for (String place : List.of("aggregate_kwargs", "call_kwargs")) {
            if (node.path(place).has(key)) {
                return node.path(place).path(key);
            }
        }
        return node.path("kwargs").path(key);
    }

    public boolean truth(String key, boolean otherwise) {
        return argument(key).asBoolean(otherwise);
    }

    public String text(String key, String otherwise) {
        return argument(key).asString(otherwise);
    }

    public double number(String key, double otherwise) {
        JsonNode value = argument(key);
        return value.isNumber() ? value.asDouble() : otherwise;
    }

    public boolean isRefused() {
        return node.path("expected_error").asBoolean(false);
    }

    public Numbers input(String key) {
        return Numbers.of(data.path(key));
    }

    /** Demands that this is refused. */
    public Outcome refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        return Outcome.PASSED;
    }

    /** Requires the recorded values; those in MONAI's own test to the tolerance there. */
    public void requireExpected(double[] own) {
        boolean isRounded = node.path("source").asString("").equals("test-expectation");
        if (node.has("monai_output") || !isRounded) {
            JsonNode output = node.has("monai_output") ? node.path("monai_output") : node.path("expected");
            requireEqual(own, numbers(output), TOLERANCE, TOLERANCE);
        }
        if (isRounded) {
            JsonNode tolerance = node.path("tolerance");
            requireEqual(
                    own,
                    numbers(node.path("expected")),
                    tolerance.path("atol").asDouble() + TOLERANCE,
                    tolerance.path("rtol").asDouble());
        }
    }

    /** Whether what is recorded is NaN. */
    public boolean isNan() {
        return Arrays.stream(numbers(node.path("expected"))).allMatch(Double::isNaN);
    }

    public void require(String key, double[] own) {
        if (node.has(key)) {
            requireEqual(own, numbers(node.path(key)), TOLERANCE, TOLERANCE);
        }
    }

    private static void requireEqual(double[] own, double[] theirs, double absolute, double relative) {
        assertThat(own).hasSameSizeAs(theirs);
        for (int i = 0; i < own.length; i++) {
            assertThat(Double.compare(own[i], theirs[i]) == 0
                            || Math.abs(own[i] - theirs[i]) <= absolute + relative * Math.abs(theirs[i]))
                    .as("value %d: %s, not %s", i, own[i], theirs[i])
                    .isTrue();
        }
    }

    /** A scalar, an array, a list of arrays or an object of scalars, as one row of numbers. */
    private static double[] numbers(JsonNode value) {
        if (value.has("data")) {
            return Numbers.of(value).values();
        }
        if (value.isContainer()) {
            return stream(value)
                    .flatMapToDouble(each -> Arrays.stream(numbers(each)))
                    .toArray();
        }
        return new double[] {Numbers.number(value)};
    }

    /** Distance of neighboring voxels for masks whose last array axis is x; 1 if none is given. */
    public Spacing spacing() {
        JsonNode given = argument("spacing");
        if (given.isNumber()) {
            return Spacing.isotropic(given.asDouble());
        }
        if (!given.isArray()) {
            return Spacing.isotropic(1);
        }
        JsonNode axes = given.get(0).isArray() ? given.get(0) : given;
        int last = axes.size() - 1;
        double z = last == 2 ? axes.get(0).asDouble() : 1;
        return new Spacing(axes.get(last).asDouble(), axes.get(last - 1).asDouble(), z);
    }

    /** Masks of items and channels, all of one shape. */
    public record Masks(List<List<boolean[]>> items, Shape shape) {

        /** Entries above one half of {@code [item, channel, space...]}; the last array axis is x. */
        public static Masks of(Numbers numbers) {
            return of(numbers, numbers.shape()[0], numbers.shape()[1], 2);
        }

        /** One mask without axes for items and channels. */
        public static Masks bare(Numbers numbers) {
            return of(numbers, 1, 1, 0);
        }

        /** One mask a label value from 0 of {@code [item, space...]}. */
        public static Masks oneHot(Numbers numbers, int classes) {
            int items = numbers.shape()[0];
            int size = numbers.values().length / items;
            List<List<boolean[]>> masks = new ArrayList<>();
            for (int item = 0; item < items; item++) {
                List<boolean[]> channels = new ArrayList<>();
                for (int label = 0; label < classes; label++) {
                    boolean[] mask = new boolean[size];
                    for (int i = 0; i < size; i++) {
                        mask[i] = numbers.values()[item * size + i] == label;
                    }
                    channels.add(mask);
                }
                masks.add(channels);
            }
            return new Masks(masks, shape(numbers.shape(), 1));
        }

        private static Masks of(Numbers numbers, int items, int channels, int firstAxis) {
            int size = numbers.values().length / Math.max(1, items * channels);
            List<List<boolean[]>> masks = new ArrayList<>();
            for (int item = 0; item < items; item++) {
                List<boolean[]> row = new ArrayList<>();
                for (int channel = 0; channel < channels; channel++) {
                    boolean[] mask = new boolean[size];
                    for (int i = 0; i < size; i++) {
                        mask[i] = numbers.values()[(item * channels + channel) * size + i] > 0.5;
                    }
                    row.add(mask);
                }
                masks.add(row);
            }
            return new Masks(masks, shape(numbers.shape(), firstAxis));
        }

        private static Shape shape(int[] axes, int first) {
            int last = axes.length - 1;
            int x = last >= first ? axes[last] : 1;
            int y = last - 1 >= first ? axes[last - 1] : 1;
            return new Shape(x, y, last - 2 >= first ? axes[last - 2] : 1);
        }

        public Masks withoutBackground() {
            return new Masks(
                    items.stream()
                            .map(channels -> channels.subList(1, channels.size()))
                            .toList(),
                    shape);
        }
    }
}
