package klarsyn.base;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A random seed, split by purpose and index.
 *
 * <p>{@code Seed.of(7).child("augment", step)} depends only on its arguments, so a resumed run draws the same numbers
 * as an uninterrupted one, on any thread. Mixing is SplitMix64's finalizer (Steele, Lea and Flood, 2014).
 *
 * @param value any 64 bits
 */
public record Seed(long value) {

    /** A seed from a number given by the user. */
    public static Seed of(long value) {
        return new Seed(mix(value + 0x9E3779B97F4A7C15L));
    }

    /** The seed of one purpose, such as {@code "split"}. */
    public Seed child(String purpose) {
        long hash = value;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash ^ purpose.charAt(i));
        }
        return new Seed(mix(hash));
    }

    /** The seed of one purpose at one index, such as a step or case number. */
    public Seed child(String purpose, long index) {
        return new Seed(mix(child(purpose).value + mix(index + 0x632BE59BD9B4E019L)));
    }

    /** A new generator with this seed; not thread-safe. */
    public RandomGenerator generator() {
        return new SplittableRandom(value);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
