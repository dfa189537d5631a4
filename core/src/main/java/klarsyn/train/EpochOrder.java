package klarsyn.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import klarsyn.base.Seed;

/**
 * The order of the cases: each once per epoch, in random order.
 *
 * <p>The shuffled order of an epoch is cached; loaders may use two epochs at a time.
 */
public final class EpochOrder {

    private static final int EPOCHS_KEPT = 3;

    private final int cases;
    private final Seed seed;
    private final Map<Long, int[]> orders = new LinkedHashMap<>();

    /**
     * An order of at least one case.
     *
     * @param seed of the shuffles
     */
    public EpochOrder(int cases, Seed seed) {
        if (cases < 1) {
            throw new IllegalArgumentException("there are no cases to draw from");
        }
        this.cases = cases;
        this.seed = seed;
    }

    /** The case of a sample, numbered over all steps from 0. */
    public int at(long number) {
        return order(number / cases)[(int) (number % cases)];
    }

    private synchronized int[] order(long epoch) {
        int[] known = orders.get(epoch);
        if (known != null) {
            return known;
        }
        while (orders.size() >= EPOCHS_KEPT) {
            orders.remove(Collections.min(orders.keySet()));
        }
        int[] shuffled = shuffled(epoch);
        orders.put(epoch, shuffled);
        return shuffled;
    }

    private int[] shuffled(long epoch) {
        List<Integer> order = new ArrayList<>(cases);
        for (int i = 0; i < cases; i++) {
            order.add(i);
        }
        Collections.shuffle(order, Random.from(seed.child("epoch", epoch).generator()));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
