package klarsyn.codec.jpeg2000;

/** A rectangle of a grid, from {@code (x0, y0)} to {@code (x1, y1)}, exclusive. */
record J2kRect(int x0, int y0, int x1, int y1) {

    int width() {
        return Math.max(x1 - x0, 0);
    }

    int height() {
        return Math.max(y1 - y0, 0);
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    /** This rectangle subsampled by 2<sup>levels</sup>, offset by {@code (dx, dy)} half steps. */
    J2kRect every(int levels, int dx, int dy) {
        return new J2kRect(
                divided(x0, levels, dx), divided(y0, levels, dy), divided(x1, levels, dx), divided(y1, levels, dy));
    }

    private static int divided(int value, int levels, int half) {
        long offset = levels == 0 ? 0 : (long) half << (levels - 1);
        return (int) Math.ceilDiv(value - offset, 1L << levels);
    }

    J2kRect and(long left, long top, long right, long bottom) {
        return new J2kRect((int) Math.max(x0, left), (int) Math.max(y0, top), (int) Math.min(x1, right), (int)
                Math.min(y1, bottom));
    }
}
