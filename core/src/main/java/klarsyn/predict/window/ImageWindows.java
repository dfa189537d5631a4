package klarsyn.predict.window;

import java.util.Arrays;
import java.util.List;
import klarsyn.image.Box;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Volume;

/**
 * Cuts windows from an image.
 *
 * @param channels of one shape
 * @param padding   values outside the image
 */
public record ImageWindows(List<Volume> channels, Padding padding) {

    /** Copies the list. */
    public ImageWindows {
        channels = List.copyOf(channels);
    }

    Shape shape() {
        return channels.getFirst().shape();
    }

    int count() {
        return channels.size();
    }

    /** Writes the channels of a window to an array, {@code [channel][d][h][w]} from an offset on. */
    public void cut(Window window, float[] to, int at) {
        Shape shape = shape();
        for (int channel = 0; channel < channels.size(); channel++) {
            int from = at + channel * window.voxels();
            boolean inside = window.d() >= 0
                    && window.h() >= 0
                    && window.w() >= 0
                    && window.d() + window.depth() <= shape.z()
                    && window.h() + window.height() <= shape.y()
                    && window.w() + window.width() <= shape.x();
            if (inside || padding instanceof Padding.Value) {
                copy(window, channels.get(channel).voxels(), to, from);
            } else {
                continued(window, channels.get(channel), to, from);
            }
        }
    }

    private void copy(Window window, float[] voxels, float[] to, int at) {
        if (padding instanceof Padding.Value(float value)) {
            Arrays.fill(to, at, at + window.voxels(), value);
        }
        Shape shape = shape();
        int first = Math.max(0, window.w());
        int length = Math.min(shape.x(), window.w() + window.width()) - first;
        for (int z = Math.max(0, window.d()); z < Math.min(shape.z(), window.d() + window.depth()); z++) {
            for (int y = Math.max(0, window.h()); y < Math.min(shape.y(), window.h() + window.height()); y++) {
                int row = at + ((z - window.d()) * window.height() + y - window.h()) * window.width();
                System.arraycopy(voxels, shape.index(first, y, z), to, row + first - window.w(), length);
            }
        }
    }

    private void continued(Window window, Volume channel, float[] to, int at) {
        Box box = new Box(
                window.w(),
                window.h(),
                window.d(),
                window.w() + window.width(),
                window.h() + window.height(),
                window.d() + window.depth());
        float[] cut = channel.cut(box, padding).voxels();
        System.arraycopy(cut, 0, to, at, cut.length);
    }
}
