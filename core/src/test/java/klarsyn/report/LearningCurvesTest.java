package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import klarsyn.base.Measure;
import klarsyn.report.RunReport.Curve;
import klarsyn.report.RunReport.Loss;
import klarsyn.report.RunReport.Validation;
import org.junit.jupiter.api.Test;

class LearningCurvesTest {

    private static String drawn(Curve... curves) {
        return LearningCurves.of(List.of(curves), Measure.DICE).markup();
    }

    private static Curve losses(double... values) {
        return new Curve(
                IntStream.range(0, values.length)
                        .mapToObj(i -> new Loss(i + 1, 60 * (i + 1), values[i], 1e-3))
                        .toList(),
                List.of());
    }

    private static Curve validations(int count) {
        return new Curve(
                List.of(),
                IntStream.range(0, count)
                        .mapToObj(i -> new Validation(10L * (i + 1), 60.0 * (i + 1), 0.5 + 0.001 * i))
                        .toList());
    }

    /** Points of the first line of a class. */
    private static String[] points(String markup, String kind) {
        Matcher matcher =
                Pattern.compile("class=\"" + kind + "\" points=\"([^\"]*)\"").matcher(markup);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).strip().split(" ", -1);
    }

    @Test
    void a_single_step_is_a_single_point() {
        String markup = drawn(losses(2));

        assertThat(points(markup, "line")).hasSize(1);
        assertThat(markup)
                .contains("1 step in total; last 2.000", "No validation cases.")
                .doesNotContain("NaN");
    }

    @Test
    void few_steps_are_drawn_one_by_one_with_the_axis_up_to_the_last() {
        String markup = drawn(losses(3, 2, 1));

        assertThat(points(markup, "line")).hasSize(3);
        assertThat(points(markup, "line")[2]).startsWith("466,"); // the right end: 3 minutes
        assertThat(points(markup, "band")).hasSize(6);
        assertThat(markup).contains("3 steps in total; last 1.000", "peak 0.0010");
    }

    @Test
    void many_steps_are_combined_into_120_points_with_their_range() {
        double[] values = IntStream.range(0, 1200).mapToDouble(i -> i % 10).toArray();

        String markup = drawn(losses(values));

        assertThat(points(markup, "line")).hasSize(120);
        assertThat(points(markup, "band")).hasSize(240);
        assertThat(points(markup, "band")[0]).endsWith(",32.8"); // the greatest of ten neighbors, 9 of 10
        assertThat(points(markup, "band")[239]).endsWith(",220"); // the least, 0
        assertThat(markup).contains("1200 steps in total; last 4.500");
    }

    @Test
    void the_axis_of_a_loss_below_zero_begins_below_it() {
        String markup = drawn(losses(0.5, -0.5));

        assertThat(markup).contains(">−0.6</text>", ">0.0</text>");
        for (String point : points(markup, "line")) {
            assertThat(Double.parseDouble(point.split(",", -1)[1])).isBetween(12.0, 220.0);
        }
    }

    @Test
    void steps_without_a_finite_loss_are_left_out() {
        assertThat(points(drawn(losses(1, Double.NaN, Double.POSITIVE_INFINITY, 0.5)), "line"))
                .hasSize(2);
        assertThat(drawn(losses(Double.NaN))).contains("No training step was recorded.");
    }

    @Test
    void validations_have_dots_with_step_and_value_unless_there_are_many() {
        String few = drawn(validations(2));

        assertThat(few)
                .contains("<title>step 10: 0.500</title>", "<title>step 20: 0.501</title>")
                .contains("Dice on validation cases", "final value 0.501", "No training step was recorded.");
        assertThat(drawn(validations(61))).doesNotContain("class=\"dot\"");
        assertThat(points(drawn(validations(61)), "line")).hasSize(61);
    }

    @Test
    void the_axis_of_a_share_does_not_leave_0_to_1() {
        Curve perfect = new Curve(List.of(), List.of(new Validation(1, 1, 1), new Validation(2, 2, 0.99)));

        assertThat(drawn(perfect)).contains(">1.00</text>").doesNotContain(">1.02</text>", ">1.01</text>");
        assertThat(drawn(new Curve(List.of(), List.of(new Validation(1, 1, 0)))))
                .doesNotContain(">−");
    }

    @Test
    void folds_are_numbered_from_one() {
        assertThat(drawn(losses(1))).doesNotContain("<h3>");
        assertThat(drawn(losses(1), losses(2))).contains("<h3>Fold 1</h3>", "<h3>Fold 2</h3>");
    }

    @Test
    void a_learning_rate_of_zero_is_drawn_at_the_bottom() {
        Curve still = new Curve(List.of(new Loss(1, 60, 1, 0), new Loss(2, 120, 1, 0)), List.of());

        assertThat(points(drawn(still), "rate"))
                .allSatisfy(point -> assertThat(point).endsWith(",220"));
    }
}
