package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.Interval;
import org.junit.jupiter.api.Test;

class DrawingTest {

    @Test
    void ticks_are_round_and_include_both_ends() {
        Axis axis = Axis.covering(0.63, 0.913, 5);
        assertThat(axis.ticks().stream().map(axis::text)).containsExactly("0.6", "0.7", "0.8", "0.9", "1.0");
        assertThat(Axis.covering(0, 4.2, 6).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(Axis.covering(0, 4000, 4).text(4000)).isEqualTo("4000");
    }

    @Test
    void an_axis_of_one_value_still_has_a_length() {
        for (double value : new double[] {0, 1, -3, 1e-9, 1e12}) {
            Axis axis = Axis.covering(value, value, 5);
            assertThat(axis.high()).isGreaterThan(axis.low());
            assertThat(axis.share(value)).isBetween(0.0, 1.0);
            assertThat(axis.ticks()).hasSizeBetween(2, 20);
        }
    }

    @Test
    void numbers_have_a_real_minus_and_no_negative_zero() {
        assertThat(Numbers.fixed(-0.5, 2)).isEqualTo("−0.50");
        assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
        assertThat(Numbers.signed(0.25, 2)).isEqualTo("+0.25");
        assertThat(Numbers.signed(0.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.ends(new Interval(0.5, 0.25, 0.75, 3), 2)).isEqualTo("0.25 to 0.75");
    }

    @Test
    void a_lone_voxel_is_outlined_by_a_diamond() {
        assertThat(points(Contour.path((column, row) -> column == 1 && row == 1 ? 3 : 0, 3, 3, 3)))
                .containsExactlyInAnyOrder("1 1.5", "1.5 1", "1.5 1", "2 1.5", "2 1.5", "1.5 2", "1.5 2", "1 1.5");
    }

    @Test
    void outlines_are_closed_also_at_the_border_and_where_voxels_touch_at_a_corner() {
        int[][] labels = {{1, 0, 1, 1}, {0, 1, 1, 0}, {2, 2, 0, 1}};
        Contour.Labels inside =
                (column, row) -> column < 0 || row < 0 || column > 3 || row > 2 ? 0 : labels[row][column];
        for (int label = 1; label <= 2; label++) {
            List<String> points = points(Contour.path(inside, label, 4, 3));
            assertThat(points).isNotEmpty();
            assertThat(points).allMatch(point -> Collections.frequency(points, point) == 2);
        }
    }

    private static List<String> points(String path) {
        Matcher matcher = Pattern.compile("[ML]([-\\d.]+ [-\\d.]+)").matcher(path);
        List<String> points = new ArrayList<>();
        while (matcher.find()) {
            points.add(matcher.group(1));
        }
        return points;
    }

    @Test
    void the_window_takes_black_to_0_and_white_to_255() {
        Window window = new Window(-100, 300);
        assertThat(window.gray(-200)).isEqualTo((byte) 0);
        assertThat(window.gray(300)).isEqualTo((byte) 255);
        assertThat(window.gray(100)).isEqualTo((byte) 128);
        assertThat(window.gray(Float.NaN)).isEqualTo((byte) 0);
        assertThat(new Window(5, 5).gray(5)).isEqualTo((byte) 128);
    }

    @Test
    void a_value_is_positioned_proportionally_on_the_axis() {
        Plot plot = new Plot(300, 200, new Axis(0, 10, 2), new Axis(0, 1, 0.2));
        assertThat(plot.px(5)).isCloseTo((plot.px(0) + plot.px(10)) / 2, within(1e-9));
        assertThat(plot.py(1)).isLessThan(plot.py(0));
    }
}
