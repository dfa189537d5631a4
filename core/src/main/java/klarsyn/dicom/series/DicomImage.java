package klarsyn.dicom.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Heap;
import klarsyn.base.Where;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;
import klarsyn.dicom.pixel.FrameValues;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * The image of one DICOM file: a slice, a stack of frames or a picture.
 *
 * <p>A file with pixel positions in the patient is a series of one file: see {@link DicomSeries}. Any other, such as a
 * radiograph, an ultrasound or a secondary capture, is a picture: x is the column from the left, y the row from the
 * top, z the frame, the first pixel at the origin. Its spacing is Pixel Spacing or Imager Pixel Spacing, otherwise 1
 * mm. Values are modality values, not inverted for MONOCHROME1; colors are three volumes.
 */
public final class DicomImage {

    private DicomImage() {}

    /**
     * All channels of a file.
     *
     * @throws DataException if it cannot be read, contains no image, or its frames with positions are not a volume
     */
    public static List<Volume> read(Path file) {
        DicomSeries series = DicomSeries.of(List.of(file));
        return series.slices() > 0 ? series.assemble() : picture(file);
    }

    /**
     * Shape and position of the pixels, from the header alone.
     *
     * @throws DataException as {@link #read}
     */
    public static Geometry geometry(Path file) {
        DicomSeries series = DicomSeries.of(List.of(file));
        return series.slices() > 0
                ? series.geometry(Tilt.REFUSE)
                : grid(DicomFile.readHeader(file).dataSet(), file);
    }

    private static Geometry grid(DicomObject object, Path file) {
        int columns = object.requireInteger(Tag.COLUMNS);
        int rows = object.requireInteger(Tag.ROWS);
        int frames = Math.max(1, object.integer(Tag.NUMBER_OF_FRAMES).orElse(1));
        if ((long) columns * rows > Integer.MAX_VALUE / frames) {
            throw new DataException(
                    "%d frames of %d×%d pixels exceed the maximum size".formatted(frames, columns, rows),
                    Where.file(file),
                    "export the file in parts");
        }
        double[] spacing = object.doubles(Tag.PIXEL_SPACING);
        spacing = spacing.length == 2 ? spacing : object.doubles(Tag.IMAGER_PIXEL_SPACING);
        boolean isStated = spacing.length == 2 && spacing[0] > 0 && spacing[1] > 0;
        var pixel = isStated && Double.isFinite(spacing[0] + spacing[1])
                ? new Spacing(spacing[1], spacing[0], 1)
                : Spacing.isotropic(1);
        return Geometry.of(new Shape(columns, rows, frames), pixel);
    }

    private static List<Volume> picture(Path file) {
        FrameValues frames = FrameValues.read(file);
        Geometry grid = grid(DicomFile.readHeader(file).dataSet(), file);
        float[] first = frames.frame(0);
        List<float[]> channels = new ArrayList<>();
        try {
            for (int sample = 0; sample < frames.samples(); sample++) {
                channels.add(new float[grid.shape().voxels()]);
            }
        } catch (OutOfMemoryError tooLarge) {
            throw new DataException(
                    "the picture of %s pixels does not fit into the %d MiB of Java memory"
                            .formatted(grid.shape(), Runtime.getRuntime().maxMemory() >> 20),
                    Where.file(file),
                    Heap.MORE,
                    tooLarge);
        }
        for (int frame = 0; frame < grid.shape().z(); frame++) {
            scatter(frame == 0 ? first : frames.frame(frame), channels, frame);
        }
        return channels.stream().map(voxels -> new Volume(grid, voxels)).toList();
    }

    private static void scatter(float[] values, List<float[]> channels, int frame) {
        int samples = channels.size();
        int pixels = values.length / samples;
        for (int sample = 0; sample < samples; sample++) {
            float[] channel = channels.get(sample);
            for (int i = 0; i < pixels; i++) {
                channel[frame * pixels + i] = values[i * samples + sample];
            }
        }
    }
}
