package klarsyn.predict.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import org.junit.jupiter.api.Test;

class ImportanceTest {

    @Test
    void the_middle_counts_one_and_the_corner_what_nnunet_gives_it() {
        float[] map = new Importance.Gaussian().map(16, 16, 16);
        assertThat(map[8 + 16 * (8 + 16 * 8)]).isEqualTo(1);
        assertThat(map[0]).isEqualTo(3.7751344e-11f);
    }

    @Test
    void every_voxel_of_a_large_window_counts() {
        assertThat(new Importance.Gaussian().map(128, 16, 1)).doesNotContain(0);
        assertThat(new Importance.Gaussian().map(13)).doesNotContain(0);
    }

    @Test
    void the_map_is_that_of_nnunet() {
        for (Json each :
                NnunetGolden.elements(NnunetGolden.member(NnunetGolden.section("sliding_window"), "gaussian"))) {
            boolean peakOne = NnunetGolden.number(NnunetGolden.member(each, "value_scaling_factor")) == 1;
            Json type = NnunetGolden.member(each, "dtype");
            if (peakOne && !type.equals(new Json.Text("float16"))) {
                float[] map = new Importance.Gaussian().map(ints(NnunetGolden.member(each, "tile_size")));
                double sum = 0;
                for (float value : map) {
                    sum += value;
                }
                assertThat(sum).isCloseTo(NnunetGolden.number(NnunetGolden.member(each, "sum_float64")), within(1e-5));
                if (each instanceof Json.Members(var members) && members.get("data") instanceof Json.Elements data) {
                    for (int i = 0; i < map.length; i++) {
                        float expected =
                                (float) NnunetGolden.number(data.values().get(i));
                        assertThat(map[i]).isCloseTo(expected, within(Math.ulp(expected)));
                    }
                }
            }
        }
    }

    private static int[] ints(Json json) {
        return NnunetGolden.integers(json).stream().mapToInt(Integer::intValue).toArray();
    }
}
