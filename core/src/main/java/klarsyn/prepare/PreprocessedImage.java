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
 * A preprocessed image, and the way back to its own grid: logits are resized to the shape of the box; labels are
 * inserted into the uncropped grid and reoriented.
 *
 * @param reorientation     from the image's own grid to the plan's frame
 * @param box      cropped part of the reoriented grid
 * @param spacing  target spacing along the reoriented axes, in mm; the grid's own differs if the field of view is not a
 *                 whole number of voxels
 * @param channels intensities on the preprocessed grid
 */
public record PreprocessedImage(Reorientation reorientation, Box box, Spacing spacing, List<Volume> channels) {

    /** Copies the list. */
    public PreprocessedImage {
        channels = List.copyOf(channels);
    }

    /**
     * A preprocessed image with its labels.
     *
     * @param image  the image
     * @param labels on the preprocessed grid; −1 where {@code NON_ZERO_MARKED} requires
     */
    public record Labeled(PreprocessedImage image, LabelMap labels) {}

    /** The preprocessed grid. */
    public Geometry grid() {
        return channels.getFirst().geometry();
    }

    /** Shape after cropping and before resizing; logits are resized back to it. */
    public Shape kept() {
        return box.shape();
    }

    /** Spacing before resizing, in mm along the reoriented axes. */
    public Spacing ownSpacing() {
        return reorientation.to().spacing();
    }

    /**
     * Labels on the image's own grid, background where it was cropped.
     *
     * @param labels of the cropped voxels, {@code [x][y][z]} of {@link #kept}
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
