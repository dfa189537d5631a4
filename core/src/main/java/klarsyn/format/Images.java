package klarsyn.format;

import java.nio.file.Path;
import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/** Reads and writes image files; the format is chosen by the file's name. */
public final class Images {

    private Images() {}

    /** The image of a file with one channel. */
    public static Volume read(Path file) {
        throw new UnsupportedOperationException();
    }

    /** All channels of a file, in order; an image of three dimensions has one. */
    public static List<Volume> readChannels(Path file) {
        throw new UnsupportedOperationException();
    }

    /** A label map: whole numbers from 0 to 32767. */
    public static LabelMap readLabels(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Shape and place of the voxels, from the header alone. */
    public static Geometry readGeometry(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Writes intensities as 32-bit floats. */
    public static void write(Volume volume, Path file) {
        throw new UnsupportedOperationException();
    }

    /** Writes labels as 8-bit integers where they fit, else 16-bit. */
    public static void write(LabelMap labels, Path file) {
        throw new UnsupportedOperationException();
    }
}
