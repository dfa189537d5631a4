package klarsyn.dicom.pixel;

import java.nio.file.Path;
import java.util.Optional;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.FunctionalGroups;
import klarsyn.dicom.Tag;

/**
 * The values of a file's frames in their units: grayscale in the modality's unit, colors as RGB.
 *
 * <p>Grayscale values are converted by the modality transform, in enhanced objects by that of the frame. For Philips
 * files this is the display scale ("DV = PV · RS + RI"), as in dicom2nifti and dcm2niix; the private floating-point
 * scale (2005,100E) is ignored. Doses are multiplied by Dose Grid Scaling.
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

    /** Opens a file; frames are decoded on demand. */
    public static FrameValues read(Path path) {
        DicomFile file = DicomFile.read(path);
        return new FrameValues(file.dataSet(), PixelData.of(file), FunctionalGroups.of(file.dataSet()));
    }

    /** Shape of the frames. */
    public PixelFormat format() {
        return pixels.format();
    }

    /** Values per pixel: one, or red, green and blue. */
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
