package klarsyn.codec.jpeg2000;

import java.util.Arrays;

/** A tag tree: numbers on a grid, coded by the minimum of each group of four (T.800, B.10.2). */
final class J2kTagTree {

    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final int[] widths;
    private final int[] starts;
    private final int[] values;
    private final int[] reached;

    J2kTagTree(int width, int height) {
        int levels = 1;
        for (int w = width, h = height; w > 1 || h > 1; w = (w + 1) / 2, h = (h + 1) / 2) {
            levels++;
        }
        widths = new int[levels];
        starts = new int[levels + 1];
        for (int level = 0, w = width, h = height; level < levels; level++, w = (w + 1) / 2, h = (h + 1) / 2) {
            widths[level] = w;
            starts[level + 1] = starts[level] + w * h;
        }
        values = new int[starts[levels]];
        reached = new int[starts[levels]];
        Arrays.fill(values, UNKNOWN);
    }

    /** Reads as many bits as needed to decide whether the number at {@code (x, y)} is below a bound. */
    boolean isBelow(int bound, int x, int y, J2kPacketBits bits) {
        int least = 0;
        int node = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            node = starts[level] + (y >> level) * widths[level] + (x >> level);
            least = Math.max(least, reached[node]);
            while (least < bound && values[node] == UNKNOWN) {
                if (bits.next() == 1) {
                    values[node] = least;
                } else {
                    least++;
                }
            }
            least = Math.min(least, values[node]);
            reached[node] = least;
        }
        return values[node] < bound;
    }
}
