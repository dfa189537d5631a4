package klarsyn.codec.jpeg2000;

/** The inverse irreversible 9/7 wavelet transform, in place (T.800, F.3). */
final class J2kIrreversible {

    private static final float SCALE = 1.2301741f;
    private static final float[] LIFTS = {-0.44350687f, -0.8829111f, 0.05298012f, 1.5861343f};

    private J2kIrreversible() {}

    /**
     * Combines the four subbands of a resolution, stored as quadrants of its corner of the coefficients.
     *
     * @param stride length of a line of {@code values}
     */
    static void join(float[] values, int stride, J2kRect rect) {
        int width = rect.width();
        int height = rect.height();
        int oddX = rect.x0() & 1;
        int oddY = rect.y0() & 1;
        float[] joined = new float[width * height];
        int lowRows = (height + 1 - oddY) / 2;
        for (int y = 0; y < height; y++) {
            boolean low = y < lowRows;
            int to = low ? 2 * y + oddY : 2 * (y - lowRows) + 1 - oddY;
            float scale = height == 1 ? (low ? 1 : 0.5f) : low ? SCALE : 1 / SCALE;
            joinLine(values, y * stride, joined, to * width, width, oddX, scale);
        }
        for (int step = 0; step < 4 && height > 1; step++) {
            for (int y = step % 2 == 0 ? oddY : 1 - oddY; y < height; y += 2) {
                int before = (y == 0 ? 1 : y - 1) * width;
                int after = (y == height - 1 ? height - 2 : y + 1) * width;
                int at = y * width;
                for (int x = 0; x < width; x++) {
                    joined[at + x] += LIFTS[step] * (joined[before + x] + joined[after + x]);
                }
            }
        }
        for (int y = 0; y < height; y++) {
            System.arraycopy(joined, y * width, values, y * stride, width);
        }
    }

    private static void joinLine(float[] from, int start, float[] to, int at, int width, int odd, float scale) {
        if (width == 1) {
            to[at] = from[start] * scale * (odd == 1 ? 0.5f : 1);
            return;
        }
        int low = (width + 1 - odd) / 2;
        for (int i = 0; i < low; i++) {
            to[at + 2 * i + odd] = from[start + i] * (scale * SCALE);
        }
        for (int i = low; i < width; i++) {
            to[at + 2 * (i - low) + 1 - odd] = from[start + i] * (scale / SCALE);
        }
        int last = width - 1;
        for (int step = 0; step < 4; step++) {
            for (int i = step % 2 == 0 ? odd : 1 - odd; i < width; i += 2) {
                float before = to[at + (i == 0 ? 1 : i - 1)];
                float after = to[at + (i == last ? last - 1 : i + 1)];
                to[at + i] += LIFTS[step] * (before + after);
            }
        }
    }
}
