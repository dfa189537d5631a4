package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static Volume image(Shape shape) {
        float[] voxels = new float[shape.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i;
        }
        return new Volume(Geometry.of(shape, Spacing.isotropic(1)), voxels);
    }

    private static Window window(Volume image, Focus focus) {
        return Window.of(image, Display.of(image.geometry()), focus);
    }

    private static Focus whole(Shape shape) {
        return new Focus(new int[3], new int[3], new int[] {shape.x() - 1, shape.y() - 1, shape.z() - 1});
    }

    @Test
    void black_and_white_are_the_1st_and_99th_percentile() {
        Shape shape = new Shape(101, 1, 1);

        assertThat(window(image(shape), whole(shape))).isEqualTo(new Window(1, 99));
    }

    @Test
    void a_few_very_bright_voxels_do_not_darken_the_rest() {
        Shape shape = new Shape(10, 10, 10);
        Volume image = image(shape);
        image.voxels()[500] = 1e6f;

        assertThat(window(image, whole(shape)).white()).isLessThan(1000);
    }

    @Test
    void only_the_shown_region_counts() {
        Shape shape = new Shape(10, 10, 1);
        Volume image = image(shape);
        Focus oneRow =
                new Focus(new int[] {0, 0, 0}, new int[] {0, 0, 0}, new int[] {9, 0, 0}); // the front of the patient

        Window window = window(image, oneRow);

        assertThat(window.black()).isEqualTo(90);
        assertThat(window.white()).isBetween(97.0, 99.0);
    }

    @Test
    void of_a_large_region_evenly_spaced_voxels_suffice() {
        Shape shape = new Shape(100, 100, 100);

        Window window = window(image(shape), whole(shape));

        assertThat(window.black()).isBetween(9_000.0, 11_000.0);
        assertThat(window.white()).isBetween(989_000.0, 991_000.0);
    }

    @Test
    void an_image_of_one_value_is_gray() {
        Shape shape = new Shape(4, 4, 1);
        Volume five = new Volume(Geometry.of(shape, Spacing.isotropic(1)), new float[16]);

        assertThat(window(five, whole(shape)).gray(0)).isEqualTo((byte) 128);
    }
}
