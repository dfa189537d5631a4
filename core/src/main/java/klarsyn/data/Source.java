package klarsyn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.dicom.series.DicomSeries;
import klarsyn.format.Images;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
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
        public List<Volume> readImage() {
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
        public List<Volume> readImage() {
            return DicomSeries.of(files).assemble();
        }
    }

    /**
     * One image of an array, a picture or a volume.
     *
     * @param file   file of the array
     * @param name   name of the array
     * @param array  images along its first axis: {@code [N, H, W]}, {@code [N, H, W, C]} with C 3 or 4, or
     *               {@code [N, D, H, W]}
     * @param index  index of the image, from 0
     */
    record ArrayItem(Path file, String name, NumericArray array, int index) implements Source {

        @Override
        public List<Volume> readImage() {
            List<Integer> shape = array.itemShape();
            float[] values = array.item(index);
            if (shape.size() == 2) {
                return List.of(volume(new Shape(shape.get(1), shape.get(0), 1), values));
            }
            if (shape.size() == 3) {
                return shape.get(2) == 3 || shape.get(2) == 4
                        ? channels(shape, values)
                        : List.of(volume(new Shape(shape.get(2), shape.get(1), shape.get(0)), values));
            }
            throw new DataException(
                    "an item of shape %s is not an image".formatted(shape),
                    Where.of("%s, %s".formatted(file, name)),
                    "store images as [N, H, W], [N, H, W, C] or [N, D, H, W]");
        }

        private static List<Volume> channels(List<Integer> shape, float[] values) {
            int count = shape.get(2);
            List<Volume> channels = new ArrayList<>();
            for (int channel = 0; channel < count; channel++) {
                float[] one = new float[values.length / count];
                for (int i = 0; i < one.length; i++) {
                    one[i] = values[i * count + channel];
                }
                channels.add(volume(new Shape(shape.get(1), shape.get(0), 1), one));
            }
            return channels;
        }

        private static Volume volume(Shape shape, float[] values) {
            return new Volume(Geometry.of(shape, Spacing.isotropic(1)), values);
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
     * Channels as volumes, in order.
     *
     * @throws DataException if the source cannot be read or is not an image
     */
    default List<Volume> readImage() {
        throw new DataException("this is not an image", Where.file(file()), "choose a folder of images");
    }
}
