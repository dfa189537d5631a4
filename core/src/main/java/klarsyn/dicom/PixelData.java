package klarsyn.dicom;

import klarsyn.base.DataException;

/**
 * The stored pixel values of a file, frame by frame, exactly.
 *
 * <p>A frame is decoded when it is asked for, so memory holds the file's bytes and the frames that are in use. Values
 * are interleaved, {@code [row][column][sample]}, whatever the planar configuration. Nothing is rescaled, inverted or
 * turned to another colour: see {@link ModalityTransform} and {@link Colours}.
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

    /** Where the frames come from. */
    interface FrameReader {
        int[] stored(int index);

        double[] values(int index);

        boolean isFloat();
    }

    /**
     * The pixels of a file.
     *
     * @throws DataException if it has none, its elements contradict one another or the number of its bytes, or no codec
     *     for its transfer syntax is here
     */
    public static PixelData of(DicomFile file) {
        PixelFormat format = PixelFormat.of(file.dataSet());
        return new PixelData(file, format, NativeFrames.of(file, format));
    }

    /** Shape and meaning of the values. */
    public PixelFormat format() {
        return format;
    }

    /** Whether the values are floats, for which there is only {@link #values}. */
    public boolean isFloat() {
        return reader.isFloat();
    }

    /**
     * The stored values of a frame, with their sign; unsigned ones of 32 bits keep their bits.
     *
     * @param index from 0
     * @throws DataException if the frame cannot be decoded, or holds floats
     */
    public int[] frame(int index) {
        return reader.stored(index);
    }

    /**
     * The stored values of a frame as numbers, be they whole or floats; unsigned ones of 32 bits are not negative.
     *
     * @param index from 0
     * @throws DataException if the frame cannot be decoded
     */
    public double[] values(int index) {
        return reader.values(index);
    }

    @Override
    public String toString() {
        return "PixelData of %s, %s".formatted(file.path(), format);
    }
}
