package klarsyn.plan;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import org.junit.jupiter.api.Test;

class TopologyTest {

    @Test
    void kernels_strides_and_patch_are_those_that_nnunet_recorded() {
        int compared = 0;
        for (Json example : elements(NnunetGolden.section("topology"))) {
            List<Integer> patch = integers(member(example, "patch_size"));
            boolean ours = patch.size() == 3
                    && number(member(example, "min_feature_map_size")) == 4
                    && number(member(example, "max_numpool")) > 100;
            if (ours) {
                List<Double> spacing = elements(member(example, "spacing")).stream()
                        .map(NnunetGolden::number)
                        .toList();
                Topology topology = Topology.of(spacing, patch);
                assertThat(topology.strides())
                        .as("strides of %s", example)
                        .isEqualTo(rows(example, "pool_op_kernel_sizes"));
                assertThat(topology.kernels())
                        .as("kernels of %s", example)
                        .isEqualTo(rows(example, "conv_kernel_sizes"));
                assertThat(topology.patch().sizes()).isEqualTo(integers(member(example, "padded_patch_size")));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(15);
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
    void a_slice_keeps_its_depth_of_one() {
        Topology topology = Topology.of(List.of(1.0, 1.0, 1.0), List.of(1, 32, 32));
        assertThat(topology.kernels())
                .allSatisfy(kernel -> assertThat(kernel.getFirst()).isEqualTo(1));
        assertThat(topology.strides())
                .allSatisfy(stride -> assertThat(stride.getFirst()).isEqualTo(1));
    }
}
