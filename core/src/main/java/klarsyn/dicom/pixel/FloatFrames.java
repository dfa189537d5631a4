package klarsyn.dicom.pixel;

import java.nio.ByteOrder;
import klarsyn.dicom.ByteSource;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Element;

/** Frames of Float Pixel Data (32 bits) or Double Float Pixel Data (64 bits). */
final class FloatFrames implements FrameReader {

    private final DicomObject object;
    private final int start;
    private final PixelFormat format;

    private FloatFrames(DicomObject object, int start, PixelFormat format) {
        this.object = object;
        this.start = start;
        this.format = format;
    }

    static FloatFrames of(DicomObject object, Element.Slice slice, int bits, PixelFormat format) {
        if (format.bitsAllocated() != bits) {
            throw PixelData.wrong(
                    object,
                    "float pixels of %d bits are declared with %d bits allocated"
                            .formatted(bits, format.bitsAllocated()));
        }
        long needed = StoredBits.bitsOfFrame(format) / 8;
        if (slice.length() / needed < format.frames()) {
            throw PixelData.wrong(
                    object,
                    "the pixel data have %d bytes, and each of the %d frames takes %d"
                            .formatted(slice.length(), format.frames(), needed));
        }
        return new FloatFrames(object, slice.offset(), format);
    }

    @Override
    public int[] stored(int index) {
        throw PixelData.wrong(object, "the pixels are floating-point numbers instead of integers");
    }

    @Override
    public double[] values(int index) {
        ByteSource source = object.source();
        ByteOrder order = object.byteOrder();
        double[] values = new double[format.samplesOfFrame()];
        int bytes = format.bitsAllocated() / 8;
        int from = start + index * values.length * bytes;
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes == 4
                    ? Float.intBitsToFloat(source.signed32(from + 4 * i, order))
                    : Double.longBitsToDouble(source.signed64(from + 8 * i, order));
        }
        return values;
    }
}
