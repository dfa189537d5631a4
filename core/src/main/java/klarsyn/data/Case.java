package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * One examination with what is known about it.
 *
 * @param id      name that no other case of the cohort has
 * @param patient whom it belongs to; cases of one patient never lie on both sides of a split
 * @param images  files of the channels in their order; one file may hold several
 * @param target  what a model is to learn from it
 */
public record Case(String id, String patient, List<Path> images, Target target) {

    /** Keeps an own copy of the list; a case without any image is refused. */
    public Case {
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("case " + id + " has no image");
        }
    }

    /** What is known about a case. */
    public sealed interface Target permits Target.Mask {

        /**
         * A label a voxel, on the grid of the image.
         *
         * @param file label map
         */
        record Mask(Path file) implements Target {}
    }

    /** File of the label map. */
    public Path labelFile() {
        return switch (target) {
            case Target.Mask(Path file) -> file;
        };
    }

    /**
     * Reads all channels, in order, in the grid and orientation of the files.
     *
     * @throws DataException if a file cannot be read, or if channels in several files disagree in grid
     */
    public List<Volume> readImage() {
        List<Volume> channels = new ArrayList<>();
        for (Path file : images) {
            for (Volume channel : Images.readChannels(file)) {
                requireSameGrid(file, channel.geometry(), channels);
                channels.add(channel);
            }
        }
        return List.copyOf(channels);
    }

    /**
     * Reads the label map, in its own grid.
     *
     * @throws DataException if the file cannot be read or holds anything but whole labels
     */
    public LabelMap readLabels() {
        return Images.readLabels(labelFile());
    }

    private void requireSameGrid(Path file, Geometry geometry, List<Volume> earlier) {
        if (!earlier.isEmpty() && !geometry.matches(earlier.getFirst().geometry())) {
            throw new DataException(
                    "this channel's grid (%s) is not that of the first (%s)"
                            .formatted(
                                    Grids.describe(geometry),
                                    Grids.describe(earlier.getFirst().geometry())),
                    Where.of(id, file),
                    "resample the channels of a case to one grid, or leave it out: --exclude " + id);
        }
    }
}
