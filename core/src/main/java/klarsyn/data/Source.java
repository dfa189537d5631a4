package klarsyn.data;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.Images;
import klarsyn.image.Volume;

/** Where something that belongs to a case is read from; channels come in the order of a case's sources. */
public sealed interface Source {

    /** The file, or the first of several, that an error about this source names. */
    Path file();

    /**
     * An image file of a format that {@link Images} reads, with one or several channels.
     *
     * @param file of one image
     */
    record ImageFile(Path file) implements Source {}

    /**
     * A recording in time.
     *
     * @param file what names the record: a header, or the file itself
     */
    record Recording(Path file) implements Source {}

    /**
     * One row of a table.
     *
     * @param file table
     * @param row  from 0, without the line of headings
     */
    record TableRow(Path file, int row) implements Source {}

    /**
     * Channels as volumes, in order.
     *
     * @throws DataException if the source cannot be read or is no image
     */
    default List<Volume> readImage() {
        return switch (this) {
            case ImageFile(Path file) -> Images.readChannels(file);
            case Recording _, TableRow _ ->
                throw new DataException("this is no image", Where.file(file()), "name a folder of images");
        };
    }
}
