package klarsyn.dicom.pixel;

import java.nio.file.Path;
import java.util.Optional;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.FunctionalGroups;
import klarsyn.dicom.Tag;

/**
 * The values of a file's frames as they are meant: grey in the modality's unit, colours as red, green and blue.
 *
 * <p>Grey values go through the modality's transform, that of the frame where an enhanced object has one for it. This
 * is the display scale of Philips' files too ("DV = PV · RS + RI"), as dicom2nifti and dcm2niix give it; the private
 * floating-point scale (2005,100E) is left alone. Doses are in the unit of the dose, Dose Grid Scaling applied.
 */
public final class FrameValues {

    private static final int DOSE_GRID_SCALING = 0x3004000E;
    private static final int RED_GREEN_BLUE = 3;

    private final DicomObject object;
    private final PixelData pixels;
    private final Optional<FunctionalGroups> groups;

    private FrameValues(DicomObject object, PixelData pixels, Optional<FunctionalGroups> groups) {
        this.object = object;
        this.pixels = pixels;
        this.groups = groups;
    }

    /** Opens a file; frames are decoded when they are asked for. */
    public static FrameValues read(Path path) {
        DicomFile file = DicomFile.read(path);
        return new FrameValues(file.dataSet(), PixelData.of(file), FunctionalGroups.of(file.dataSet()));
    }

    /** Shape of the frames. */
    public PixelFormat format() {
        return pixels.format();
    }

    /** Values of a pixel: one, or red, green and blue. */
    public int samples() {
        return pixels.format().photometric().isGrayscale() ? 1 : RED_GREEN_BLUE;
    }

    /** All values of a frame, {@code [row][column][sample]}. */
    public float[] frame(int index) {
        if (samples() == RED_GREEN_BLUE) {
            return floats(ColorConversion.of(object, format()).apply(pixels.frame(index)));
        }
        DicomObject holder = groups.flatMap(all -> all.group(index, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE))
                .orElse(object);
        float[] values = ModalityTransform.of(holder, format()).apply(pixels.values(index));
        double dose = object.number(DOSE_GRID_SCALING).orElse(1);
        for (int i = 0; dose != 1 && i < values.length; i++) {
            values[i] = (float) (values[i] * dose);
        }
        return values;
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}
