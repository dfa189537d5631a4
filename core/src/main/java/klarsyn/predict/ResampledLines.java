package klarsyn.predict;

/**
 * Brings the slices of a column to the image's grid line by line, by linear interpolation along z, then y, then x.
 *
 * <p>Of the image's grid nothing but a voxel is held; of the column's, three lines.
 */
final class ResampledLines implements Lines {

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

    ResampledLines(LogitColumn column, ImageAxes axes, int outputs) {
        this.column = column;
        this.axes = axes;
        this.outputs = outputs;
        this.width = column.tile().width();
        this.rows = new float[2][width * outputs];
        this.mixed = new float[width * outputs];
        this.line = mixed;
    }

    /** Bytes that one of them holds for a tile. */
    static long bytes(Tile tile, int outputs) {
        return 12L * tile.width() * outputs;
    }

    @Override
    public void moveTo(int y, int toZ) {
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

    /** Row y of the column's grid at the place of the image's slice z. */
    private float[] row(int y) {
        float[] row = rows[y & 1];
        if (rowY[y & 1] != y) {
            rowY[y & 1] = y;
            float weight = axes.z().high(z);
            float[] below = column.slice(axes.z().first(z));
            float[] above = column.slice(axes.z().second(z));
            int plane = below.length / outputs;
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
}
