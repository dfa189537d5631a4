package klarsyn.image.region;

import java.util.Arrays;
import klarsyn.image.Shape;

/**
 * Labels connected components: joins touching runs along x (He, Chao and Suzuki, 2008) in a union-find forest with path
 * halving (Tarjan, 1984).
 */
final class ComponentLabeling {

    private final Shape shape;

    /** Index of the first run of each row, followed by the total number of runs. */
    private final int[] firstRun;

    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private int[] parent = new int[1024];
    private int runs;

    private ComponentLabeling(Shape shape) {
        this.shape = shape;
        firstRun = new int[Math.multiplyExact(shape.y(), shape.z()) + 1];
    }

    static Components label(boolean[] mask, Shape shape, Connectivity connectivity) {
        if (mask.length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(mask.length, shape));
        }
        ComponentLabeling forest = new ComponentLabeling(shape);
        int steps = connectivity.steps();
        for (int z = 0, row = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++, row++) {
                forest.addRuns(mask, row);
                for (int before = 0; before < 4; before++) {
                    forest.joinEarlier(y, z, before, steps);
                }
            }
        }
        return forest.number();
    }

    private void addRuns(boolean[] mask, int row) {
        int start = row * shape.x();
        int end = start + shape.x();
        int at = start;
        while (at < end) {
            while (at < end && !mask[at]) {
                at++;
            }
            if (at < end) {
                int first = at;
                while (at < end && mask[at]) {
                    at++;
                }
                add(first - start, at - start);
            }
        }
        firstRun[row + 1] = runs;
    }

    private void add(int first, int after) {
        if (runs == from.length) {
            from = Arrays.copyOf(from, 2 * runs);
            to = Arrays.copyOf(to, 2 * runs);
            parent = Arrays.copyOf(parent, 2 * runs);
        }
        from[runs] = first;
        to[runs] = after;
        parent[runs] = runs;
        runs++;
    }

    /**
     * Joins a row to one of its four earlier neighbor rows: the previous row of its slice, or three rows of the
     * previous slice.
     */
    private void joinEarlier(int y, int z, int which, int steps) {
        int dy = which == 0 ? -1 : which - 2;
        int dz = which == 0 ? 0 : -1;
        int across = Math.abs(dy) + Math.abs(dz);
        if (across <= steps && y + dy >= 0 && y + dy < shape.y() && z + dz >= 0) {
            int row = y + shape.y() * z;
            join(row, row + dy + shape.y() * dz, across < steps ? 1 : 0);
        }
    }

    /** Joins runs of two rows that overlap or are within {@code reach} along x. */
    private void join(int row, int earlier, int reach) {
        int i = firstRun[row];
        int j = firstRun[earlier];
        while (i < firstRun[row + 1] && j < firstRun[earlier + 1]) {
            if (from[i] < to[j] + reach && from[j] < to[i] + reach) {
                unite(i, j);
            }
            if (to[i] < to[j]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private void unite(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private int root(int run) {
        int root = run;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private Components number() {
        int[] labels = new int[shape.voxels()];
        int[] numbers = new int[runs];
        int[] sizes = new int[runs + 1];
        sizes[0] = labels.length;
        int count = 0;
        for (int row = 0; row < firstRun.length - 1; row++) {
            int start = row * shape.x();
            for (int run = firstRun[row]; run < firstRun[row + 1]; run++) {
                int root = root(run);
                if (root == run) {
                    numbers[run] = ++count;
                }
                Arrays.fill(labels, start + from[run], start + to[run], numbers[root]);
                sizes[numbers[root]] += to[run] - from[run];
                sizes[0] -= to[run] - from[run];
            }
        }
        return new Components(shape, labels, Arrays.copyOf(sizes, count + 1));
    }
}
