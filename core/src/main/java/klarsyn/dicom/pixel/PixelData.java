package klarsyn.dicom.pixel;

import java.util.Objects;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Element;
import klarsyn.dicom.Tag;

/**
 * The stored pixel values of a file, frame by frame, exactly.
 *
 * <p>A frame is decoded when it is asked for, so memory holds the file's bytes and the frames that are in use. Values
 * are interleaved, {@code [row][column][sample]}, whatever the planar configuration. Nothing is rescaled, inverted or
 * turned to another colour: see {@link ModalityTransform} and {@link ColorConversion}. May be used by several threads.
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
     * The pixels of a file that was read whole.
     *
     * @throws DataException if it has none, its elements contradict one another or the number of its bytes, or no codec
     *     for its transfer syntax is here
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
        Element element = object.find(Tag.PIXEL_DATA).orElseThrow(() -> wrong(object, "there are no pixel data"));
        boolean mayBeNative =
                !file.transferSyntax().isEncapsulated() || file.transferSyntax().isLater();
        return switch (element.content()) {
            case Element.Slice slice when mayBeNative -> NativeFrames.of(object, element, slice, format);
            case Element.Slice _ ->
                throw wrong(object, "the pixel data are no fragments, as " + file.transferSyntax() + " has them");
            case Element.Fragments fragments -> CompressedFrames.of(file, fragments.slices(), format);
            case Element.Items _ -> throw wrong(object, "the pixel data are a sequence of items");
        };
    }

    /** Shape and meaning of the values. */
    public PixelFormat format() {
        return format;
    }

    /** Whether the values are floats, for which there is only {@link #values}. */
    public boolean isFloat() {
        return reader instanceof FloatFrames;
    }

    /**
     * The stored values of a frame, with their sign; unsigned ones of 32 bits keep their bits.
     *
     * @param index from 0
     * @throws DataException if the frame cannot be decoded, or holds floats
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public int[] frame(int index) {
        return reader.stored(Objects.checkIndex(index, format.frames()));
    }

    /**
     * The stored values of a frame as numbers, be they whole or floats; unsigned ones of 32 bits are not negative.
     *
     * @param index from 0
     * @throws DataException if the frame cannot be decoded
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public double[] values(int index) {
        return reader.values(Objects.checkIndex(index, format.frames()));
    }

    static DataException wrong(DicomObject object, String what) {
        return new DataException(what, object.where(), "export the file again, or leave it out");
    }

    @Override
    public String toString() {
        return "PixelData of %s, %s".formatted(file.path(), format);
    }
}
