package klarsyn.plan.rules;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.plan.Patch;
import org.junit.jupiter.api.Test;

class TopologyTest {

    @Test
    void all_recorded_topologies_of_nnunet_are_reproduced() {
        List<Json> recorded = elements(NnunetGolden.section("topology"));
        assertThat(recorded).hasSize(44);
        for (Json example : recorded) {
            List<Double> spacing = numbers(example, "spacing");
            Topology topology = Topology.of(
                    spacing,
                    numbers(example, "patch_size"),
                    (int) number(member(example, "min_feature_map_size")),
                    (int) number(member(example, "max_numpool")));
            assertThat(topology.strides())
                    .as("strides of %s", example)
                    .isEqualTo(rows(example, "pool_op_kernel_sizes"));
            assertThat(topology.kernels()).as("kernels of %s", example).isEqualTo(rows(example, "conv_kernel_sizes"));
            assertThat(topology.size()).isEqualTo(integers(member(example, "padded_patch_size")));
            List<Integer> divisors = integers(member(example, "must_be_divisible_by"));
            List<Integer> halvings = integers(member(example, "num_pool_per_axis"));
            for (int axis = 0; axis < spacing.size(); axis++) {
                assertThat(topology.divisor(axis)).isEqualTo(divisors.get(axis)).isEqualTo(1 << halvings.get(axis));
            }
        }
    }

    private static List<Double> numbers(Json example, String key) {
        return elements(member(example, key)).stream().map(NnunetGolden::number).toList();
    }

    private static List<List<Integer>> rows(Json example, String key) {
        return elements(member(example, key)).stream()
                .map(NnunetGolden::integers)
                .toList();
    }

    @Test
    void the_hippocampus_is_halved_three_times() {
        Topology topology = Topology.of(List.of(1.0, 1.0, 1.0), List.of(36, 50, 35));
        assertThat(topology.strides()).hasSize(4);
        assertThat(topology.patch()).isEqualTo(new Patch(40, 56, 40));
    }

    @Test
    void a_picture_becomes_an_image_of_depth_one() {
        Topology topology = Topology.of(List.of(3.0, 3.0), List.of(32, 32)).inDepth();
        assertThat(topology.patch()).isEqualTo(new Patch(1, 32, 32));
        assertThat(topology.kernels()).hasSize(4).containsOnly(List.of(1, 3, 3));
        assertThat(topology.strides()).first().isEqualTo(List.of(1, 1, 1));
        assertThat(topology.strides()).last().isEqualTo(List.of(1, 2, 2));
    }
}
