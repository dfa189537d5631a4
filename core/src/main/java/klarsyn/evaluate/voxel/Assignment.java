package klarsyn.evaluate.voxel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klarsyn.evaluate.voxel.InstancePairs.Pair;

/**
 * Matches objects one to one with the greatest sum of IoU.
 *
 * <p>Objects connected through overlaps form a group, and each group is solved separately by shortest augmenting paths
 * (Kuhn, 1955; Jonker and Volgenant, 1987): groups are small even in images with many objects.
 */
final class Assignment {

    private final double[][] cost;
    private final int rows;
    private final int columns;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] rowOf;
    private final int[] cameFrom;

    private Assignment(double[][] cost) {
        this.cost = cost;
        rows = cost.length;
        columns = cost[0].length;
        rowPrice = new double[rows + 1];
        columnPrice = new double[columns + 1];
        rowOf = new int[columns + 1];
        cameFrom = new int[columns + 1];
    }

    static List<Pair> greatest(List<Pair> pairs) {
        List<Pair> chosen = new ArrayList<>();
        for (List<Pair> group : groups(pairs)) {
            chosen.addAll(group.size() == 1 ? group : solve(group));
        }
        return chosen;
    }

    /** Pairs that share objects, directly or through others. */
    private static Iterable<List<Pair>> groups(List<Pair> pairs) {
        Map<Long, Long> parent = new HashMap<>();
        for (Pair pair : pairs) {
            long ofReference = root(parent, key(pair.reference(), 0));
            long ofPrediction = root(parent, key(pair.predicted(), 1));
            parent.put(ofReference, ofPrediction);
        }
        Map<Long, List<Pair>> groups = new LinkedHashMap<>();
        pairs.stream()
                .sorted(Comparator.comparingInt(Pair::reference).thenComparingInt(Pair::predicted))
                .forEach(pair -> groups.computeIfAbsent(
                                root(parent, key(pair.reference(), 0)), root -> new ArrayList<>())
                        .add(pair));
        return groups.values();
    }

    private static long key(int object, int side) {
        return 2L * object + side;
    }

    private static long root(Map<Long, Long> parent, long object) {
        long root = object;
        while (parent.containsKey(root) && parent.get(root) != root) {
            root = parent.get(root);
        }
        parent.put(object, root);
        return root;
    }

    private static List<Pair> solve(List<Pair> group) {
        int[] ofReference =
                group.stream().mapToInt(Pair::reference).sorted().distinct().toArray();
        int[] ofPrediction =
                group.stream().mapToInt(Pair::predicted).sorted().distinct().toArray();
        boolean isWide = ofReference.length <= ofPrediction.length;
        double[][] cost = new double[Math.min(ofReference.length, ofPrediction.length)]
                [Math.max(ofReference.length, ofPrediction.length)];
        Pair[][] at = new Pair[cost.length][cost[0].length];
        for (Pair pair : group) {
            int a = Arrays.binarySearch(ofReference, pair.reference());
            int b = Arrays.binarySearch(ofPrediction, pair.predicted());
            cost[isWide ? a : b][isWide ? b : a] = -pair.iou();
            at[isWide ? a : b][isWide ? b : a] = pair;
        }
        int[] rowOf = new Assignment(cost).solve();
        List<Pair> chosen = new ArrayList<>();
        for (int column = 0; column < rowOf.length; column++) {
            if (rowOf[column] >= 0 && cost[rowOf[column]][column] < 0) {
                chosen.add(at[rowOf[column]][column]);
            }
        }
        return chosen;
    }

    /**
     * The row of each column, −1 for none; rows and columns count from 1 internally, 0 being the row being assigned.
     */
    private int[] solve() {
        for (int row = 1; row <= rows; row++) {
            augment(row);
        }
        int[] result = new int[columns];
        for (int column = 1; column <= columns; column++) {
            result[column - 1] = rowOf[column] - 1;
        }
        return result;
    }

    private void augment(int row) {
        double[] least = new double[columns + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        boolean[] done = new boolean[columns + 1];
        rowOf[0] = row;
        int column = 0;
        while (rowOf[column] != 0) {
            done[column] = true;
            column = nearest(column, least, done);
        }
        while (column != 0) {
            int before = cameFrom[column];
            rowOf[column] = rowOf[before];
            column = before;
        }
    }

    /** Updates the potentials until one more column costs nothing, and returns it. */
    private int nearest(int from, double[] least, boolean[] done) {
        int row = rowOf[from];
        int next = 0;
        double gap = Double.POSITIVE_INFINITY;
        for (int column = 1; column <= columns; column++) {
            if (!done[column]) {
                double reduced = cost[row - 1][column - 1] - rowPrice[row] - columnPrice[column];
                if (reduced < least[column]) {
                    least[column] = reduced;
                    cameFrom[column] = from;
                }
                if (least[column] < gap) {
                    gap = least[column];
                    next = column;
                }
            }
        }
        for (int column = 0; column <= columns; column++) {
            if (done[column]) {
                rowPrice[rowOf[column]] += gap;
                columnPrice[column] -= gap;
            } else {
                least[column] -= gap;
            }
        }
        return next;
    }
}
