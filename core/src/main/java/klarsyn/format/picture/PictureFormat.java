package klarsyn.format.picture;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.ImageFormat;
import klarsyn.format.file.PictureOrientation;
import klarsyn.format.file.ReadingNote;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * A format of pictures: x is the column from the left, y the row from the top, z the page.
 *
 * <p>Values are the stored numbers, never rescaled; color profiles and gamma are left alone. The orientation that the
 * file states is applied, to images and label maps alike. Grey is one channel, colour three; opacity is one more unless
 * it is full everywhere; a palette stands for its colours in an image. Pictures have no place in the world: the first
 * pixel is at the origin, and pixels are 1 mm apart whatever resolution the file claims for print; only microscopy's
 * sizes, as ImageJ and OME state them in TIFF, count.
 */
public interface PictureFormat extends ImageFormat {

    /** Columns, rows and slices as stored, with their distances, by the header. */
    Geometry storedGrid(byte[] file, Where where);

    /** The whole picture as stored; its size is held against the file's before memory is taken. */
    Pixels decode(byte[] file, Where where);

    /** What has to be done to the stored picture to show it upright. */
    default PictureOrientation orientation(byte[] file, Where where) {
        return PictureOrientation.UPRIGHT;
    }

    /**
     * Refuses what can be no label map, whatever its values are.
     *
     * @throws DataException if the picture is compressed with loss, or has several points in time
     */
    default void requireLabelMap(byte[] file, Where where) {}

    /** The refusal of a picture whose values are not those that somebody drew. */
    static DataException lossy(String what, Where where) {
        return new DataException(
                "the label map is %s, which changes values at every edge".formatted(what),
                where,
                "store label maps without loss (PNG, TIFF, NIfTI); a mask of one structure can be thresholded first");
    }

    @Override
    default List<ReadingNote> notes(Path file) {
        return notes(FileBytes.inHeap(file), Where.file(file));
    }

    /** What was decided in reading the file. */
    default List<ReadingNote> notes(byte[] file, Where where) {
        PictureOrientation orientation = orientation(file, where);
        return orientation == PictureOrientation.UPRIGHT
                ? List.of()
                : List.of(new ReadingNote.OrientationApplied(orientation));
    }

    @Override
    default List<Volume> readChannels(Path file) {
        return decoded(FileBytes.inHeap(file), Where.file(file)).toVolumes();
    }

    @Override
    default StoredLabels readLabels(Path file) {
        byte[] bytes = FileBytes.inHeap(file);
        Where where = Where.file(file);
        requireLabelMap(bytes, where);
        return decoded(bytes, where).toLabels(where);
    }

    @Override
    default Geometry readGeometry(Path file) {
        byte[] bytes = FileBytes.inHeap(file);
        Where where = Where.file(file);
        Geometry stored = storedGrid(bytes, where);
        PictureOrientation orientation = orientation(bytes, where);
        return Geometry.of(orientation.apply(stored.shape()), orientation.apply(stored.spacing()));
    }

    private Pixels decoded(byte[] file, Where where) {
        try {
            return decode(file, where).upright(orientation(file, where));
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the picture is too large for the %d MiB of memory that Java may take"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    where,
                    Heap.MORE + ", or a smaller picture",
                    tooLarge);
        }
    }
}
