package klarsyn.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Codes blocks of coefficients bit plane by bit plane, straight from the tables of T.800, Annex D. */
final class BlockEncoder {

    private final int[] values;
    private final int width;
    private final int height;
    private final int kind;
    private final J2kStyle style;
    private final boolean[] significant;
    private final boolean[] visited;
    private final boolean[] refined;
    private final MqEncoder coder = new MqEncoder();
    private final PlainBits plainBits = new PlainBits();
    private boolean plain;
    private int plane;

    private BlockEncoder(int[] values, int width, int height, int kind, J2kStyle style) {
        this.values = values;
        this.width = width;
        this.height = height;
        this.kind = kind;
        this.style = style;
        significant = new boolean[values.length];
        visited = new boolean[values.length];
        refined = new boolean[values.length];
    }

    static int planes(int[] values) {
        int largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        return 32 - Integer.numberOfLeadingZeros(largest);
    }

    /** Codes all passes of a block, or only so many, for a subband of so many planes. */
    static J2kBlock encode(int[] values, J2kRect rect, J2kBand band, J2kStyle style, int mostPasses) {
        J2kBlock block = new J2kBlock(rect);
        int planes = planes(values);
        block.emptyPlanes = band.planes() - planes;
        int passes = Math.min(mostPasses, planes == 0 ? 0 : 3 * planes - 2);
        new BlockEncoder(values, rect.width(), rect.height(), band.kind(), style).encode(block, planes, passes);
        return block;
    }

    private void encode(J2kBlock block, int planes, int passes) {
        for (int pass = 0; pass < passes; pass++) {
            J2kBlock.Segment segment = block.open(style);
            plane = planes - 1 - (pass + 2) / 3;
            int turn = (pass + 2) % 3;
            plain = style.has(J2kStyle.BYPASS) && pass >= 10 && turn != 2;
            encodePass(turn);
            segment.passes++;
            block.passes++;
            if (segment.passes == segment.capacity || pass == passes - 1) {
                segment.bytes.writeBytes(plain ? plainBits.flush() : coder.flush());
            }
        }
    }

    private void encodePass(int turn) {
        for (int top = 0; top < height; top += 4) {
            for (int x = 0; x < width; x++) {
                int bottom = Math.min(top + 4, height);
                if (turn == 2) {
                    cleanUp(x, top, bottom);
                    continue;
                }
                for (int y = top; y < bottom; y++) {
                    if (turn == 0) {
                        propagate(x, y);
                    } else {
                        refine(x, y);
                    }
                }
            }
        }
        if (turn == 2) {
            Arrays.fill(visited, false);
            if (style.has(J2kStyle.SYMBOLS)) {
                for (int bit : new int[] {1, 0, 1, 0}) {
                    coder.encode(18, bit);
                }
            }
        }
        if (style.has(J2kStyle.RESET)) {
            coder.resetContexts();
        }
    }

    private int bit(int x, int y) {
        return Math.abs(values[y * width + x]) >> plane & 1;
    }

    private void propagate(int x, int y) {
        int at = y * width + x;
        if (!significant[at] && neighbors(x, y) > 0) {
            emit(zeroContext(x, y), bit(x, y));
            if (bit(x, y) == 1) {
                becomeSignificant(x, y);
            }
            visited[at] = true;
        }
    }

    private void refine(int x, int y) {
        int at = y * width + x;
        if (significant[at] && !visited[at]) {
            emit(refined[at] ? 16 : neighbors(x, y) > 0 ? 15 : 14, bit(x, y));
            refined[at] = true;
        }
    }

    private void cleanUp(int x, int top, int bottom) {
        int y = top;
        boolean run = bottom - top == 4;
        for (int v = top; v < bottom; v++) {
            run &= !significant[v * width + x] && !visited[v * width + x] && neighbors(x, v) == 0;
        }
        if (run) {
            int zeros = 0;
            while (zeros < 4 && bit(x, top + zeros) == 0) {
                zeros++;
            }
            emit(17, zeros < 4 ? 1 : 0);
            if (zeros == 4) {
                return;
            }
            emit(18, zeros >> 1);
            emit(18, zeros & 1);
            y = top + zeros;
            becomeSignificant(x, y++);
        }
        for (; y < bottom; y++) {
            if (!significant[y * width + x] && !visited[y * width + x]) {
                emit(zeroContext(x, y), bit(x, y));
                if (bit(x, y) == 1) {
                    becomeSignificant(x, y);
                }
            }
        }
    }

    private void becomeSignificant(int x, int y) {
        int h = Math.clamp(sign(x - 1, y, y) + sign(x + 1, y, y), -1, 1);
        int v = Math.clamp(sign(x, y - 1, y) + sign(x, y + 1, y), -1, 1);
        // T.800, table D.3.
        int[][] contexts = {{13, 12, 11}, {10, 9, 10}, {11, 12, 13}};
        int[][] flips = {{1, 1, 1}, {1, 0, 0}, {0, 0, 0}};
        int negative = values[y * width + x] < 0 ? 1 : 0;
        if (plain) {
            plainBits.add(negative);
        } else {
            coder.encode(contexts[h + 1][v + 1], negative ^ flips[h + 1][v + 1]);
        }
        significant[y * width + x] = true;
    }

    private void emit(int context, int bit) {
        if (plain) {
            plainBits.add(bit);
        } else {
            coder.encode(context, bit);
        }
    }

    /** Whether a neighbor counts: it is in the block, and in causal blocks not in the next stripe. */
    private boolean known(int x, int y, int from) {
        boolean inside = x >= 0 && x < width && y >= 0 && y < height;
        boolean below = y / 4 > from / 4;
        return inside && !(below && style.has(J2kStyle.CAUSAL)) && significant[y * width + x];
    }

    private int count(int x, int y, int[]... offsets) {
        int count = 0;
        for (int[] offset : offsets) {
            count += known(x + offset[0], y + offset[1], y) ? 1 : 0;
        }
        return count;
    }

    private int across(int x, int y) {
        return count(x, y, new int[] {-1, 0}, new int[] {1, 0});
    }

    private int down(int x, int y) {
        return count(x, y, new int[] {0, -1}, new int[] {0, 1});
    }

    private int corners(int x, int y) {
        return count(x, y, new int[] {-1, -1}, new int[] {1, -1}, new int[] {-1, 1}, new int[] {1, 1});
    }

    private int neighbors(int x, int y) {
        return across(x, y) + down(x, y) + corners(x, y);
    }

    private int sign(int x, int y, int from) {
        return known(x, y, from) ? Integer.signum(values[y * width + x]) : 0;
    }

    private int zeroContext(int x, int y) {
        int h = kind == 1 ? down(x, y) : across(x, y);
        int v = kind == 1 ? across(x, y) : down(x, y);
        return zeroContext(kind, h, v, corners(x, y));
    }

    /** T.800, table D.1, its columns for LL and LH (and HL with both directions exchanged), and for HH. */
    static int zeroContext(int kind, int h, int v, int d) {
        if (kind == 3) {
            int sides = h + v;
            return d >= 3 ? 8 : d == 2 ? (sides >= 1 ? 7 : 6) : 3 * d + Math.min(sides, 2);
        }
        if (h == 2) {
            return 8;
        }
        if (h == 1) {
            return v >= 1 ? 7 : d >= 1 ? 6 : 5;
        }
        return v == 2 ? 4 : v == 1 ? 3 : d >= 2 ? 2 : d;
    }

    /** Bits of the lazy mode: behind a byte of ones, the next has seven. */
    private static final class PlainBits {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int held;
        private int room = 8;
        private boolean used;

        void add(int bit) {
            used = true;
            held = held << 1 | bit;
            if (--room == 0) {
                bytes.write(held);
                room = held == 0xFF ? 7 : 8;
                held = 0;
            }
        }

        byte[] flush() {
            if (used) {
                do {
                    add(0);
                } while (room < 7);
            }
            byte[] result = bytes.toByteArray();
            bytes.reset();
            held = 0;
            room = 8;
            used = false;
            return result;
        }
    }
}
