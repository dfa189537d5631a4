package klarsyn.codec.jpeg2000;

/** The inverse reversible 5/3 wavelet transform, in place (T.800, F.3). */
final class J2kReversible {

    private J2kReversible() {}

    /**
     * Combines the four subbands of a resolution, stored as quadrants of its corner of the coefficients.
     *
     * @param stride length of a line of {@code values}
     */
    static void join(int[] values, int stride, J2kRect rect) {
        int width = rect.width();
        int height = rect.height();
        int oddX = rect.x0() & 1;
        int oddY = rect.y0() & 1;
        int[] joined = new int[width * height];
        int lowRows = (height + 1 - oddY) / 2;
        for (int y = 0; y < height; y++) {
            int to = y < lowRows ? 2 * y + oddY : 2 * (y - lowRows) + 1 - oddY;
            joinLine(values, y * stride, joined, to * width, width, oddX);
        }
        if (height == 1 && oddY == 1) {
            halve(joined);
        } else if (height > 1) {
            liftRows(joined, width, height, oddY, true);
            liftRows(joined, width, height, 1 - oddY, false);
        }
        for (int y = 0; y < height; y++) {
            System.arraycopy(joined, y * width, values, y * stride, width);
        }
    }

    private static void halve(int[] line) {
        for (int i = 0; i < line.length; i++) {
            line[i] >>= 1;
        }
    }

    private static void joinLine(int[] from, int start, int[] to, int at, int width, int odd) {
        int low = (width + 1 - odd) / 2;
        if (width == 1) {
            to[at] = odd == 1 ? from[start] >> 1 : from[start];
            return;
        }
        for (int i = 0; i < low; i++) {
            to[at + 2 * i + odd] = from[start + i];
        }
        for (int i = low; i < width; i++) {
            to[at + 2 * (i - low) + 1 - odd] = from[start + i];
        }
        int last = width - 1;
        for (int i = odd; i < width; i += 2) {
            int before = to[at + (i == 0 ? 1 : i - 1)];
            int after = to[at + (i == last ? last - 1 : i + 1)];
            to[at + i] -= (before + after + 2) >> 2;
        }
        for (int i = 1 - odd; i < width; i += 2) {
            int before = to[at + (i == 0 ? 1 : i - 1)];
            int after = to[at + (i == last ? last - 1 : i + 1)];
            to[at + i] += (before + after) >> 1;
        }
    }

    private static void liftRows(int[] rows, int width, int height, int first, boolean low) {
        for (int y = first; y < height; y += 2) {
            int before = (y == 0 ? 1 : y - 1) * width;
            int after = (y == height - 1 ? height - 2 : y + 1) * width;
            int at = y * width;
            if (low) {
                for (int x = 0; x < width; x++) {
                    rows[at + x] -= (rows[before + x] + rows[after + x] + 2) >> 2;
                }
            } else {
                for (int x = 0; x < width; x++) {
                    rows[at + x] += (rows[before + x] + rows[after + x]) >> 1;
                }
            }
        }
    }
}
