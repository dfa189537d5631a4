package klarsyn.predict.window;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import org.junit.jupiter.api.Test;

class WindowStepsTest {

    @Test
    void no_window_comes_twice_however_small_its_steps() {
        assertThat(new WindowSteps.Even(0.5).along(4, 1))
                .as("slices one by one")
                .containsExactly(0, 1, 2, 3);
        assertThat(new WindowSteps.Even(1e-300).along(5, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void windows_begin_where_nnunet_begins_them() {
        assertThat(new WindowSteps.Even(0.5).along(110, 64)).containsExactly(0, 23, 46);
        assertThat(new WindowSteps.Even(0.5).along(64, 64)).containsExactly(0);
        assertThat(new WindowSteps.Even(0.5).along(300, 128)).containsExactly(0, 57, 115, 172);
        assertThat(new WindowSteps.Even(0.25).along(100, 30)).containsExactly(0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70);
        assertThat(new WindowSteps.Even(0.5).along(49, 32)).containsExactly(0, 8, 17);
    }

    @Test
    void windows_begin_where_nnunet_begins_them_in_all_reference_cases() {
        Json cases = NnunetGolden.member(NnunetGolden.section("sliding_window"), "steps");
        for (Json each : NnunetGolden.elements(cases)) {
            int[] image = ints(NnunetGolden.member(each, "image_size"));
            int[] window = ints(NnunetGolden.member(each, "tile_size"));
            double share = NnunetGolden.number(NnunetGolden.member(each, "tile_step_size"));
            Json steps = NnunetGolden.member(each, "steps");
            for (int axis = 0; axis < image.length; axis++) {
                assertThat(new WindowSteps.Even(share).along(image[axis], window[axis]))
                        .containsExactly(ints(NnunetGolden.elements(steps).get(axis)));
            }
        }
    }

    private static int[] ints(Json json) {
        return NnunetGolden.integers(json).stream().mapToInt(Integer::intValue).toArray();
    }
}
