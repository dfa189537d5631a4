package klarsyn.predict;

import java.util.Arrays;
import klarsyn.image.Shape;

/**
 * Weighted means of overlapping windows, held for as many slices as a window is deep.
 *
 * <p>Windows come in the order of their first slice; {@link #finishBefore} hands out the slices that no later window
 * reaches.
 */
final class SlabAccumulator {

    private final Shape image;
    private final int classes;
    private final int plane;
    private final float[][] sums;
    private final float[][] weights;
    private final SliceSink sink;
    private int finished;

    SlabAccumulator(Shape image, int classes, int windowDepth, SliceSink sink) {
        this.image = image;
        this.classes = classes;
        this.plane = image.x() * image.y();
        int depth = Math.min(image.z(), windowDepth);
        this.sums = new float[depth][Math.multiplyExact(classes, plane)];
        this.weights = new float[depth][plane];
        this.sink = sink;
    }

    /**
     * Adds what a window says.
     *
     * @param logits     {@code [class][d][h][w]} of the window
     * @param importance {@code [d][h][w]} of the window
     */
    void add(Window window, float[] logits, float[] importance) {
        int firstZ = Math.max(0, window.d());
        int endZ = Math.min(image.z(), window.d() + window.depth());
        int firstY = Math.max(0, window.h());
        int endY = Math.min(image.y(), window.h() + window.height());
        for (int z = firstZ; z < endZ; z++) {
            for (int y = firstY; y < endY; y++) {
                addLine(window, z, y, logits, importance);
            }
        }
    }

    private void addLine(Window window, int z, int y, float[] logits, float[] importance) {
        int firstX = Math.max(0, window.w());
        int endX = Math.min(image.x(), window.w() + window.width());
        int line = ((z - window.d()) * window.height() + y - window.h()) * window.width() - window.w();
        float[] weight = weights[z % weights.length];
        float[] sum = sums[z % sums.length];
        int row = y * image.x();
        for (int x = firstX; x < endX; x++) {
            weight[row + x] += importance[line + x];
        }
        for (int k = 0; k < classes; k++) {
            int from = line + k * window.voxels();
            int to = row + k * plane;
            for (int x = firstX; x < endX; x++) {
                sum[to + x] += importance[line + x] * logits[from + x];
            }
        }
    }

    /** Hands out the means of all slices before {@code z} that were not yet. */
    void finishBefore(int z) {
        for (; finished < Math.min(z, image.z()); finished++) {
            float[] sum = sums[finished % sums.length];
            float[] weight = weights[finished % weights.length];
            for (int i = 0; i < sum.length; i++) {
                sum[i] /= weight[i % plane];
            }
            sink.accept(finished, sum);
            Arrays.fill(sum, 0);
            Arrays.fill(weight, 0);
        }
    }
}
