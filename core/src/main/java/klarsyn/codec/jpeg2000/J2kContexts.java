package klarsyn.codec.jpeg2000;

/** Contexts of the arithmetic decoder from the states of the neighbors (T.800, tables D.1 to D.4). */
final class J2kContexts {

    static final int NORTH = 0x01;
    static final int SOUTH = 0x02;
    static final int WEST = 0x04;
    static final int EAST = 0x08;
    static final int NORTH_WEST = 0x10;
    static final int NORTH_EAST = 0x20;
    static final int SOUTH_WEST = 0x40;
    static final int SOUTH_EAST = 0x80;
    /** All significance bits of neighbors. */
    static final int NEIGHBORS = 0xFF;

    static final int NORTH_NEGATIVE = 0x100;
    static final int SOUTH_NEGATIVE = 0x200;
    static final int WEST_NEGATIVE = 0x400;
    static final int EAST_NEGATIVE = 0x800;
    /** Neighbors in the stripe below, which causal contexts ignore. */
    static final int BELOW = SOUTH | SOUTH_WEST | SOUTH_EAST | SOUTH_NEGATIVE;

    static final int SIGNIFICANT = 0x1000;
    static final int VISITED = 0x2000;
    static final int REFINED = 0x4000;
    static final int NEGATIVE = 0x8000;

    private static final byte[][] ZERO = new byte[4][256];
    /** By the four adjacent neighbors and their signs: the context, and 0x80 if the sign is inverted. */
    private static final short[] SIGN = new short[256];

    static {
        for (int i = 0; i < 256; i++) {
            int across = (i & WEST) / WEST + (i & EAST) / EAST;
            int down = (i & NORTH) / NORTH + (i & SOUTH) / SOUTH;
            int corners = Integer.bitCount(i >> 4);
            ZERO[0][i] = (byte) zero(across, down, corners);
            ZERO[1][i] = (byte) zero(down, across, corners);
            ZERO[2][i] = ZERO[0][i];
            ZERO[3][i] = (byte) zeroDiagonal(across + down, corners);
            int horizontal = sign(i, WEST, i >> 4 & WEST) + sign(i, EAST, i >> 4 & EAST);
            int vertical = sign(i, NORTH, i >> 4 & NORTH) + sign(i, SOUTH, i >> 4 & SOUTH);
            SIGN[i] = (short) signContext(Integer.signum(horizontal), Integer.signum(vertical));
        }
    }

    private J2kContexts() {}

    private static int zero(int along, int across, int corners) {
        if (along == 2) {
            return 8;
        }
        if (along == 1) {
            return across > 0 ? 7 : corners > 0 ? 6 : 5;
        }
        return across == 2 ? 4 : across == 1 ? 3 : Math.min(corners, 2);
    }

    private static int zeroDiagonal(int sides, int corners) {
        return switch (corners) {
            case 0 -> Math.min(sides, 2);
            case 1 -> 3 + Math.min(sides, 2);
            case 2 -> sides > 0 ? 7 : 6;
            default -> 8;
        };
    }

    private static int sign(int neighbors, int which, int negative) {
        return (neighbors & which) == 0 ? 0 : negative == 0 ? 1 : -1;
    }

    private static int signContext(int horizontal, int vertical) {
        boolean negated = horizontal < 0 || (horizontal == 0 && vertical < 0);
        int h = negated ? -horizontal : horizontal;
        int v = negated ? -vertical : vertical;
        int context = h == 1 ? 12 + v : 9 + v;
        return negated ? context | 0x80 : context;
    }

    /** The significance context of a coefficient, by kind of subband. */
    static int zero(int kind, int flags) {
        return ZERO[kind][flags & NEIGHBORS];
    }

    /** The sign context of a coefficient, with 0x80 if the decision is inverted. */
    static int sign(int flags) {
        return SIGN[(flags & 0x0F) | (flags >> 4 & 0xF0)];
    }

    /** The refinement context of a coefficient. */
    static int refinement(int flags) {
        return (flags & REFINED) != 0 ? 16 : (flags & NEIGHBORS) != 0 ? 15 : 14;
    }
}
