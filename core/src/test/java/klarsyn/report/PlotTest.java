package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlotTest {

    private final Plot plot = new Plot(300, 200, new Axis(0, 10, 5), new Axis(0, 1, 0.5));

    @Test
    void the_origin_is_at_the_lower_left_of_the_frame_and_the_ends_at_the_upper_right() {
        assertThat(plot.point(0, 0)).isEqualTo("52,160");
        assertThat(plot.point(10, 1)).isEqualTo("286,12");
    }

    @Test
    void each_tick_has_a_number() {
        String drawing =
                plot.drawing("Dice over time", "minutes", "Dice", Html.NOTHING).markup();

        assertThat(drawing).contains("viewBox=\"0 0 300 200\"", "aria-label=\"Dice over time\"");
        assertThat(Pattern.compile("class=\"tick\"[^>]*>([^<]*)<")
                        .matcher(drawing)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly("0.0", "0.5", "1.0", "0", "5", "10");
    }

    @Test
    void names_of_axes_are_text() {
        String drawing = plot.drawing("a \"b\"", "<minutes>", "Dice & loss", Html.fill("<line/>"))
                .markup();

        assertThat(drawing)
                .contains("aria-label=\"a &quot;b&quot;\"", ">&lt;minutes&gt;<", ">Dice &amp; loss<", "<line/>")
                .doesNotContain("<minutes>");
    }
}
