package klarsyn.dicom.pixel;

import java.nio.ByteOrder;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Element;
import klarsyn.dicom.ValueRepresentation;

/** Uncompressed frames, contiguous without padding. */
final class NativeFrames implements FrameReader {

    private final byte[] bytes;
    private final int start;
    private final PixelFormat format;
    private final StoredBits bits;
    private final boolean subsampled;

    private NativeFrames(byte[] bytes, int start, PixelFormat format, StoredBits bits, boolean subsampled) {
        this.bytes = bytes;
        this.start = start;
        this.format = format;
        this.bits = bits;
        this.subsampled = subsampled;
    }

    static NativeFrames of(DicomObject object, Element element, Element.Slice slice, PixelFormat format) {
        if (format.bitsStored() > 32) {
            throw PixelData.wrong(object, "integers of %d bits are not supported".formatted(format.bitsStored()));
        }
        long available = 8L * slice.length();
        long full = StoredBits.bitsOfFrame(format);
        boolean subsampled = isSubsampled(object, format) && available / full < format.frames();
        long needed = subsampled ? full / 3 * 2 : full;
        if (available / needed < format.frames()) {
            throw tooFew(object, slice.length(), needed, format);
        }
        ByteOrder order = object.byteOrder();
        boolean areWords = element.representation() != ValueRepresentation.OB && slice.length() % 2 == 0;
        StoredBits.Words words = order == ByteOrder.BIG_ENDIAN && areWords && format.bitsAllocated() < 16
                ? StoredBits.Words.SWAPPED
                : StoredBits.Words.BYTES;
        return new NativeFrames(
                object.source().array(), slice.offset(), format, new StoredBits(format, order, words), subsampled);
    }

    private static boolean isSubsampled(DicomObject object, PixelFormat format) {
        return switch (format.photometric()) {
            case YBR_FULL_422, YBR_PARTIAL_422 -> {
                if (format.columns() % 2 != 0) {
                    throw PixelData.wrong(object, "horizontally subsampled colors need an even number of columns");
                }
                yield true;
            }
            case YBR_PARTIAL_420, YBR_ICT, YBR_RCT ->
                throw PixelData.wrong(object, format.photometric() + " is supported only for compressed pixels");
            case MONOCHROME1, MONOCHROME2, PALETTE_COLOR, RGB, YBR_FULL -> false;
        };
    }

    private static DataException tooFew(DicomObject object, int length, long bits, PixelFormat format) {
        return PixelData.wrong(
                object,
                "the pixel data have %d bytes, and %d frames of %d×%d pixels with %d samples of %d bits take %.0f"
                        .formatted(
                                length,
                                format.frames(),
                                format.columns(),
                                format.rows(),
                                format.samples(),
                                format.bitsAllocated(),
                                Math.ceil((double) bits * format.frames() / 8)));
    }

    @Override
    public int[] stored(int index) {
        long full = StoredBits.bitsOfFrame(format);
        return subsampled
                ? bits.unpackSubsampled(bytes, start, index * (full / 3 * 2))
                : bits.unpack(bytes, start, index * full);
    }

    @Override
    public double[] values(int index) {
        return StoredBits.asNumbers(stored(index), format);
    }
}
