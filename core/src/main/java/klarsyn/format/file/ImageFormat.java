package klarsyn.format.file;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * One file format that is read; {@link WritableFormat} is one that is written too.
 *
 * <p>Every method refuses whatever it cannot make sense of with a {@link DataException}. To add a format: one class
 * that implements this, and its line in {@link Images}.
 */
public interface ImageFormat {

    /** How many of a file's first bytes {@link #recognizes} gets, less if the file is shorter. */
    int HEAD = 512;

    /** Its name as its users say it. */
    String name();

    /**
     * What its file names end in, with the dot, lower case; the first is the one to recommend.
     *
     * <p>Where the endings of several formats fit a name, the longest counts.
     */
    List<String> endings();

    /**
     * Whether a file whose name has no known ending is of this format, by its first {@link #HEAD} bytes.
     *
     * <p>To be sure rather than hopeful: a format without a mark of its own recognises nothing.
     */
    default boolean recognizes(byte[] head) {
        return false;
    }

    List<Volume> readChannels(Path file);

    Geometry readGeometry(Path file);

    /** What a person should know about the place that the header states, from the header alone. */
    default List<PlacementNote> placementNotes(Path file) {
        return List.of();
    }

    /** What was decided in reading a file; empty for most. */
    default List<ReadingNote> notes(Path file) {
        return List.of();
    }

    /** One channel of whole numbers, as {@link #readChannels} gives them. */
    default StoredLabels readLabels(Path file) {
        List<Volume> channels = readChannels(file);
        if (channels.size() != 1) {
            throw new DataException(
                    "a label map has one channel, this file has " + channels.size(),
                    Where.file(file),
                    "write one label a voxel");
        }
        Volume volume = channels.getFirst();
        var labels = new VoxelSink.Labels(new short[volume.voxels().length]);
        for (float value : volume.voxels()) {
            labels.accept(value);
        }
        return labels.on(volume.geometry(), Where.file(file));
    }
}
