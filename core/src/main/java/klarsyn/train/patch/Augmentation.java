package klarsyn.train.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.Variation;

/** A change of a training sample with drawn parameters: applying it is deterministic. */
sealed interface Augmentation
        permits MirrorAugmentation,
                NoiseAugmentation,
                BlurAugmentation,
                IntensityAugmentation,
                LowResolutionAugmentation {

    /** Changes the sample's arrays in place. */
    void apply(LabeledPatch sample);

    /**
     * All augmentations of one sample.
     *
     * @param spatial how the patch is sampled from its case
     * @param others  applied afterwards, in this order
     */
    record Drawn(SpatialAugmentation spatial, List<Augmentation> others) {}

    /** Draws the augmentations of one sample. */
    static Drawn draw(AugmentationPlan settings, int channels, Seed seed) {
        RandomGenerator random = seed.generator();
        SpatialAugmentation spatial = SpatialAugmentation.draw(settings.spatial(), random);
        List<Augmentation> others = new ArrayList<>();
        for (Variation variation : settings.intensities()) {
            boolean happens = random.nextDouble() < variation.probability();
            Seed sampleSeed = seed.child("intensities", others.size());
            if (happens) {
                others.addAll(draw(variation, channels, random, sampleSeed));
            }
        }
        for (int axis : settings.mirrorAxes()) {
            if (random.nextBoolean()) {
                others.add(new MirrorAugmentation(axis));
            }
        }
        return new Drawn(spatial, List.copyOf(others));
    }

    private static List<Augmentation> draw(Variation variation, int channels, RandomGenerator random, Seed seed) {
        List<Augmentation> drawn = new ArrayList<>();
        if (variation instanceof Variation.Noise noise) {
            return List.of(new NoiseAugmentation(noise.deviation().draw(random), seed));
        }
        for (int channel = 0; channel < channels; channel++) {
            if (random.nextDouble() < shareOfChannels(variation)) {
                drawn.add(draw(variation, channel, random));
            }
        }
        return drawn;
    }

    private static double shareOfChannels(Variation variation) {
        return switch (variation) {
            case Variation.Blur blur -> blur.channels();
            case Variation.LowResolution lowResolution -> lowResolution.channels();
            case Variation.Noise _, Variation.Brightness _, Variation.Contrast _, Variation.Gamma _ -> 1;
        };
    }

    private static Augmentation draw(Variation variation, int channel, RandomGenerator random) {
        return switch (variation) {
            case Variation.Noise _ -> throw new IllegalArgumentException("noise is drawn for all channels together");
            case Variation.Blur blur ->
                new BlurAugmentation(
                        channel,
                        blur.sigma().draw(random),
                        blur.sigma().draw(random),
                        blur.sigma().draw(random));
            case Variation.Brightness brightness ->
                new IntensityAugmentation.Brightness(
                        channel, brightness.factor().draw(random));
            case Variation.Contrast contrast ->
                new IntensityAugmentation.Contrast(channel, contrast.factor().draw(random));
            case Variation.LowResolution low ->
                new LowResolutionAugmentation(channel, low.scale().draw(random), low.plane());
            case Variation.Gamma gamma ->
                new IntensityAugmentation.Gamma(
                        channel, gamma.power().draw(random), gamma.bent(), IntensityAugmentation.Gamma.Kept.MOMENTS);
        };
    }
}
