package klarsyn.image;

import java.util.Arrays;

/** Two passes with a forest of provisional numbers (Rosenfeld and Pfaltz, 1966; path halving, Tarjan, 1984). */
final class Labelling {

    private int[] parent = new int[64];
    private int used = 1;

    private Labelling() {}

    static Components label(boolean[] mask, Shape shape, Connectivity connectivity) {
        if (mask.length != shape.voxels()) {
            throw new IllegalArgumentException("%d voxels do not fill %s".formatted(mask.length, shape));
        }
        Labelling forest = new Labelling();
        int[] labels = forest.provisional(mask, shape, connectivity.earlierNeighbours());
        return forest.number(labels, shape);
    }

    private int[] provisional(boolean[] mask, Shape shape, int[][] steps) {
        int[] labels = new int[mask.length];
        int at = 0;
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++, at++) {
                    if (mask[at]) {
                        int root = 0;
                        for (int[] step : steps) {
                            int i = x + step[0];
                            int j = y + step[1];
                            int k = z + step[2];
                            if (i >= 0 && i < shape.x() && j >= 0 && j < shape.y() && k >= 0) {
                                root = join(root, labels[shape.index(i, j, k)]);
                            }
                        }
                        labels[at] = root == 0 ? fresh() : root;
                    }
                }
            }
        }
        return labels;
    }

    private Components number(int[] labels, Shape shape) {
        int[] numbers = new int[used];
        int[] sizes = new int[used];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                int root = root(labels[i]);
                if (numbers[root] == 0) {
                    numbers[root] = ++count;
                }
                labels[i] = numbers[root];
            }
            sizes[labels[i]]++;
        }
        return new Components(shape, labels, Arrays.copyOf(sizes, count + 1));
    }

    private int fresh() {
        if (used == parent.length) {
            parent = Arrays.copyOf(parent, 2 * used);
        }
        parent[used] = used;
        return used++;
    }

    /** The root of both trees joined; 0 stands for no tree. */
    private int join(int a, int b) {
        if (a == 0 || b == 0 || a == b) {
            return a | b;
        }
        int rootA = root(a);
        int rootB = root(b);
        int first = Math.min(rootA, rootB);
        parent[Math.max(rootA, rootB)] = first;
        return first;
    }

    private int root(int label) {
        int root = label;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }
}
