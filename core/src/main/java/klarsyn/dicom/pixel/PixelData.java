package klarsyn.dicom.pixel;

import java.util.Objects;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Element;
import klarsyn.dicom.Tag;

/**
 * The exact stored pixel values of a file, frame by frame.
 *
 * <p>Frames are decoded on demand, so memory holds the file's bytes and the frames in use. Values are interleaved,
 * {@code [row][column][sample]}, regardless of planar configuration. Values are not rescaled, inverted or converted to
 * another color space: see {@link ModalityTransform} and {@link ColorConversion}. Thread-safe.
 */
public final class PixelData {

    private final DicomFile file;
    private final PixelFormat format;
    private final FrameReader reader;

    private PixelData(DicomFile file, PixelFormat format, FrameReader reader) {
        this.file = file;
        this.format = format;
        this.reader = reader;
    }

    /**
     * The pixels of a file.
     *
     * @throws DataException if there are none, elements are inconsistent with each other or with the number of bytes,
     *     or the transfer syntax is not supported
     */
    public static PixelData of(DicomFile file) {
        DicomObject object = file.dataSet();
        PixelFormat format = PixelFormat.of(object);
        Optional<FrameReader> floats = floats(object, format);
        return new PixelData(file, format, floats.orElseGet(() -> whole(file, format)));
    }

    private static Optional<FrameReader> floats(DicomObject object, PixelFormat format) {
        if (object.find(Tag.FLOAT_PIXEL_DATA).map(Element::content).orElse(null) instanceof Element.Slice slice) {
            return Optional.of(FloatFrames.of(object, slice, 32, format));
        } else if (object.find(Tag.DOUBLE_FLOAT_PIXEL_DATA)
                        .map(Element::content)
                        .orElse(null)
                instanceof Element.Slice slice) {
            return Optional.of(FloatFrames.of(object, slice, 64, format));
        }
        return Optional.empty();
    }

    private static FrameReader whole(DicomFile file, PixelFormat format) {
        DicomObject object = file.dataSet();
        Element element = object.find(Tag.PIXEL_DATA).orElseThrow(() -> wrong(object, "the file has no pixel data"));
        boolean mayBeNative =
                !file.transferSyntax().isEncapsulated() || file.transferSyntax().isLater();
        return switch (element.content()) {
            case Element.Slice slice when mayBeNative -> NativeFrames.of(object, element, slice, format);
            case Element.Slice _ ->
                throw wrong(
                        object,
                        "the pixel data are not stored in fragments, as required by " + file.transferSyntax() + "");
            case Element.Fragments fragments -> CompressedFrames.of(file, fragments.slices(), format);
            case Element.Items _ -> throw wrong(object, "the pixel data are a sequence of items");
        };
    }

    /** Shape and meaning of the values. */
    public PixelFormat format() {
        return format;
    }

    /** Whether the values are floats, available only through {@link #values}. */
    public boolean isFloat() {
        return reader instanceof FloatFrames;
    }

    /**
     * The stored values of a frame with their sign; unsigned 32-bit values keep their bits.
     *
     * @param index from 0
     * @throws DataException if the frame cannot be decoded, or contains floats
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public int[] frame(int index) {
        return reader.stored(Objects.checkIndex(index, format.frames()));
    }

    /**
     * The stored values of a frame as numbers, integer or float; unsigned 32-bit values are not negative.
     *
     * @param index from 0
     * @throws DataException if the frame cannot be decoded
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public double[] values(int index) {
        return reader.values(Objects.checkIndex(index, format.frames()));
    }

    static DataException wrong(DicomObject object, String what) {
        return new DataException(what, object.where(), "export the file again, or exclude it");
    }

    @Override
    public String toString() {
        return "PixelData of %s, %s".formatted(file.path(), format);
    }
}
