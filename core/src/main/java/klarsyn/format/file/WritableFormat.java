package klarsyn.format.file;

import java.nio.file.Path;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/** A file format that is both read and written; files are written whole or not at all. */
public interface WritableFormat extends ImageFormat {

    void write(Volume volume, Path file);

    void write(LabelMap labels, Path file);

    /** Writes labels with the very bytes that place another file's image of this format in the world, if it can. */
    default void writeOnGridOf(LabelMap labels, Path image, Path file) {
        write(labels, file);
    }
}
