package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelMapTest {

    private static final Geometry GRID = Geometry.of(new Shape(4, 1, 1), Spacing.isotropic(1));

    @Test
    void values_are_made_background_and_the_rest_stays() {
        LabelMap map = new LabelMap(GRID, new short[] {0, 1, 4, 2});

        assertThat(map.without(Set.of(4, 2)).voxels()).containsExactly(0, 1, 0, 0);
        assertThat(map.without(Set.of())).isSameAs(map);
        assertThat(map.voxels()).containsExactly(0, 1, 4, 2);
    }
}
