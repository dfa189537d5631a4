package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetSpacingTest {

    private static final List<Integer> CUBE = List.of(100, 100, 100);
    private static final List<Integer> FEW_SLICES = List.of(20, 200, 200);

    /** Cases of 1 mm in plane whose slices have these distances. */
    private static List<List<Double>> slices(double... distances) {
        return IntStream.range(0, distances.length)
                .mapToObj(i -> List.of(distances[i], 1.0, 1.0))
                .toList();
    }

    private static List<Double> target(List<List<Double>> spacings, List<Integer> shape) {
        return TargetSpacing.of(spacings, Collections.nCopies(spacings.size(), shape));
    }

    @Test
    void the_target_is_the_median_along_each_axis() {
        List<List<Double>> spacings = List.of(List.of(0.8, 1.0, 3.0), List.of(1.0, 1.2, 1.0), List.of(1.5, 1.1, 2.0));

        assertThat(target(spacings, CUBE)).containsExactly(1.0, 1.1, 2.0);
    }

    @Test
    void thick_slices_are_resampled_to_the_10th_percentile() {
        assertThat(target(slices(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), FEW_SLICES))
                .containsExactly(3.0, 1.0, 1.0);
    }

    @Test
    void thick_slices_are_not_made_finer_than_the_plane() {
        double[] distances = {0.2, 0.2, 6, 6, 6, 6, 6, 6, 6, 6, 6};

        assertThat(target(slices(distances), FEW_SLICES).getFirst()).isCloseTo(1, within(1e-4));
    }

    @Test
    void thick_slices_of_which_there_are_many_keep_the_median() {
        assertThat(target(slices(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), CUBE)).containsExactly(7.0, 1.0, 1.0);
    }

    @Test
    void slices_up_to_three_times_as_thick_keep_the_median() {
        assertThat(target(slices(1, 3, 3, 3), FEW_SLICES)).containsExactly(3.0, 1.0, 1.0);
    }

    @Test
    void the_coarsest_axis_comes_first_and_the_others_keep_their_order() {
        assertThat(TargetSpacing.coarsestFirst(List.of(1.0, 2.0, 5.0))).containsExactly(2, 0, 1);
        assertThat(TargetSpacing.coarsestFirst(List.of(1.0, 5.0, 2.0))).containsExactly(1, 0, 2);
        assertThat(TargetSpacing.coarsestFirst(List.of(1.0, 1.0, 1.0))).containsExactly(0, 1, 2);
    }

    @Test
    void percentiles_are_interpolated() {
        assertThat(OrderStatistics.percentile(List.of(4.0, 1.0, 2.0, 3.0), 50)).isEqualTo(2.5);
        assertThat(OrderStatistics.percentile(List.of(10.0, 20.0), 10)).isEqualTo(11);
        assertThat(OrderStatistics.percentile(List.of(7.0), 99)).isEqualTo(7);
        assertThat(OrderStatistics.percentile(new float[] {0, 10}, 25)).isEqualTo(2.5);
        assertThat(OrderStatistics.percentile(new float[] {0, 10}, 100)).isEqualTo(10);
    }

    @Test
    void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assertThat(OrderStatistics.median(List.of(9, 1, 2, 100))).isEqualTo(5.5);
        assertThat(OrderStatistics.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    }
}
