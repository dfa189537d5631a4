package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import klarsyn.data.Units;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.SegmentationEvaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {

    private static List<String> all(String regex, String markup) {
        return Pattern.compile(regex)
                .matcher(markup)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String byCase(SegmentationEvaluation evaluation) {
        return Tables.byCase(evaluation, Units.PATIENT).markup();
    }

    @ParameterizedTest
    @CsvSource({"1234, 0", "100, 0", "99.9, 1", "10, 1", "9.99, 2", "1, 2", "0.5, 3", "0, 3"})
    void volumes_have_about_three_significant_digits(double ml, int decimals) {
        assertThat(Tables.decimals(ml)).isEqualTo(decimals);
    }

    @Test
    void the_script_sorts_by_unrounded_values() {
        String table = byCase(Rods.evaluation(Rods.score("a", 3, 4)));

        assertThat(table).contains("data-value=\"0.8571428571428571\">0.857<");
        assertThat(all("<td class=\"([a-z]+)\"", table))
                .containsExactly("total", "group", "plain", "plain", "plain", "plain", "plain");
    }

    @Test
    void an_undefined_value_is_a_dash_that_has_no_value_to_sort_by() {
        String table = byCase(Rods.evaluation(Rods.score("healthy", 0, 0)));

        assertThat(table).contains("<td class=\"total\" data-value=\"\">–</td>").doesNotContain("NaN");
    }

    @Test
    void each_label_has_six_columns() {
        String table = byCase(Rods.evaluation(Rods.scoreOfTwo("a", 3, 4)));

        assertThat(all("colspan=\"6\" class=\"group\">([^<]+)<", table)).containsExactly("tumor", "cyst");
        assertThat(all("<td (class)=", table)).hasSize(1 + 2 * 6);
        assertThat(all(">(Dice|HD95|ASD|SD|ref.|pred.)</th>", table))
                .containsExactly(
                        "Dice", "Dice", "HD95", "ASD", "SD", "ref.", "pred.", "Dice", "HD95", "ASD", "SD", "ref.",
                        "pred.");
    }

    @Test
    void volumes_of_a_case_have_the_decimals_of_the_larger_one() {
        assertThat(byCase(Rods.evaluation(Rods.score("a", 3, 120))))
                .contains("data-value=\"3.0\">3</td>", "data-value=\"120.0\">120</td>");
    }

    @Test
    void more_than_60_cases_are_collapsed() {
        assertThat(byCase(cases(60))).doesNotContain("<details>");
        assertThat(byCase(cases(61))).startsWith("<details><summary>All 61 cases</summary>");
    }

    private static SegmentationEvaluation cases(int count) {
        return Rods.evaluation(IntStream.range(0, count)
                .mapToObj(i -> Rods.score("case " + i, 5, 5))
                .toArray(CaseScore[]::new));
    }

    @Test
    void a_label_has_its_metrics_with_intervals_and_the_bias_of_its_volume() {
        String table = Tables.byLabel(
                        Rods.evaluation(Rods.score("a", 10, 10), Rods.score("b", 20, 24), Rods.score("c", 0, 0)),
                        Units.PATIENT)
                .markup();

        assertThat(table)
                .contains("HD95 (mm)", "Surface Dice (1 mm)", "Volume and bias (ml)")
                .contains("<th scope=\"row\">tumor</th><td>2</td>") // undefined in c
                .contains("<td>0.955 <small>")
                .contains("<td>15.0 <small>+2.0</small></td>");
    }

    @Test
    void names_of_cases_and_facts_are_text() {
        assertThat(byCase(Rods.evaluation(Rods.score("<img src=x>", 1, 1))))
                .contains("<th scope=\"row\">&lt;img src=x&gt;</th>");
        assertThat(Tables.facts(List.of(new RunReport.Fact("<b>", "1 & 2"))).markup())
                .isEqualTo("<dl class=\"facts\"><dt>&lt;b&gt;</dt><dd>1 &amp; 2</dd></dl>");
        assertThat(Tables.list("plan", List.of("a < b", "c")).markup())
                .isEqualTo("<ul class=\"plan\"><li>a &lt; b</li>\n<li>c</li></ul>");
    }
}
