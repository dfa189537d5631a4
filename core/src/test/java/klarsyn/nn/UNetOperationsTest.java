package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UNetOperationsTest {

    private static final List<List<Integer>> STRIDES = List.of(List.of(1, 1, 1), List.of(2, 2, 2));

    private static UNetArchitecture network(List<Integer> features, List<Integer> blocks) {
        return UNetArchitecture.plain(1, 3, features, Collections.nCopies(2, List.of(3, 3, 3)), STRIDES, blocks, 1);
    }

    @Test
    void each_convolution_multiplies_and_adds_its_kernel_for_every_voxel_of_its_output() {
        double fine = 8 * 8 * 8;
        double coarse = 4 * 4 * 4;
        double expected = 2
                * (fine * 27 * 1 * 4 // encoder
                        + coarse * 27 * 4 * 16
                        + fine * 16 * 4 // transposed convolution: one kernel element per voxel
                        + fine * 27 * 8 * 4 // decoder, with the skip connection
                        + fine * 4 * 3); // logits
        assertThat(network(List.of(4, 16), List.of(1, 1)).operations(8, 8, 8)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void operations_grow_with_the_voxels_and_with_the_square_of_the_channels() {
        UNetArchitecture narrow = network(List.of(16, 32), List.of(2, 2));
        UNetArchitecture wide = network(List.of(32, 64), List.of(2, 2));

        assertThat(narrow.operations(16, 16, 16) / narrow.operations(8, 8, 8)).isCloseTo(8, within(1e-9));
        assertThat(wide.operations(8, 8, 8) / narrow.operations(8, 8, 8)).isBetween(3.8, 4.0);
    }
}
