package klarsyn.predict.window;

/**
 * Resamples the slices of a column to the image grid line by line, by linear interpolation along z, then y, then x.
 *
 * <p>Holds one voxel of the image grid and three lines of the column.
 */
public final class ResampledLines implements Lines {

    /** Relative difference of two numbers that rounding in three interpolations cannot reverse. */
    private static final float BEYOND_ROUNDING = 4e-7f;

    private final LogitColumn column;
    private final ImageAxes axes;
    private final int outputs;
    private final int width;
    /** Lines of the column between its slices, {@code [x][output]}, even ones first. */
    private final float[][] rows;

    private final int[] rowY = {-1, -1};
    private final float[] mixed;
    private float[] line;
    private int z = -1;
    /** The output that is largest at each voxel of the column's line, beyond rounding; −1 for none. */
    private final int[] largest;

    private boolean isRanked;

    public ResampledLines(LogitColumn column, ImageAxes axes, int outputs) {
        this.column = column;
        this.axes = axes;
        this.outputs = outputs;
        this.width = column.tile().width();
        this.rows = new float[2][width * outputs];
        this.mixed = new float[width * outputs];
        this.line = mixed;
        this.largest = new int[width];
    }

    /** Bytes of one instance for a tile. */
    static long bytes(Tile tile, int outputs) {
        return 12L * tile.width() * outputs;
    }

    @Override
    public void moveTo(int y, int toZ) {
        isRanked = false;
        if (toZ != z) {
            z = toZ;
            rowY[0] = -1;
            rowY[1] = -1;
        }
        float[] above = row(axes.y().first(y));
        float weight = axes.y().high(y);
        if (weight == 0) {
            line = above;
        } else {
            mix(above, axes.y().low(y), row(axes.y().second(y)), weight);
            line = mixed;
        }
    }

    private void mix(float[] a, float weightA, float[] b, float weightB) {
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = a[i] * weightA + b[i] * weightB;
        }
    }

    /** Row y of the column's grid at the position of the image's slice z. */
    private float[] row(int y) {
        float[] row = rows[y & 1];
        if (rowY[y & 1] != y) {
            rowY[y & 1] = y;
            float weight = axes.z().high(z);
            float[] below = column.slice(axes.z().first(z));
            float[] above = column.slice(axes.z().second(z));
            int plane = column.plane();
            int from = (y - column.tile().fromY()) * width;
            for (int k = 0; k < outputs; k++, from += plane) {
                if (weight == 0) {
                    for (int x = 0, to = k; x < width; x++, to += outputs) {
                        row[to] = below[from + x];
                    }
                } else {
                    mixSlices(below, above, from, row, k);
                }
            }
        }
        return row;
    }

    private void mixSlices(float[] below, float[] above, int from, float[] row, int k) {
        float weightBelow = axes.z().low(z);
        float weightAbove = axes.z().high(z);
        for (int x = 0, to = k; x < width; x++, to += outputs) {
            row[to] = below[from + x] * weightBelow + above[from + x] * weightAbove;
        }
    }

    @Override
    public void at(int x, float[] values) {
        int a = (axes.x().first(x) - column.tile().fromX()) * outputs;
        float weightB = axes.x().high(x);
        if (weightB == 0) {
            System.arraycopy(line, a, values, 0, outputs);
        } else {
            int b = a + outputs;
            float weightA = axes.x().low(x);
            for (int k = 0; k < outputs; k++) {
                values[k] = line[a + k] * weightA + line[b + k] * weightB;
            }
        }
    }

    /**
     * Between two column voxels with the same largest output, it remains the largest: multiplying, adding and rounding
     * preserve order. Rounding may create ties, hence the margin required by {@link #rank}.
     */
    @Override
    public int largest(int x) {
        if (!isRanked) {
            rank();
        }
        int a = axes.x().first(x) - column.tile().fromX();
        int b = axes.x().second(x) - column.tile().fromX();
        return largest[a] == largest[b] ? largest[a] : -1;
    }

    private void rank() {
        isRanked = true;
        for (int x = 0; x < width; x++) {
            int from = x * outputs;
            int best = 0;
            float most = line[from];
            float before = Float.NEGATIVE_INFINITY;
            for (int k = 1; k < outputs; k++) {
                if (line[from + k] > most) {
                    before = most; // the largest of those that win ties
                    most = line[from + k];
                    best = k;
                }
            }
            boolean clear = best == 0 || most - before > BEYOND_ROUNDING * (Math.abs(most) + Math.abs(before));
            largest[x] = clear ? best : -1;
        }
    }
}
