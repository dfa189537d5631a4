package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.data.Case;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;
import klarsyn.prepare.PictureInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureStatisticsTest {

    @TempDir
    private Path folder;

    /** Gray pictures of 1 × 2 pixels in one array. */
    private List<Case> pictures(int... pixels) {
        byte[] values = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = (byte) pixels[i];
        }
        Path file = folder.resolve("pictures.npy");
        NumericArrays.write(NumericArray.of(values, pixels.length / 2, 1, 2), file);
        return IntStream.range(0, pixels.length / 2)
                .mapToObj(i -> new Case(
                        "case " + i,
                        "case " + i,
                        List.of(new Source.ArrayItem(file, NumericArrays.UNNAMED, i)),
                        new Case.Target.Category("cat"),
                        Part.ANY))
                .toList();
    }

    @Test
    void mean_and_deviation_are_over_all_pixels_of_all_pictures() {
        PictureStatistics statistics = PictureStatistics.of(pictures(10, 20, 30, 40), 1);

        assertThat(statistics.heights()).containsExactly(1, 1);
        assertThat(statistics.widths()).containsExactly(2, 2);
        assertThat(statistics.means().getFirst()).isEqualTo(25);
        assertThat(statistics.deviations().getFirst()).isCloseTo(Math.sqrt(125), within(1e-9));
    }

    @Test
    void pictures_of_one_value_are_not_divided_by_zero() {
        assertThat(PictureStatistics.of(pictures(7, 7, 7, 7), 1).deviations()).containsExactly(1.0);
    }

    @Test
    void of_many_pictures_at_most_1000_are_read() {
        assertThat(PictureStatistics.of(pictures(new int[2 * 2500]), 1).heights())
                .hasSize(834); // every third
    }

    private static PictureInput input(List<Integer> heights, List<Integer> widths) {
        return new PictureStatistics(heights, widths, List.of(0.0), List.of(1.0)).input();
    }

    @Test
    void the_input_has_the_median_size() {
        PictureInput input = input(List.of(90, 10, 30), List.of(40, 50, 60));

        assertThat(input.height()).isEqualTo(30);
        assertThat(input.width()).isEqualTo(50);
    }

    @Test
    void large_pictures_are_reduced_to_96_pixels_with_their_proportions() {
        PictureInput input = input(List.of(1000), List.of(2000));

        assertThat(input.height()).isEqualTo(48);
        assertThat(input.width()).isEqualTo(96);
    }

    @Test
    void a_very_thin_picture_keeps_one_pixel() {
        assertThat(input(List.of(1), List.of(5000)).height()).isEqualTo(1);
    }
}
