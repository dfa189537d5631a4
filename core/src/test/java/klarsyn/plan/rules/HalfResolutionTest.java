package klarsyn.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.Stream;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class HalfResolutionTest {

    private static final int EDGE = 64;

    /** A picture whose pixels are labeled where the column says so. */
    private static LabelMap picture(IntPredicate labeled) {
        short[] voxels = new short[EDGE * EDGE];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) (labeled.test(i % EDGE) ? 1 : 0);
        }
        return new LabelMap(Geometry.of(new Shape(EDGE, EDGE, 1), Spacing.isotropic(1)), voxels);
    }

    @Test
    void large_structures_keep_their_shape_and_thin_ones_lose_it() {
        LabelMap large = picture(x -> x >= 16 && x < 48);
        LabelMap thin = picture(x -> x % 5 == 0);

        assertThat(HalfResolution.dice(Stream.of(large))).isGreaterThan(0.97);
        assertThat(HalfResolution.dice(Stream.of(thin))).isLessThan(0.8);
    }

    @Test
    void empty_pictures_have_no_effect() {
        assertThat(HalfResolution.dice(Stream.of(picture(x -> false)))).isNaN();
        assertThat(HalfResolution.dice(Stream.of(picture(x -> false), picture(x -> x < 32))))
                .isEqualTo(HalfResolution.dice(Stream.of(picture(x -> x < 32))));
    }
}
