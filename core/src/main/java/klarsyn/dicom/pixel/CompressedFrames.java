package klarsyn.dicom.pixel;

import java.nio.ByteOrder;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Element;
import klarsyn.dicom.TransferSyntax;

/** Frames stored in fragments, decoded one by one. */
final class CompressedFrames implements FrameReader {

    /** Samples always allowed per frame, and the maximum per byte above that: more than deflate or JPEG can achieve. */
    private static final int ALWAYS_ALLOWED = 1 << 25;

    private static final long MAX_PER_BYTE = 1100;

    private final DicomFile file;
    private final List<List<Element.Slice>> frames;
    private final PixelFormat format;
    private final Decoder decoder;

    private CompressedFrames(DicomFile file, List<List<Element.Slice>> frames, PixelFormat format, Decoder decoder) {
        this.file = file;
        this.frames = frames;
        this.format = format;
        this.decoder = decoder;
    }

    /** Decodes the bytes of a frame to samples with their sign. */
    @FunctionalInterface
    private interface Decoder {
        int[] decode(byte[] frame, Where where);
    }

    static CompressedFrames of(DicomFile file, List<Element.Slice> slices, PixelFormat format) {
        DicomObject object = file.dataSet();
        if (format.bitsStored() > 32) {
            throw PixelData.wrong(object, "integers of %d bits are not supported".formatted(format.bitsStored()));
        }
        Decoder decoder = decoder(file, format);
        return new CompressedFrames(file, FrameFragments.of(object, slices, format.frames()), format, decoder);
    }

    private static Decoder decoder(DicomFile file, PixelFormat format) {
        TransferSyntax syntax = file.transferSyntax();
        if (syntax.equals(TransferSyntax.RLE)) {
            return (frame, where) -> new RunLength(frame, format, where).decode();
        } else if (syntax.equals(TransferSyntax.DEFLATED_FRAMES)) {
            return (frame, where) -> DeflatedFrame.decode(frame, format, where);
        } else if (syntax.equals(TransferSyntax.JPEG_BASELINE)) {
            return (frame, where) -> new JpegFrame(frame, format, where).decode();
        }
        if (syntax.equals(TransferSyntax.JPEG_EXTENDED) && format.bitsAllocated() == 8) {
            return (frame, where) -> new JpegFrame(frame, format, where).decode();
        }
        CodestreamFrame codestream = CodestreamFrame.of(syntax)
                .orElseThrow(() -> new DataException(
                        "pixel compression %s is not supported".formatted(syntax),
                        file.dataSet().where(),
                        "export the file uncompressed"));
        return (frame, where) -> codestream.decode(frame, format, where);
    }

    @Override
    public int[] stored(int index) {
        Where where = new Where("%s, frame %d".formatted(file.dataSet().where(), index + 1));
        byte[] frame = joined(frames.get(index));
        int samples = format.samplesOfFrame();
        if (samples > ALWAYS_ALLOWED && samples / MAX_PER_BYTE > frame.length) {
            throw new DataException(
                    "%d bytes claim to contain %d samples".formatted(frame.length, samples),
                    where,
                    "export the file again, or exclude it");
        }
        return decoder.decode(frame, where);
    }

    private byte[] joined(List<Element.Slice> fragments) {
        long length = fragments.stream().mapToLong(Element.Slice::length).sum();
        byte[] bytes = new byte[Math.toIntExact(length)];
        byte[] source = file.dataSet().source().array();
        int at = 0;
        for (Element.Slice fragment : fragments) {
            System.arraycopy(source, fragment.offset(), bytes, at, fragment.length());
            at += fragment.length();
        }
        return bytes;
    }

    @Override
    public double[] values(int index) {
        return StoredBits.asNumbers(stored(index), format);
    }

    /** The frame as uncompressed little-endian bytes. */
    static int[] unpack(byte[] bytes, PixelFormat format) {
        return new StoredBits(format, ByteOrder.LITTLE_ENDIAN, StoredBits.Words.BYTES).unpack(bytes, 0, 0);
    }

    /** Size of such a frame in bytes. */
    static int bytesOf(PixelFormat format, Where where) {
        long bytes = (StoredBits.bitsOfFrame(format) + 7) / 8;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new DataException("a frame of %d bytes is too large".formatted(bytes), where, "export it in tiles");
        }
        return (int) bytes;
    }
}
