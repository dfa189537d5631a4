package klarsyn.format.file;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * A readable file format; {@link WritableFormat} can also be written.
 *
 * <p>Every method throws {@link DataException} for invalid files. To add a format, implement this interface and add a
 * line to {@link Images}.
 */
public interface ImageFormat {

    /** Number of first bytes passed to {@link #recognizes}; fewer if the file is shorter. */
    int HEAD = 512;

    /** Its common name. */
    String name();

    /**
     * Its file name extensions, with the dot, in lower case, the recommended one first.
     *
     * <p>If extensions of several formats match a name, the longest wins.
     */
    List<String> endings();

    /**
     * Whether a file without a known extension has this format, by its first {@link #HEAD} bytes.
     *
     * <p>Must be certain: a format without a magic number recognizes nothing.
     */
    default boolean recognizes(byte[] head) {
        return false;
    }

    List<Volume> readChannels(Path file);

    Geometry readGeometry(Path file);

    /** Notes on the position stated by the header, from the header alone. */
    default List<PlacementNote> placementNotes(Path file) {
        return List.of();
    }

    /** Decisions made in reading a file; empty for most. */
    default List<ReadingNote> notes(Path file) {
        return List.of();
    }

    /** One channel of integers, as {@link #readChannels} returns them. */
    default StoredLabels readLabels(Path file) {
        List<Volume> channels = readChannels(file);
        if (channels.size() != 1) {
            throw new DataException(
                    "a label map has one channel, but this file has " + channels.size(),
                    Where.file(file),
                    "write one label per voxel");
        }
        Volume volume = channels.getFirst();
        var labels = new VoxelSink.Labels(new short[volume.voxels().length]);
        for (float value : volume.voxels()) {
            labels.accept(value);
        }
        return labels.on(volume.geometry(), Where.file(file));
    }
}
