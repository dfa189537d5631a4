package klarsyn.train.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.Patch;
import klarsyn.plan.Variation.Gamma.GammaInput;
import klarsyn.train.patch.IntensityAugmentation.Gamma;
import klarsyn.train.patch.IntensityAugmentation.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

    private static final Patch PATCH = new Patch(6, 8, 10);

    private static LabeledPatch sample() {
        RandomGenerator random = Seed.of(2).generator();
        float[] image = new float[2 * PATCH.voxels()];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        float[] labels = new float[PATCH.voxels()];
        labels[0] = 1;
        return new LabeledPatch(PATCH, image, labels);
    }

    private static Range range(LabeledPatch sample) {
        return Range.of(sample.image(), 0, PATCH.voxels());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void mirroring_twice_changes_nothing_and_once_moves_labels_with_the_image(int axis) {
        LabeledPatch sample = sample();
        LabeledPatch original = sample();
        MirrorAugmentation mirror = new MirrorAugmentation(axis);
        mirror.apply(sample);
        assertThat(sample.image()).isNotEqualTo(original.image());
        assertThat(sample.labels()[0]).isZero();
        mirror.apply(sample);
        assertThat(sample.image()).containsExactly(original.image());
        assertThat(sample.labels()).containsExactly(original.labels());
    }

    @Test
    void noise_has_the_deviation_that_was_drawn_and_is_the_same_each_time() {
        LabeledPatch first = new LabeledPatch(PATCH, new float[PATCH.voxels()], new float[PATCH.voxels()]);
        LabeledPatch second = new LabeledPatch(PATCH, new float[PATCH.voxels()], new float[PATCH.voxels()]);
        NoiseAugmentation noise = new NoiseAugmentation(0.3, Seed.of(1));
        noise.apply(first);
        noise.apply(second);
        assertThat(range(first).deviation()).isCloseTo(0.3, within(0.05));
        assertThat(second.image()).containsExactly(first.image());
    }

    @Test
    void blur_keeps_a_constant_image_and_reduces_noise() {
        LabeledPatch flat = new LabeledPatch(PATCH, new float[PATCH.voxels()], new float[PATCH.voxels()]);
        java.util.Arrays.fill(flat.image(), 3);
        new BlurAugmentation(0, 1, 1, 1).apply(flat);
        assertThat(range(flat).min()).isCloseTo(3, within(1e-5));
        assertThat(range(flat).max()).isCloseTo(3, within(1e-5));
        LabeledPatch noisy = sample();
        new BlurAugmentation(0, 1, 1, 1).apply(noisy);
        assertThat(range(noisy).deviation()).isLessThan(0.5);
    }

    @Test
    void contrast_keeps_the_range() {
        LabeledPatch sample = sample();
        Range before = range(sample);
        new IntensityAugmentation.Contrast(0, 1.25).apply(sample);
        assertThat(range(sample).min()).isGreaterThanOrEqualTo(before.min() - 1e-6);
        assertThat(range(sample).max()).isLessThanOrEqualTo(before.max() + 1e-6);
    }

    @ParameterizedTest
    @EnumSource(GammaInput.class)
    void gamma_keeps_mean_and_deviation(GammaInput bent) {
        LabeledPatch sample = sample();
        Range before = range(sample);
        new Gamma(0, 1.4, bent, Gamma.Kept.MOMENTS).apply(sample);
        assertThat(range(sample).mean()).isCloseTo(before.mean(), within(1e-4));
        assertThat(range(sample).deviation()).isCloseTo(before.deviation(), within(1e-4));
    }

    @Test
    void lower_resolution_reduces_noise_and_keeps_the_size() {
        LabeledPatch sample = sample();
        new LowResolutionAugmentation(0, 0.5, Plane.ALL_AXES).apply(sample);
        assertThat(sample.image()).hasSize(2 * PATCH.voxels());
        assertThat(sample.image()).isNotEqualTo(sample().image());
    }

    @Test
    void nothing_is_drawn_if_every_probability_is_zero() {
        for (int i = 0; i < 50; i++) {
            Augmentation.Drawn drawn = Augmentation.draw(AugmentationPlan.mirroring(List.of()), 2, Seed.of(i));
            assertThat(drawn.spatial().isIdentity()).isTrue();
            assertThat(drawn.others()).isEmpty();
        }
    }

    @Test
    void all_augmentations_are_drawn_with_nnunets_probabilities() {
        List<Class<?>> kinds = java.util.stream.IntStream.range(0, 300)
                .mapToObj(i -> Augmentation.draw(AugmentationPlan.full(List.of(0, 1, 2)), 2, Seed.of(i)))
                .flatMap(drawn -> drawn.others().stream())
                .<Class<?>>map(Object::getClass)
                .distinct()
                .toList();
        assertThat(kinds)
                .contains(
                        NoiseAugmentation.class,
                        BlurAugmentation.class,
                        IntensityAugmentation.Brightness.class,
                        IntensityAugmentation.Contrast.class,
                        IntensityAugmentation.Gamma.class,
                        LowResolutionAugmentation.class,
                        MirrorAugmentation.class);
    }
}
