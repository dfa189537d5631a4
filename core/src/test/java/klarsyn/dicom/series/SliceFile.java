package klarsyn.dicom.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klarsyn.dicom.Tag;
import klarsyn.dicom.TransferSyntax;

/** Creates DICOM files of a phantom with a known value at every world position; elements can be set and removed. */
public final class SliceFile {

    static final String SERIES = "1.2.3.4";

    private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);

    /** A 16-bit slice of the phantom with its position. */
    static SliceFile of(SlicePlane plane, int columns, int rows, int instance) {
        return new SliceFile()
                .text(Tag.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.SOP_INSTANCE, "UI", SERIES + "." + instance)
                .text(Tag.MODALITY, "CS", "MR")
                .text(Tag.SERIES_INSTANCE, "UI", SERIES)
                .text(Tag.INSTANCE_NUMBER, "IS", String.valueOf(instance))
                .place(plane)
                .pixels(columns, rows, stored(plane, columns, rows));
    }

    /** Writes the slices of a series of 4 by 3 pixels, 1 mm apart, of one patient, into a folder. */
    public static void series(Path folder, int number, int slices) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        for (int z = 0; z < slices; z++) {
            SlicePlane plane = new SlicePlane(new Vector3(0, 0, z), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 1, 1);
            of(plane, 4, 3, z + 1)
                    .text(Tag.SERIES_INSTANCE, "UI", SERIES + "." + number)
                    .text(Tag.PATIENT_ID, "LO", "P" + number)
                    .write(folder.resolve("%03d.dcm".formatted(z)));
        }
    }

    /** The phantom: different values at different positions, between 0 and 32767 near the origin. */
    static int value(Vector3 at) {
        return (int) Math.rint(16000 + 37.17 * at.x() + 23.31 * at.y() - 41.73 * at.z());
    }

    /** Stored values of the phantom in a plane. */
    static short[] stored(SlicePlane plane, int columns, int rows) {
        short[] values = new short[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) value(plane.pixel(i % columns, Math.floorDiv(i, columns)));
        }
        return values;
    }

    SliceFile place(SlicePlane plane) {
        return numbers(Tag.IMAGE_POSITION, plane.position())
                .numbers(Tag.IMAGE_ORIENTATION, plane.along(), plane.down())
                .decimals(Tag.PIXEL_SPACING, plane.dy(), plane.dx());
    }

    SliceFile pixels(int columns, int rows, short... values) {
        return shorts(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .shorts(Tag.ROWS, rows)
                .shorts(Tag.COLUMNS, columns)
                .shorts(Tag.BITS_ALLOCATED, 16)
                .shorts(Tag.BITS_STORED, 16)
                .shorts(Tag.HIGH_BIT, 15)
                .shorts(Tag.PIXEL_REPRESENTATION, 0)
                .element(Tag.PIXEL_DATA, "OW", little(values));
    }

    private SliceFile numbers(int tag, Vector3... vectors) {
        return decimals(
                tag,
                Arrays.stream(vectors)
                        .flatMapToDouble(v -> Arrays.stream(new double[] {v.x(), v.y(), v.z()}))
                        .toArray());
    }

    SliceFile decimals(int tag, double... values) {
        return text(
                tag,
                "DS",
                Arrays.stream(values)
                        .mapToObj(value -> String.format(Locale.ROOT, "%.10f", value))
                        .collect(Collectors.joining("\\")));
    }

    SliceFile text(int tag, String representation, String value) {
        String even = value.length() % 2 == 0 ? value : value + (representation.equals("UI") ? "\0" : " ");
        return element(tag, representation, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    SliceFile shorts(int tag, int... values) {
        short[] all = new short[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) values[i];
        }
        return element(tag, "US", little(all));
    }

    SliceFile sequence(int tag, SliceFile... items) {
        var out = new ByteArrayOutputStream();
        for (SliceFile item : items) {
            byte[] content = item.content();
            out.writeBytes(
                    little((short) 0xfffe, (short) 0xe000, (short) content.length, (short) (content.length >>> 16)));
            out.writeBytes(content);
        }
        return element(tag, "SQ", out.toByteArray());
    }

    SliceFile without(int tag) {
        elements.remove(tag);
        return this;
    }

    SliceFile element(int tag, String representation, byte[] value) {
        boolean isLong = "OB OW SQ UN".contains(representation);
        ByteBuffer head = ByteBuffer.allocate(isLong ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        head.put(representation.getBytes(StandardCharsets.ISO_8859_1));
        if (isLong) {
            head.putShort((short) 0).putInt(value.length);
        } else {
            head.putShort((short) value.length);
        }
        byte[] whole = Arrays.copyOf(head.array(), head.capacity() + value.length);
        System.arraycopy(value, 0, whole, head.capacity(), value.length);
        elements.put(tag, whole);
        return this;
    }

    private static byte[] little(short... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return bytes.array();
    }

    private byte[] content() {
        var out = new ByteArrayOutputStream();
        elements.values().forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** Writes a Part-10 file, explicit little endian. */
    Path write(Path file) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(new SliceFile()
                .text(Tag.TRANSFER_SYNTAX, "UI", TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid())
                .content());
        out.writeBytes(content());
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
