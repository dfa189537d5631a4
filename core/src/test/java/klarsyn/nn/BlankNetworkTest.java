package klarsyn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.nn.weights.Weights;
import klarsyn.tensor.Scope;
import org.junit.jupiter.api.Test;

class BlankNetworkTest {

    private static final UNetArchitecture SHAPE = UNetArchitecture.plain(
            2,
            3,
            List.of(4, 6, 8),
            List.of(List.of(1, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3)),
            List.of(List.of(1, 1, 1), List.of(1, 2, 2), List.of(2, 2, 2)),
            List.of(1, 2, 3),
            2);

    @Test
    void a_blank_network_has_the_parameters_of_a_fresh_one() {
        try (Scope _ = Scope.open("test");
                Weights fresh = Weights.of(UNet.create(SHAPE, Collections.nCopies(3, 1.0 / 3), new Seed(1)));
                Weights blank = Weights.of(UNet.blank(SHAPE))) {
            assertThat(blank.tensors().keySet())
                    .containsExactlyElementsOf(fresh.tensors().keySet());
            fresh.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    blank.tensors().getOrDefault(name, tensor).shape())
                            .containsExactly(tensor.shape()));
        }
    }

    @Test
    void the_architecture_counts_its_parameters_without_making_them() {
        try (Scope _ = Scope.open("test");
                Weights blank = Weights.of(UNet.blank(SHAPE))) {
            assertThat(SHAPE.parameters()).isEqualTo(blank.count());
        }
    }
}
