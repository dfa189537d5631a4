package klarsyn.codec.jpeg2000;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a tag tree (T.800, B.10.2): each number is coded by what its group's least leaves open. */
final class TagTreeEncoder {

    private final List<int[]> levels = new ArrayList<>();
    private final List<int[]> reached = new ArrayList<>();
    private final List<boolean[]> known = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    TagTreeEncoder(int width, int height, int[] values) {
        addLevel(values, width);
        int w = width;
        int h = height;
        int[] below = values;
        while (w > 1 || h > 1) {
            int nextW = (w + 1) / 2;
            int nextH = (h + 1) / 2;
            int[] least = new int[nextW * nextH];
            Arrays.fill(least, Integer.MAX_VALUE);
            for (int i = 0; i < w * h; i++) {
                int at = i / w / 2 * nextW + i % w / 2;
                least[at] = Math.min(least[at], below[i]);
            }
            addLevel(least, nextW);
            w = nextW;
            h = nextH;
            below = least;
        }
    }

    private void addLevel(int[] values, int width) {
        levels.add(values);
        reached.add(new int[values.length]);
        known.add(new boolean[values.length]);
        widths.add(width);
    }

    /** Appends what says whether the number at a place is below a bound. */
    void write(int bound, int x, int y, StringBuilder bits) {
        int floor = 0;
        for (int level = levels.size() - 1; level >= 0; level--) {
            int at = (y >> level) * widths.get(level) + (x >> level);
            int state = Math.max(reached.get(level)[at], floor);
            int value = levels.get(level)[at];
            while (state < bound && !known.get(level)[at]) {
                if (value <= state) {
                    bits.append('1');
                    known.get(level)[at] = true;
                } else {
                    bits.append('0');
                    state++;
                }
            }
            reached.get(level)[at] = state;
            floor = Math.min(state, value);
            if (known.get(level)[at]) {
                floor = value;
            }
        }
    }
}
