package klarsyn.format.file;

import java.nio.file.Path;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/** A file format that can be read and written; files are written atomically. */
public interface WritableFormat extends ImageFormat {

    void write(Volume volume, Path file);

    void write(LabelMap labels, Path file);

    /** Writes labels with the header fields of another file that place it in the world, byte for byte, if possible. */
    default void writeOnGridOf(LabelMap labels, Path image, Path file) {
        write(labels, file);
    }
}
