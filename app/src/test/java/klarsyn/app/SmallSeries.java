package klarsyn.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A small DICOM series of axial MR slices with a bright block, a file a slice. */
final class SmallSeries {

    static final int COLUMNS = 24;
    static final int ROWS = 20;

    private static final String AXIAL = "1\\0\\0\\0\\1\\0";
    private static final String CORONAL = "1\\0\\0\\0\\0\\-1";

    private final Path folder;
    private final String uid;
    private final double spacing;

    /**
     * @param uid     of the series
     * @param spacing between slices, mm
     */
    SmallSeries(Path folder, String uid, double spacing) {
        this.folder = folder;
        this.uid = uid;
        this.spacing = spacing;
    }

    /** Writes slices, named so that the order of names is not that of places. */
    SmallSeries write(int slices) {
        for (int i = 0; i < slices; i++) {
            slice(name(slices - i), i * spacing, i + 1, AXIAL);
        }
        return this;
    }

    static String name(int number) {
        return "IM%04d".formatted(number);
    }

    /** Adds a slice at the place of another. */
    SmallSeries addTwin(int index) {
        slice(name(900), index * spacing, index + 1, AXIAL);
        return this;
    }

    /** Adds a localizer: a slice in another direction. */
    SmallSeries addLocalizer() {
        slice(name(901), 0, 99, CORONAL);
        return this;
    }

    private void slice(String name, double z, int number, String orientation) {
        Map<Integer, byte[]> elements = new TreeMap<>();
        text(elements, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.4");
        text(elements, 0x00080018, "UI", uid + "." + number + "." + name.substring(2));
        text(elements, 0x00080060, "CS", "MR");
        text(elements, 0x00100020, "LO", "P1");
        text(elements, 0x0020000E, "UI", uid);
        text(elements, 0x00200013, "IS", String.valueOf(number));
        text(elements, 0x00200032, "DS", String.format(Locale.ROOT, "-20\\-15\\%.3f", z));
        text(elements, 0x00200037, "DS", orientation);
        text(elements, 0x00280030, "DS", "2.0\\1.7");
        shorts(elements, 0x00280002, 1);
        text(elements, 0x00280004, "CS", "MONOCHROME2");
        shorts(elements, 0x00280010, ROWS);
        shorts(elements, 0x00280011, COLUMNS);
        shorts(elements, 0x00280100, 16);
        shorts(elements, 0x00280101, 16);
        shorts(elements, 0x00280102, 15);
        shorts(elements, 0x00280103, 0);
        element(elements, 0x7FE00010, "OW", pixels(z));
        Map<Integer, byte[]> meta = new TreeMap<>();
        text(meta, 0x00020010, "UI", "1.2.840.10008.1.2.1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        meta.values().forEach(out::writeBytes);
        elements.values().forEach(out::writeBytes);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), out.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] pixels(double z) {
        ByteBuffer pixels = ByteBuffer.allocate(2 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            int x = i % COLUMNS;
            int y = i / COLUMNS;
            boolean inside = x > 6 && x < 16 && y > 5 && y < 14 && z > 5 && z < 30;
            pixels.putShort((short) ((inside ? 900 : 200) + (x * 7 + y * 13) % 50));
        }
        return pixels.array();
    }

    private static void text(Map<Integer, byte[]> elements, int tag, String representation, String value) {
        String even = value.length() % 2 == 0 ? value : value + (representation.equals("UI") ? "\0" : " ");
        element(elements, tag, representation, even.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void shorts(Map<Integer, byte[]> elements, int tag, int value) {
        element(elements, tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
    }

    private static void element(Map<Integer, byte[]> elements, int tag, String representation, byte[] value) {
        boolean isLong = representation.equals("OW");
        ByteBuffer bytes = ByteBuffer.allocate((isLong ? 12 : 8) + value.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) (tag >>> 16)).putShort((short) tag);
        bytes.put(representation.getBytes(StandardCharsets.US_ASCII));
        if (isLong) {
            bytes.putShort((short) 0).putInt(value.length);
        } else {
            bytes.putShort((short) value.length);
        }
        bytes.put(value);
        elements.put(tag, bytes.array());
    }
}
