package klarsyn.evaluate.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import klarsyn.evaluate.Discrimination;
import klarsyn.evaluate.FreeResponse.Candidate;
import klarsyn.evaluate.FreeResponse.Hits;
import klarsyn.image.Shape;
import org.junit.jupiter.api.Test;

class DetectionTest {

    /**
     * SciPy 1.17; greedy matching would give 0.5213:
     *
     * <pre>{@code
     * i = np.arange(600); a = (i*i + i//13) % 7; b = (i*i//3 + i//17) % 6
     * iou = lambda x, y: ((a == x) & (b == y)).sum() / ((a == x) | (b == y)).sum()
     * m = np.array([[iou(x, y) for y in range(1, 6)] for x in range(1, 7)])
     * m[linear_sum_assignment(-m)].sum()
     * }</pre>
     */
    @Test
    void pairs_are_those_with_the_greatest_sum_of_iou() {
        int[] a = new int[600];
        int[] b = new int[600];
        for (int i = 0; i < 600; i++) {
            a[i] = (i * i + i / 13) % 7;
            b[i] = (i * i / 3 + i / 17) % 6;
        }
        Detection detection = Detection.of(a, b, 0);
        assertThat(detection.iouSum()).isCloseTo(0.5268177131982856, within(1e-12));
        assertThat(detection.found()).isEqualTo(5);
        assertThat(detection.missed()).isEqualTo(1);
        Detection turned = Detection.of(b, a, 0);
        assertThat(turned.iouSum()).isCloseTo(detection.iouSum(), within(1e-12));
        assertThat(turned.spurious()).isEqualTo(1);
    }

    /** Three spheres made with SciPy, one found, one half found and one missed: {@code ndimage.label} and all IoUs. */
    @Test
    void parts_touch_across_corners_and_are_counted_once() {
        Shape shape = new Shape(28, 24, 20);
        boolean[] reference = new boolean[shape.voxels()];
        boolean[] predicted = new boolean[shape.voxels()];
        ball(reference, shape, 5, 5, 5, 3);
        ball(reference, shape, 8, 14, 14, 2);
        ball(reference, shape, 20, 18, 6, 4);
        ball(reference, shape, 22, 5, 15, 2);
        ball(predicted, shape, 5, 6, 5, 3);
        ball(predicted, shape, 19, 18, 7, 3);
        ball(predicted, shape, 25, 5, 15, 2);
        ball(predicted, shape, 4, 20, 10, 1);
        Lesions lesions = Lesions.of(reference, predicted, shape);
        assertThat(lesions.detection().found()).isEqualTo(2);
        assertThat(lesions.detection().iouSum()).isCloseTo(1.0469924812030076, within(1e-12));
        assertThat(lesions.detection().f1()).isEqualTo(0.5);
        assertThat(lesions.matching().found()).isEqualTo(1);
        assertThat(lesions.matching().panopticQuality()).isCloseTo(0.618421052631579 / 4, within(1e-12));
        assertThat(lesions.matching().segmentationQuality()).isCloseTo(0.618421052631579, within(1e-12));
        assertThat(lesions.matching().sensitivity()).isEqualTo(0.25);
        assertThat(lesions.matching().precision()).isEqualTo(0.25);
    }

    private static void ball(boolean[] mask, Shape shape, int x, int y, int z, int radius) {
        for (int i = 0; i < mask.length; i++) {
            int dx = i % shape.x() - x;
            int dy = i / shape.x() % shape.y() - y;
            int dz = i / shape.x() / shape.y() - z;
            mask[i] |= dx * dx + dy * dy + dz * dz <= radius * radius;
        }
    }

    @Test
    void without_objects_nothing_is_defined() {
        Detection nothing = Detection.of(new int[4], new int[4], 0.5);
        assertThat(nothing).isEqualTo(Detection.NOTHING);
        assertThat(nothing.f1()).isNaN();
        assertThat(nothing.panopticQuality()).isNaN();
    }

    @Test
    void thresholds_and_lengths_are_checked() {
        assertThatThrownBy(() -> Detection.of(new int[1], new int[1], 1.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Detection.of(new int[1], new int[2], 0.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Confusion(0, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Confusion.of(new boolean[1], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scores_that_cannot_be_ranked_are_rejected() {
        assertThatThrownBy(() -> Discrimination.of(new double[] {Double.NaN}, new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Discrimination.of(new double[2], new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_candidate_outside_of_the_image_is_rejected() {
        assertThatThrownBy(
                        () -> Hits.of(List.of(new Candidate(2, 0, 0, 0.5)), new int[2], new Shape(2, 1, 1), Set.of()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
