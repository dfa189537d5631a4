package klarsyn.image.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {

    /**
     * SciPy 1.17.1: {@code m = np.array([(i * 7919 + 13) % 37 != 0 for i in range(210)]).reshape(5, 6, 7)}, every
     * seventh value of {@code ndimage.distance_transform_edt(m, sampling=(2.5, 0.8, 0.7)).ravel()}, and the sum of all.
     */
    @Test
    void distances_are_those_of_scipy() {
        float[] expected = {
            3.189044f, 2.640076f, 2.247221f, 2.1f, 2.247221f, 2.640076f, 2.968164f, 2.624881f, 2.5f, 2.624881f,
            2.968164f, 3.465545f, 1.6f, 0.8f, 0, 0.8f, 1.6f, 2.4f, 1.612452f, 1.4f, 1.612452f, 2.126029f, 2.778489f,
            3.465545f, 2.8f, 2.86531f, 2.974895f, 3.281768f, 3.737646f, 4.2f
        };
        boolean[] mask = new boolean[210];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (i * 7919 + 13) % 37 != 0;
        }

        float[] mm = DistanceTransform.mm(mask, new Shape(7, 6, 5), new Spacing(0.7, 0.8, 2.5));

        double sum = 0;
        for (int i = 0; i < mm.length; i++) {
            sum += mm[i];
            if (i % 7 == 0) {
                assertThat(mm[i]).isCloseTo(expected[i / 7], within(1e-6f));
            }
        }
        assertThat(sum).isCloseTo(428.29071050139544, within(1e-4));
    }

    @Test
    void every_distance_is_the_least_of_all() {
        RandomGenerator random = Seed.of(3).generator();
        for (int run = 0; run < 60; run++) {
            Shape shape = new Shape(1 + random.nextInt(9), 1 + random.nextInt(8), 1 + random.nextInt(7));
            Spacing spacing =
                    new Spacing(random.nextDouble(0.1, 3), random.nextDouble(0.1, 3), random.nextDouble(0.1, 3));
            boolean[] mask = new boolean[shape.voxels()];
            double share = random.nextDouble();
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextDouble() < share;
            }

            float[] squares = DistanceTransform.squaredMm(mask, shape, spacing);

            for (int i = 0; i < mask.length; i++) {
                double least = least(mask, shape, spacing, i);
                if (Double.isInfinite(least)) {
                    assertThat(squares[i]).isEqualTo(Float.POSITIVE_INFINITY);
                } else {
                    assertThat((double) squares[i]).isCloseTo(least, within(1e-6 * least));
                }
            }
        }
    }

    private static double least(boolean[] mask, Shape shape, Spacing spacing, int from) {
        double least = Double.POSITIVE_INFINITY;
        for (int to = 0; to < mask.length; to++) {
            if (!mask[to]) {
                double x = (from % shape.x() - to % shape.x()) * spacing.x();
                double y = (from / shape.x() % shape.y() - to / shape.x() % shape.y()) * spacing.y();
                double z = (from / shape.x() / shape.y() - to / shape.x() / shape.y()) * spacing.z();
                least = Math.min(least, x * x + y * y + z * z);
            }
        }
        return least;
    }

    @Test
    void without_an_outside_all_is_infinitely_far() {
        assertThat(DistanceTransform.mm(new boolean[] {true, true}, new Shape(2, 1, 1), Spacing.isotropic(1)))
                .containsExactly(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void a_mask_of_another_length_is_rejected() {
        assertThatThrownBy(() -> DistanceTransform.mm(new boolean[3], new Shape(2, 1, 1), Spacing.isotropic(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
