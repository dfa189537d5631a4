package klarsyn.nn;

import klarsyn.base.Seed;

/**
 * What one forward pass is for.
 *
 * @param mode training or prediction
 * @param seed of what layers draw, such as dropout: the same seed gives the same output
 * @param taps receives features on the way
 */
public record Pass(Mode mode, Seed seed, Taps taps) {

    /** Segmented without taps. */
    public static final Pass EVALUATE = of(Mode.EVALUATE);

    /** Training without taps, from seed 0. */
    public static final Pass TRAIN = of(Mode.TRAIN);

    /** Training beside the lane that follows statistics, from seed 0. */
    public static final Pass TRAIN_ALONGSIDE = of(Mode.TRAIN_ALONGSIDE);

    private static Pass of(Mode mode) {
        return new Pass(mode, Seed.of(0), Taps.NONE);
    }

    /** The same with another seed. */
    public Pass withSeed(Seed other) {
        return new Pass(mode, other, taps);
    }

    /** The same with other taps. */
    public Pass withTaps(Taps others) {
        return new Pass(mode, seed, others);
    }
}
