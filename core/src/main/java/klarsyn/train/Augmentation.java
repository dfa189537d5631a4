package klarsyn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.plan.Augmenting;
import klarsyn.plan.Patch;

/**
 * A change of a training sample whose parameters have been drawn: applying it needs no more chance.
 *
 * <p>Probabilities, ranges and order are nnU-Net's.
 */
sealed interface Augmentation
        permits MirrorAugmentation,
                NoiseAugmentation,
                BlurAugmentation,
                IntensityAugmentation,
                LowResolutionAugmentation {

    /** Changes the sample's arrays in place. */
    void apply(Sample sample);

    /**
     * All that was drawn for one sample.
     *
     * @param spatial how the patch is cut out of its case
     * @param others  what is done to it then, in this order
     */
    record Drawn(SpatialAugmentation spatial, List<Augmentation> others) {}

    /** Draws what happens to one sample. */
    static Drawn draw(Augmenting settings, Patch patch, Seed seed) {
        RandomGenerator random = seed.generator();
        SpatialAugmentation spatial = SpatialAugmentation.draw(settings, patch, random);
        List<Augmentation> others = new ArrayList<>();
        if (random.nextDouble() < settings.noise()) {
            others.add(new NoiseAugmentation(Math.sqrt(0.1 * random.nextDouble()), seed.child("noise")));
        }
        if (random.nextDouble() < settings.blur()) {
            others.add(new BlurAugmentation(0.5 + 0.5 * random.nextDouble()));
        }
        if (random.nextDouble() < settings.brightness()) {
            others.add(new IntensityAugmentation.Brightness(0.75 + 0.5 * random.nextDouble()));
        }
        if (random.nextDouble() < settings.contrast()) {
            others.add(new IntensityAugmentation.Contrast(0.75 + 0.5 * random.nextDouble()));
        }
        if (random.nextDouble() < settings.lowResolution()) {
            others.add(new LowResolutionAugmentation(0.5 + 0.5 * random.nextDouble()));
        }
        if (random.nextDouble() < settings.gamma()) {
            boolean inverted = random.nextBoolean();
            others.add(new IntensityAugmentation.Gamma(0.7 + 0.8 * random.nextDouble(), inverted));
        }
        for (int axis : settings.mirrorAxes()) {
            if (random.nextBoolean()) {
                others.add(new MirrorAugmentation(axis));
            }
        }
        return new Drawn(spatial, List.copyOf(others));
    }
}
