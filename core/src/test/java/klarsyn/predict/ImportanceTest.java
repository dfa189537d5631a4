package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klarsyn.base.Json;
import org.junit.jupiter.api.Test;

class ImportanceTest {

    @Test
    void the_middle_counts_one_and_the_corner_what_nnunet_gives_it() {
        float[] map = Importance.gaussian(16, 16, 16);
        assertThat(map[8 + 16 * (8 + 16 * 8)]).isEqualTo(1);
        assertThat(map[0]).isEqualTo(3.7751344e-11f);
    }

    @Test
    void what_would_be_zero_counts_the_least_that_is_not() {
        float[] map = Importance.gaussian(64, 64, 64, 64, 1); // exp(-8)⁴ is no zero yet, beyond the cut it is
        assertThat(map).doesNotContain(0);
        float[] cut = Importance.gaussian(13);
        assertThat(cut[0]).isGreaterThan(0);
    }

    @Test
    void the_map_is_that_of_nnunet() {
        for (Json each : NnunetWindows.elements(NnunetWindows.section("gaussian"))) {
            boolean peakOne = NnunetWindows.number(NnunetWindows.member(each, "value_scaling_factor")) == 1;
            String type = NnunetWindows.text(NnunetWindows.member(each, "dtype"));
            if (peakOne && !type.equals("float16")) {
                float[] map = Importance.gaussian(NnunetWindows.ints(NnunetWindows.member(each, "tile_size")));
                double sum = 0;
                for (float value : map) {
                    sum += value;
                }
                assertThat(sum)
                        .isCloseTo(NnunetWindows.number(NnunetWindows.member(each, "sum_float64")), within(1e-5));
                if (NnunetWindows.member(each, "data") instanceof Json.Elements data) {
                    for (int i = 0; i < map.length; i++) {
                        float expected =
                                (float) NnunetWindows.number(data.values().get(i));
                        assertThat(map[i]).isCloseTo(expected, within(Math.ulp(expected)));
                    }
                }
            }
        }
    }
}
