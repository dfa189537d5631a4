package klarsyn.prepare;

import java.util.List;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Reorientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * An image as the network sees it, and the way back to its own grid: logits are resized to the shape of the box, labels
 * made of them are laid into it, and turned back.
 *
 * @param reorientation     from the image's own grid to the plan's frame
 * @param box      what was kept of the turned grid
 * @param spacing  what the plan asks for along the turned axes, in mm; the grid's own differs where the field of view is
 *     no whole number of voxels
 * @param channels intensities on the prepared grid
 */
public record PreprocessedImage(Reorientation reorientation, Box box, Spacing spacing, List<Volume> channels) {

    /** Keeps an own copy of the list. */
    public PreprocessedImage {
        channels = List.copyOf(channels);
    }

    /**
     * A prepared image with its labels.
     *
     * @param image  the image
     * @param labels on the prepared grid; −1 where {@code NON_ZERO_MARKED} says so
     */
    public record Labeled(PreprocessedImage image, LabelMap labels) {}

    /** The prepared grid. */
    public Geometry grid() {
        return channels.getFirst().geometry();
    }

    /** Voxels that were kept, before they were resized; logits are resized back to this shape. */
    public Shape kept() {
        return box.shape();
    }

    /** Spacing before resizing, in mm along the turned axes. */
    public Spacing ownSpacing() {
        return reorientation.to().spacing();
    }

    /**
     * Labels on the image's own grid, background where nothing was kept.
     *
     * @param labels of the kept voxels, {@code [x][y][z]} of {@link #kept}
     */
    public LabelMap restore(short[] labels) {
        Shape reoriented = reorientation.to().shape();
        short[] all = labels;
        if (!box.equals(Box.whole(reoriented))) {
            all = new short[reoriented.voxels()];
            Shape size = kept();
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    int to = reoriented.index(box.fromX(), box.fromY() + y, box.fromZ() + z);
                    System.arraycopy(labels, size.index(0, y, z), all, to, size.x());
                }
            }
        }
        return reorientation.inverse().apply(new LabelMap(reorientation.to(), all));
    }
}
