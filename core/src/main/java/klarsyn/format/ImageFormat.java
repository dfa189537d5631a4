package klarsyn.format;

import java.nio.file.Path;
import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/** One file format; every method refuses whatever it cannot make sense of with a {@link klarsyn.base.DataException}. */
interface ImageFormat {

    /** Its name as its users say it. */
    String name();

    /** What its file names end in, with the dot, lower case; the first is the one to recommend. */
    List<String> endings();

    List<Volume> readChannels(Path file);

    LabelMap readLabels(Path file);

    Geometry readGeometry(Path file);

    void write(Volume volume, Path file);

    void write(LabelMap labels, Path file);

    /** Writes labels with the very bytes that place another file's image in the world. */
    void writeOnGridOf(LabelMap labels, Path image, Path file);
}
