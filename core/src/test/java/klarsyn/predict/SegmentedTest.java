package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klarsyn.data.label.Labels;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import org.junit.jupiter.api.Test;

class PredictionTest {

    @Test
    void a_volume_on_a_sheared_grid_is_that_of_the_determinant() {
        Affine tilted = new Affine(1, 0, 0, 0, 0, 1, 3 * Math.tan(Math.toRadians(30)), 0, 0, 0, 3, 0);
        LabelMap labels = new LabelMap(new Geometry(new Shape(2, 2, 1), tilted), new short[] {1, 1, 0, 1});

        double ml =
                new Segmented(labels).volumeMl(Labels.of("tumor").foreground().getFirst());

        assertThat(ml).isCloseTo(0.009, within(1e-12));
    }
}
