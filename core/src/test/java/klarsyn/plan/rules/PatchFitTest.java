package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchFitTest {

    private static final List<Double> ISOTROPIC = List.of(1.0, 1.0, 1.0);

    private static List<Integer> size(List<Double> spacing, List<Double> median, long voxels) {
        return PatchFit.of(spacing, median, topology -> topology.voxels() > voxels)
                .size();
    }

    @Test
    void a_small_median_image_is_the_patch_rounded_up_to_the_strides() {
        assertThat(size(ISOTROPIC, List.of(36.0, 50.0, 35.0), Long.MAX_VALUE)).containsExactly(40, 56, 40);
    }

    @Test
    void of_a_large_image_the_patch_is_at_most_256_voxels_a_side() {
        assertThat(size(ISOTROPIC, List.of(900.0, 900.0, 900.0), Long.MAX_VALUE))
                .containsExactly(256, 256, 256);
        assertThat(size(List.of(1.0, 1.0), List.of(9000.0, 9000.0), Long.MAX_VALUE))
                .containsExactly(2048, 2048);
    }

    @Test
    void the_largest_patch_is_a_cube_in_millimeters() {
        List<Integer> size = size(List.of(4.0, 1.0, 1.0), List.of(900.0, 900.0, 900.0), Long.MAX_VALUE);

        assertThat(size.get(1)).isEqualTo(size.get(2));
        assertThat(4.0 * size.get(0) / size.get(1)).isBetween(0.8, 1.25);
    }

    @Test
    void the_patch_keeps_the_proportions_of_the_image() {
        List<Integer> size = size(ISOTROPIC, List.of(100.0, 200.0, 200.0), 300_000);

        assertThat((double) size.get(0) / size.get(1)).isBetween(0.35, 0.7);
        assertThat(size.get(0) * size.get(1) * size.get(2)).isBetween(150_000, 300_000);
    }

    @Test
    void every_patch_is_a_multiple_of_its_strides_and_smaller_than_the_one_before() {
        List<Topology> tried = new ArrayList<>();
        PatchFit.of(ISOTROPIC, List.of(250.0, 180.0, 90.0), topology -> {
            tried.add(topology);
            return topology.voxels() > 10_000;
        });

        assertThat(tried).hasSizeGreaterThan(5);
        for (int i = 0; i < tried.size(); i++) {
            for (int axis = 0; axis < 3; axis++) {
                assertThat(tried.get(i).size().get(axis) % tried.get(i).divisor(axis))
                        .isZero();
            }
            assertThat(i == 0 || tried.get(i).voxels() < tried.get(i - 1).voxels())
                    .isTrue();
        }
    }

    @Test
    void a_limit_that_nothing_satisfies_ends_at_a_single_voxel() {
        assertThat(PatchFit.of(ISOTROPIC, List.of(30.0, 20.0, 10.0), topology -> true)
                        .voxels())
                .isEqualTo(1);
        assertThat(PatchFit.of(List.of(1.0, 1.0), List.of(30.0, 1.0), topology -> true)
                        .voxels())
                .isEqualTo(1);
    }
}
