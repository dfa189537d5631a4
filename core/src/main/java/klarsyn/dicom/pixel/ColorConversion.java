package klarsyn.dicom.pixel;

import java.util.function.UnaryOperator;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/**
 * Converts the stored values of a frame to RGB if the photometric interpretation is another color space.
 *
 * <p>Luminance and chrominance by the equations of PS3.3, section C.7.6.3.1.2, rounded and clipped to the stored bits;
 * palettes by their three tables, plain or segmented.
 */
public final class ColorConversion {

    private final PixelFormat format;
    private final UnaryOperator<int[]> step;

    private ColorConversion(PixelFormat format, UnaryOperator<int[]> step) {
        this.format = format;
        this.step = step;
    }

    /**
     * The conversion for the pixels of a data set; the identity for grayscale and RGB.
     *
     * @throws DataException if a palette is missing or inconsistent
     */
    public static ColorConversion of(DicomObject object, PixelFormat format) {
        return switch (format.photometric()) {
            case MONOCHROME1, MONOCHROME2, RGB, YBR_RCT, YBR_ICT ->
                new ColorConversion(format, UnaryOperator.identity());
            case YBR_FULL, YBR_FULL_422 ->
                new ColorConversion(format.with(Photometric.RGB), pixels -> full(pixels, format));
            case YBR_PARTIAL_422, YBR_PARTIAL_420 ->
                new ColorConversion(format.with(Photometric.RGB), pixels -> partial(pixels, format));
            case PALETTE_COLOR -> {
                LookupTable[] palette = palette(object, format);
                yield new ColorConversion(format.with(Photometric.RGB), pixels -> mapped(pixels, palette));
            }
        };
    }

    private static LookupTable[] palette(DicomObject object, PixelFormat format) {
        int[] descriptors = {Tag.RED_PALETTE_DESCRIPTOR, Tag.GREEN_PALETTE_DESCRIPTOR, Tag.BLUE_PALETTE_DESCRIPTOR};
        int[] plain = {Tag.RED_PALETTE_DATA, Tag.GREEN_PALETTE_DATA, Tag.BLUE_PALETTE_DATA};
        int[] segmented = {
            Tag.SEGMENTED_RED_PALETTE_DATA, Tag.SEGMENTED_GREEN_PALETTE_DATA, Tag.SEGMENTED_BLUE_PALETTE_DATA
        };
        LookupTable[] tables = new LookupTable[3];
        for (int i = 0; i < 3; i++) {
            tables[i] = object.contains(plain[i])
                    ? LookupTable.of(object, descriptors[i], plain[i], format)
                    : LookupTable.ofSegments(object, descriptors[i], segmented[i], format);
        }
        return tables;
    }

    /** The format of the result: RGB, or grayscale unchanged; palette entries have 8 or 16 bits. */
    public PixelFormat format() {
        return format;
    }

    /** The converted samples of a frame, interleaved; the argument is not modified and may be returned. */
    public int[] apply(int[] frame) {
        return step.apply(frame);
    }

    private static int[] mapped(int[] pixels, LookupTable[] palette) {
        int[] colors = new int[Math.multiplyExact(3, pixels.length)];
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < 3; c++) {
                colors[3 * i + c] = palette[c].apply(pixels[i]);
            }
        }
        return colors;
    }

    private static int[] full(int[] pixels, PixelFormat format) {
        double half = Math.scalb(1.0, format.bitsStored() - 1);
        int[] colors = new int[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            double y = pixels[i];
            double cb = pixels[i + 1] - half;
            double cr = pixels[i + 2] - half;
            colors[i] = within(y + 1.402 * cr, format);
            colors[i + 1] = within(y - (0.114 * 1.772 * cb + 0.299 * 1.402 * cr) / 0.587, format);
            colors[i + 2] = within(y + 1.772 * cb, format);
        }
        return colors;
    }

    /** Luminance from 16 to 235 and chrominance from 16 to 240. */
    private static int[] partial(int[] pixels, PixelFormat format) {
        double unit = Math.scalb(1.0, format.bitsStored() - 8);
        int[] colors = new int[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            double y = (pixels[i] - 16 * unit) * 255 / 219;
            double cb = (pixels[i + 1] - 128 * unit) * 255 / 224;
            double cr = (pixels[i + 2] - 128 * unit) * 255 / 224;
            colors[i] = within(y + 1.402 * cr, format);
            colors[i + 1] = within(y - (0.114 * 1.772 * cb + 0.299 * 1.402 * cr) / 0.587, format);
            colors[i + 2] = within(y + 1.772 * cb, format);
        }
        return colors;
    }

    private static int within(double value, PixelFormat format) {
        double largest = Math.scalb(1.0, format.bitsStored()) - 1;
        return (int) Math.floor(Math.clamp(value, 0, largest) + 0.5);
    }
}
