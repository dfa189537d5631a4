package klarsyn.nn.layer;

import klarsyn.base.Seed;

/**
 * Settings of one forward pass.
 *
 * @param mode training or prediction
 * @param seed of random layers, such as dropout: the same seed gives the same output
 * @param taps receives intermediate features
 */
public record Pass(Mode mode, Seed seed, Taps taps) {

    /** Prediction without taps. */
    public static final Pass EVALUATE = of(Mode.EVALUATE);

    /** Training without taps, from seed 0. */
    public static final Pass TRAIN = of(Mode.TRAIN);

    /** Training without taps and without updating statistics, from seed 0. */
    public static final Pass TRAIN_ALONGSIDE = of(Mode.TRAIN_ALONGSIDE);

    private static Pass of(Mode mode) {
        return new Pass(mode, Seed.of(0), Taps.NONE);
    }

    /** With another seed. */
    public Pass withSeed(Seed other) {
        return new Pass(mode, other, taps);
    }

    /** With other taps. */
    public Pass withTaps(Taps others) {
        return new Pass(mode, seed, others);
    }
}
