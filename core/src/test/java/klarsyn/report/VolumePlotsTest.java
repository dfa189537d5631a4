package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Pattern;
import klarsyn.data.Units;
import klarsyn.evaluate.SegmentationEvaluation;
import org.junit.jupiter.api.Test;

class VolumePlotsTest {

    private static final Pattern DOT = Pattern.compile("<circle class=\"point\" cx=\"([\\d.]+)\" cy=\"([\\d.]+)\"");

    private record Dot(double x, double y) {

        /** Whether it is on the line of equality of the plot of 300 × 300. */
        double aboveEquality() {
            double reference = (x - 52) / (300 - 52 - 14);
            double predicted = (300 - 40 - y) / (300 - 12 - 40);
            return predicted - reference;
        }
    }

    private static List<Dot> dots(String markup) {
        return DOT.matcher(markup)
                .results()
                .map(match -> new Dot(Double.parseDouble(match.group(1)), Double.parseDouble(match.group(2))))
                .toList();
    }

    private static String plots(SegmentationEvaluation evaluation) {
        return VolumePlots.of(evaluation, Units.PATIENT).markup();
    }

    @Test
    void a_volume_predicted_too_large_is_above_the_line_of_equality() {
        List<Dot> dots = dots(
                plots(Rods.evaluation(Rods.score("a", 50, 80), Rods.score("b", 100, 100), Rods.score("c", 80, 20))));

        assertThat(dots).hasSize(3); // best first
        assertThat(dots.get(0).aboveEquality()).isCloseTo(0, within(1e-3));
        assertThat(dots.get(1).aboveEquality()).isPositive();
        assertThat(dots.get(2).aboveEquality()).isNegative();
    }

    @Test
    void a_dot_names_its_case_and_both_volumes() {
        assertThat(plots(Rods.evaluation(Rods.score("<a>", 10, 11))))
                .contains("<title>&lt;a&gt;: 11.0, reference 10.0 ml</title>");
    }

    @Test
    void the_bias_of_one_case_has_no_limits_of_agreement() {
        assertThat(plots(Rods.evaluation(Rods.score("a", 10, 11))))
                .contains("Mean bias +1.00\u00a0ml (+10.0\u00a0%) for a mean reference of 10.0\u00a0ml, 1 case.")
                .doesNotContain("Bland");
    }

    @Test
    void the_limits_of_agreement_are_1_96_standard_deviations_from_the_bias() {
        assertThat(plots(Rods.evaluation(Rods.score("a", 10, 11), Rods.score("b", 20, 20))))
                .contains("Mean bias +0.50\u00a0ml (+3.3\u00a0%)")
                .contains("limits of agreement −0.89 to +1.89\u00a0ml (Bland and Altman), 2 cases.");
    }

    @Test
    void a_label_in_no_case_has_no_plot() {
        String plots = plots(Rods.evaluation(Rods.scoreOfTwo("a", 5, 5)));

        assertThat(plots).contains("<b>cyst</b> occurs in no case.");
        assertThat(dots(plots)).hasSize(1);
    }

    @Test
    void cases_without_the_label_are_left_out() {
        assertThat(dots(plots(Rods.evaluation(Rods.score("a", 5, 5), Rods.score("healthy", 0, 0)))))
                .hasSize(1);
    }

    @Test
    void the_axes_begin_at_zero_unless_all_volumes_are_similar() {
        assertThat(plots(Rods.evaluation(Rods.score("a", 20, 20), Rods.score("b", 100, 100))))
                .contains("text-anchor=\"end\">0</text>");
        assertThat(plots(Rods.evaluation(Rods.score("a", 90, 90), Rods.score("b", 100, 100))))
                .contains("text-anchor=\"end\">90</text>")
                .doesNotContain("text-anchor=\"end\">0</text>");
    }

    @Test
    void a_missed_label_is_drawn_at_zero() {
        String plots = plots(Rods.evaluation(Rods.score("a", 100, 0)));

        assertThat(dots(plots)).containsExactly(new Dot(286, 260));
        assertThat(plots).contains("(−100.0\u00a0%)");
    }
}
