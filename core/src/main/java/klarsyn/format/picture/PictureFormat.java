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
 * A picture format: x is the column from the left, y the row from the top, z the page.
 *
 * <p>Values are the stored numbers, not rescaled; color profiles and gamma are ignored. The stated orientation is
 * applied to images and label maps alike. Gray is one channel, color three; alpha is one more unless fully opaque;
 * palette indices of images are replaced by their colors. Pictures have no position in the world: the first pixel is at
 * the origin, and spacing is 1 mm regardless of print resolution, except for microscopy sizes in ImageJ and OME TIFF
 * files.
 */
public interface PictureFormat extends ImageFormat {

    /** Stored columns, rows and slices with their spacing, from the header. */
    Geometry storedGrid(byte[] file, Where where);

    /** The whole picture as stored; its size is checked against the file size before allocation. */
    Pixels decode(byte[] file, Where where);

    /** The transformation that shows the stored picture upright. */
    default PictureOrientation orientation(byte[] file, Where where) {
        return PictureOrientation.UPRIGHT;
    }

    /**
     * Rejects pictures that cannot be label maps.
     *
     * @throws DataException if the picture is lossily compressed, or has several time points
     */
    default void requireLabelMap(byte[] file, Where where) {}

    /** The exception for lossily compressed label maps. */
    static DataException lossy(String what, Where where) {
        return new DataException(
                "the label map is %s, which changes values at edges".formatted(what),
                where,
                "store label maps in a lossless format (PNG, TIFF, NIfTI); a mask of one structure can be thresholded"
                        + " first");
    }

    @Override
    default List<ReadingNote> notes(Path file) {
        return notes(FileBytes.inHeap(file), Where.file(file));
    }

    /** Decisions made in reading the file. */
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
                    "the picture is too large for the %d MiB of Java memory"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    where,
                    Heap.MORE + ", or a smaller picture",
                    tooLarge);
        }
    }
}
