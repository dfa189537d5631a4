package klarsyn.data;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.dicom.series.DicomSeries;
import klarsyn.format.Images;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Volume;

/** Source of image channels or other data of a case; channels follow the order of sources. */
public sealed interface Source {

    /** The first file, for error messages. */
    Path file();

    /**
     * An image file of a format that {@link Images} reads, with one or several channels.
     *
     * @param file of one image
     */
    record ImageFile(Path file) implements Source {

        @Override
        public List<Volume> readImage(OpenArrays arrays) {
            return Images.readChannels(file);
        }
    }

    /**
     * The DICOM files of one series, which contain one or more volumes: channels or time points.
     *
     * @param files all files of the series, in any order
     */
    record Series(List<Path> files) implements Source {

        /** Copies the list; rejects a series without files. */
        public Series {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("a series has no files");
            }
        }

        @Override
        public Path file() {
            return files.getFirst();
        }

        @Override
        public List<Volume> readImage(OpenArrays arrays) {
            return DicomSeries.of(files).assemble();
        }
    }

    /**
     * One picture or volume in an array.
     *
     * @param file  of the array
     * @param name  of the array in the file
     * @param index of the image along the array's first axis, from 0; for the others see {@link ArrayImage}
     */
    record ArrayItem(Path file, String name, int index) implements Source {

        @Override
        public List<Volume> readImage(OpenArrays arrays) {
            NumericArray array = arrays.array(file, name);
            if (index < 0 || index >= array.length()) {
                throw new DataException(
                        "there is no entry %d in the array %s of shape %s"
                                .formatted(index, name, NumericArray.describe(array.shape())),
                        Where.file(file),
                        "open the data set again: the file has changed");
            }
            return ArrayImage.of(array.itemShape())
                    .map(image -> image.read(array, index))
                    .orElseThrow(() -> new DataException(
                            "an entry of shape %s is not an image".formatted(NumericArray.describe(array.itemShape())),
                            Where.of("%s, array %s".formatted(file, name)),
                            "store images as [N, H, W], [N, H, W, C] or [N, D, H, W]"));
        }
    }

    /**
     * A recording.
     *
     * @param file header of the record, or the file itself
     */
    record Recording(Path file) implements Source {}

    /**
     * One row of a table.
     *
     * @param file table
     * @param row  from 0, not counting the header
     */
    record TableRow(Path file, int row) implements Source {}

    /**
     * Channels as volumes, in order; an array of many images is read completely.
     *
     * @throws DataException if the source cannot be read or is not an image
     */
    default List<Volume> readImage() {
        return readImage(new OpenArrays());
    }

    /**
     * Channels as volumes, in order; an array of many images is read once for all of them.
     *
     * @throws DataException as {@link #readImage()}
     */
    default List<Volume> readImage(OpenArrays arrays) {
        throw new DataException("this is not an image", Where.file(file()), "use a folder of images");
    }
}
