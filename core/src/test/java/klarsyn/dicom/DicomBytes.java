package klarsyn.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import klarsyn.dicom.pixel.PixelData;

/** Writes elements for tests, valid or invalid. */
public final class DicomBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Encoding encoding;

    public DicomBytes(Encoding encoding) {
        this.encoding = encoding;
    }

    /** Preamble, prefix and a transfer syntax. */
    public static DicomBytes file(TransferSyntax syntax) {
        var head = new DicomBytes(Encoding.EXPLICIT);
        head.out.writeBytes(new byte[128]);
        head.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        head.text(Tag.TRANSFER_SYNTAX, "UI", syntax.uid());
        var body = new DicomBytes(Encoding.of(syntax));
        body.out.writeBytes(head.bytes());
        return body;
    }

    /** A gray image of these bits without its pixels. */
    public static DicomBytes image(TransferSyntax syntax, int rows, int columns, int allocated, int stored, int high) {
        return file(syntax)
                .shorts(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .shorts(Tag.ROWS, rows)
                .shorts(Tag.COLUMNS, columns)
                .shorts(Tag.BITS_ALLOCATED, allocated)
                .shorts(Tag.BITS_STORED, stored)
                .shorts(Tag.HIGH_BIT, high);
    }

    /** A picture of three samples of 8 bits without its pixels. */
    public static DicomBytes color(TransferSyntax syntax, String photometric, int planar, int rows, int columns) {
        return file(syntax)
                .shorts(Tag.SAMPLES_PER_PIXEL, 3)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
                .shorts(Tag.PLANAR_CONFIGURATION, planar)
                .shorts(Tag.ROWS, rows)
                .shorts(Tag.COLUMNS, columns)
                .shorts(Tag.BITS_ALLOCATED, 8)
                .shorts(Tag.BITS_STORED, 8)
                .shorts(Tag.HIGH_BIT, 7);
    }

    public DicomBytes text(int tag, String representation, String value) {
        String even = value.length() % 2 == 0 ? value : value + (representation.equals("UI") ? "\0" : " ");
        return element(tag, representation, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    public DicomBytes shorts(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(encoding.order());
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return element(tag, "US", bytes.array());
    }

    public DicomBytes element(int tag, String representation, byte[] value) {
        header(tag, representation, value.length);
        out.writeBytes(value);
        return this;
    }

    /** Tag, representation and length, possibly wrong. */
    public DicomBytes header(int tag, String representation, int length) {
        tag(tag);
        boolean isLong = "OB OD OF OL OV OW SQ SV UC UN UR UT UV ".contains(representation + " ");
        if (!encoding.explicit()) {
            number(length, 4);
        } else {
            out.writeBytes(representation.getBytes(StandardCharsets.ISO_8859_1));
            number(0, isLong ? 2 : 0);
            number(length, isLong ? 4 : 2);
        }
        return this;
    }

    /** An item or a delimiter. */
    public DicomBytes item(int tag, int length) {
        tag(tag);
        number(length, 4);
        return this;
    }

    public DicomBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Compressed pixels: a table of offsets, then fragments. */
    public DicomBytes fragments(int[] table, byte[]... fragments) {
        header(Tag.PIXEL_DATA, "OB", -1).item(0xfffee000, 4 * table.length);
        for (int offset : table) {
            number(offset, 4);
        }
        for (byte[] fragment : fragments) {
            item(0xfffee000, fragment.length).raw(fragment);
        }
        return item(0xfffee0dd, 0);
    }

    private void tag(int tag) {
        number(tag >>> 16, 2);
        number(tag & 0xffff, 2);
    }

    private void number(int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            int shift = encoding.order() == ByteOrder.BIG_ENDIAN ? bytes - 1 - i : i;
            out.write(value >>> (8 * shift));
        }
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public DicomFile read() {
        return read(bytes(), DicomParser.Extent.WHOLE);
    }

    public PixelData pixels() {
        return PixelData.of(read());
    }

    public static DicomFile read(byte[] bytes, DicomParser.Extent extent) {
        try {
            return DicomFile.read(Path.of("made.dcm"), new ByteArrayInputStream(bytes), bytes.length, extent);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
