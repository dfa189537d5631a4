package klarsyn.base;

/**
 * The random numbers of NumPy's legacy {@code RandomState}, for results that must match nnU-Net.
 *
 * <p>MT19937 (Matsumoto and Nishimura, 1998), seeded by one number; integers by masking and rejection. All other random
 * numbers in Klarsyn come from {@link Seed}. Not thread-safe.
 */
public final class MersenneTwister {

    private static final int SIZE = 624;
    private static final int MIDDLE = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    private MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** A new generator, as {@code RandomState(seed)}; seeds are unsigned 32-bit integers. */
    public static MersenneTwister of(int seed) {
        return new MersenneTwister(seed);
    }

    /**
     * An integer from 0, as {@code randint(bound)}.
     *
     * @param bound exclusive upper bound, above 0
     */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("no integer from 0 to below " + bound);
        }
        int largest = bound - 1;
        int mask = largest == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(largest);
        if (mask == 0) {
            return 0; // NumPy draws nothing here either
        }
        int value = word() & mask;
        while (value > largest) {
            value = word() & mask;
        }
        return value;
    }

    /**
     * The numbers from 0 to below {@code count} in random order, as {@code permutation(count)}; the first n equal
     * {@code choice(count, n, replace=False)}.
     */
    public int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int other = below(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    /** The next 32 bits. */
    private int word() {
        if (next == SIZE) {
            twist();
            next = 0;
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        return bits ^ (bits >>> 18);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int joined = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            int changed = (joined & 1) == 0 ? 0 : 0x9908b0df;
            state[i] = state[(i + MIDDLE) % SIZE] ^ (joined >>> 1) ^ changed;
        }
    }
}
