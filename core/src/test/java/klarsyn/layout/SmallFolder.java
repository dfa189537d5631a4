package klarsyn.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klarsyn.data.file.FileName;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/** Fills a folder with small files, of which the ending says what is in them. */
record SmallFolder(Path root) {

    /** Files by their names, between blanks. */
    SmallFolder with(String names) {
        for (String name : names.strip().split("\\s+", -1)) {
            put(name);
        }
        return this;
    }

    private void put(String name) {
        switch (FileName.of(Path.of(name)).ending()) {
            case ".nii.gz", ".nrrd", ".mha" -> labels(name, new Shape(4, 3, 2));
            case ".png" -> labels(name, new Shape(4, 3, 1));
            case ".hea" -> text(name, "r 1 100 4\nr.dat 16 200/mV 12 0 0 0 0 I\n");
            case ".csv" -> text(name, "age,weight,ill\n51,70,yes\n62,80,no\n43,65,no\n");
            default -> text(name, "-");
        }
    }

    private void labels(String name, Shape shape) {
        short[] values = new short[shape.x() * shape.y() * shape.z()];
        values[5] = 1;
        Images.write(new LabelMap(Geometry.of(shape, Spacing.isotropic(1)), values), made(name));
    }

    SmallFolder text(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    SmallFolder bytes(String name, byte[] bytes) {
        try {
            Files.write(made(name), bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** NumPy's archive of arrays by their names. */
    SmallFolder npz(String name, Map<String, byte[]> arrays) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes(name, bytes.toByteArray());
    }

    /** One array as NumPy writes it, of single numbers of 64 bits. */
    static byte[] npy(String shape, double... values) {
        byte[] header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }\n"
                .formatted(shape)
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + header.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) header.length).put(header);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    /** One array as MNIST has it, of bytes. */
    static byte[] idx(int[] shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
        bytes.put(new byte[] {0, 0, 8, (byte) shape.length});
        for (int size : shape) {
            bytes.putInt(size);
        }
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    private Path made(String name) {
        Path file = root.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }
}
