package klarsyn.format;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * A format of pictures: x is the column from the left, y the row from the top, z the page.
 *
 * <p>Values are the stored numbers, never rescaled; colour profiles, gamma and the camera's idea of what is up are left
 * alone. Grey is one channel, colour three; opacity is one more unless it is full everywhere; a palette stands for its
 * colours in an image and for its entries' numbers in a label map. Pictures have no place in the world: pixels are 1 mm
 * apart, the first at the origin, whatever resolution the file claims.
 */
interface PictureFormat extends ImageFormat {

    /** Columns, rows and pages by the header. */
    Shape shapeOf(byte[] file, Where where);

    /** The whole picture; its size is held against the file's before memory is taken. */
    Pixels decode(byte[] file, Where where);

    @Override
    default List<Volume> readChannels(Path file) {
        return decoded(file).toVolumes();
    }

    @Override
    default LabelMap readLabels(Path file) {
        return decoded(file).toLabels(Where.file(file));
    }

    @Override
    default Geometry readGeometry(Path file) {
        return Geometry.of(shapeOf(FileBytes.inHeap(file), Where.file(file)), new Spacing(1, 1, 1));
    }

    private Pixels decoded(Path file) {
        Where where = Where.file(file);
        try {
            return decode(FileBytes.inHeap(file), where);
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the picture is too large for the %d MiB of memory that Java may take"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    where,
                    "give Java more memory, with -Xmx, or a smaller picture",
                    tooLarge);
        }
    }
}
