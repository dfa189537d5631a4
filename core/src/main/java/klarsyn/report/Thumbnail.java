package klarsyn.report;

import java.util.Arrays;
import java.util.List;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/** A thumbnail in color or gray; the middle slice if there are several. */
final class Thumbnail {

    private static final int SIDE = 120;
    private static final int COLORS = 3;

    private Thumbnail() {}

    static Html of(List<Volume> channels) {
        Shape shape = channels.getFirst().shape();
        double scale = (double) SIDE / Math.max(shape.x(), shape.y());
        int width = Math.max(1, (int) Math.round(shape.x() * scale));
        int height = Math.max(1, (int) Math.round(shape.y() * scale));
        byte[] rgb = new byte[COLORS * width * height];
        for (int color = 0; color < COLORS; color++) {
            Volume channel = channels.get(channels.size() >= COLORS ? color : 0);
            int from = shape.z() / 2 * shape.x() * shape.y();
            float[] slice = Arrays.copyOfRange(channel.voxels(), from, from + shape.x() * shape.y());
            Window window = window(slice);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float value = slice[y * shape.y() / height * shape.x() + x * shape.x() / width];
                    rgb[COLORS * (y * width + x) + color] = window.gray(value);
                }
            }
        }
        return Html.fill(
                "<img alt=\"\" width=\"{}\" height=\"{}\" src=\"{}\">",
                width,
                height,
                Png.colorDataUri(rgb, width, height));
    }

    /** Pictures of 8 bits are shown as they are, others scaled to their own range. */
    private static Window window(float[] slice) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : slice) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return low >= 0 && high <= 255 && high > 1 ? new Window(0, 255) : new Window(low, high);
    }
}
