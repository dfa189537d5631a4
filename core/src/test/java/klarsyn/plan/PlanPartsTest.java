package klarsyn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.base.Where;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.AugmentationPlan.Sampling;
import klarsyn.plan.AugmentationPlan.Span;
import klarsyn.plan.AugmentationPlan.Spatial;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits of the parts of a plan. */
class PlanPartsTest {

    private static final Span ANY = Span.even(0.5, 1);

    private static Arguments wrong(String key, ThrowingCallable part) {
        return Arguments.of(key, part);
    }

    static Stream<Arguments> an_invalid_part_is_rejected_by_its_key() {
        return Stream.of(
                wrong("--minutes", () -> Budget.minutes(0)),
                wrong("--minutes", () -> Budget.minutes(Double.NaN)),
                wrong("--minutes", () -> Budget.minutes(Double.POSITIVE_INFINITY)),
                wrong("--iterations", () -> Budget.iterations(0)),
                wrong("patch", () -> new Patch(1, 0, 1)),
                wrong("augmentation.sampling.foreground", () -> sampling(1.1, 0)),
                wrong("augmentation.sampling.rarity", () -> sampling(0.5, 2.1)),
                wrong("augmentation.sampling.rarity", () -> sampling(0.5, Double.NaN)),
                wrong("augmentation.spatial.rotation", () -> new Spatial(2, 0, 0, ANY, Plane.ALL_AXES)),
                wrong("augmentation.spatial.scaling", () -> new Spatial(0, 0, -1, ANY, Plane.ALL_AXES)),
                wrong("augmentation.spatial.degrees", () -> new Spatial(0, 181, 0, ANY, Plane.ALL_AXES)),
                wrong("augmentation.spatial.scale.low", () -> new Spatial(0, 0, 0, Span.even(0, 1), Plane.ALL_AXES)),
                wrong("augmentation.the range's low", () -> Span.even(2, 1)),
                wrong("augmentation.the range's low", () -> Span.even(Double.NaN, 1)),
                wrong("augmentation.the range's low", () -> Span.aboutOne(1, 2)),
                wrong("augmentation.noise.deviation.low", () -> new Variation.Noise(0, Span.even(-1, 1))),
                wrong("augmentation.blur.channels", () -> new Variation.Blur(0.1, 2, ANY)),
                wrong("augmentation.blur.sigma.low", () -> new Variation.Blur(0.1, 1, Span.even(0, 1))),
                wrong("augmentation.brightness.probability", () -> new Variation.Brightness(-0.1, ANY)),
                wrong("augmentation.contrast.factor.low", () -> new Variation.Contrast(0.1, Span.even(-1, 1))),
                wrong(
                        "augmentation.lowResolution.scale.low",
                        () -> new Variation.LowResolution(0.1, 1, Span.even(0, 1), Plane.IN_PLANE)),
                wrong(
                        "augmentation.gamma.power.low",
                        () -> new Variation.Gamma(0.1, Span.even(0, 1), Variation.Gamma.GammaInput.IMAGE)),
                wrong(
                        "augmentation.shift",
                        () -> new PictureAugmentation(0, 0, 2, 0, PictureAugmentation.Mirror.NEVER)),
                wrong("optimization.warmUp", () -> optimization(1, 1)),
                wrong("optimization.clipNorm", () -> optimization(0, 0)));
    }

    private static Sampling sampling(double foreground, double rarity) {
        return new Sampling(foreground, Sampling.Forced.BY_CHANCE, rarity);
    }

    private static Optimization optimization(double warmUp, double clipNorm) {
        return new Optimization(
                Optimization.Optimizer.ADAMW, 1e-3, 0.02, 0, clipNorm, Optimization.Schedule.COSINE, warmUp, 0);
    }

    @ParameterizedTest
    @MethodSource
    void an_invalid_part_is_rejected_by_its_key(String key, ThrowingCallable part) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(part)
                .satisfies(rejection -> assertThat(rejection.where().text()).isEqualTo(key));
    }

    @ParameterizedTest
    @EnumSource
    void a_preset_is_found_by_its_name(Preset preset) {
        assertThat(Preset.named(preset.word())).isEqualTo(preset);
        assertThat(preset.word()).doesNotContain("_").isLowerCase();
    }

    @Test
    void an_unknown_preset_is_rejected_with_the_nearest() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> Preset.named("resenc-n"))
                .withMessageContaining("did you mean resenc-m? one of klarsyn, nnunet, resenc-m");
    }

    @Test
    void nnunet_forces_the_last_third_of_a_batch() {
        assertThat(IntStream.range(0, 2).filter(entry -> Sampling.NNUNET.forces(entry, 2)))
                .containsExactly(1);
        assertThat(IntStream.range(0, 12).filter(entry -> Sampling.NNUNET.forces(entry, 12)))
                .containsExactly(8, 9, 10, 11);
        assertThat(IntStream.range(0, 12).filter(entry -> Sampling.KLARSYN.forces(entry, 12)))
                .isEmpty();
    }

    @Test
    void half_of_the_numbers_about_one_are_below_it() {
        var random = Seed.of(1).generator();
        double[] draws = IntStream.range(0, 2000)
                .mapToDouble(i -> Span.aboutOne(0.7, 1.5).draw(random))
                .toArray();

        assertThat(IntStream.range(0, draws.length).filter(i -> draws[i] < 1).count())
                .isBetween(900L, 1100L);
        assertThat(IntStream.range(0, draws.length).filter(i -> draws[i] < 0.7 || draws[i] > 1.5))
                .isEmpty();
    }

    @Test
    void a_plan_that_only_mirrors_is_known() {
        assertThat(AugmentationPlan.mirroring(List.of(2)).onlyMirrors()).isTrue();
        assertThat(AugmentationPlan.full(List.of(2)).onlyMirrors()).isFalse();
        assertThat(AugmentationPlan.mirroring(List.of())
                        .withSpatial(new Spatial(0.1, 10, 0, ANY, Plane.IN_PLANE))
                        .onlyMirrors())
                .isFalse();
    }

    @Test
    void an_origin_has_a_name_and_at_most_one_previous_configuration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(Preset.NNUNET, " ", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origin(Preset.NNUNET, "2d", List.of("a", "b")))
                .withMessageContaining("at most one previous configuration");
    }

    @Test
    void a_plan_of_another_task_is_rejected_with_its_origin() {
        Where file = Where.of("plan.json");

        assertThat(ClassificationPlan.require(TinyClassifiers.gray(), file)).isEqualTo(TinyClassifiers.gray());
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> ClassificationPlan.require(TinyPlans.isotropic(), file))
                .withMessageContaining("plan.json: expected a classification plan, got a segmentation plan");
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> SegmentationPlan.require(TinyClassifiers.gray(), file))
                .withMessageContaining("plan.json");
    }
}
