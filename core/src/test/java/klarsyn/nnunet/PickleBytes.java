package klarsyn.nnunet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles and checkpoints written by hand, instruction by instruction. */
final class PickleBytes {

    /** A tensor of two floats in the storage {@code 0}, as the four arguments of its making. */
    static final String STORAGE = "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" + "0X\3\0\0\0cpuK\2tQ";

    private PickleBytes() {}

    /** Texts as their bytes, numbers as a byte each. */
    static byte[] of(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case String text -> out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                case Integer number -> out.write(number);
                case byte[] bytes -> out.writeBytes(bytes);
                default -> throw new IllegalArgumentException("no bytes of " + part.getClass());
            }
        }
        return out.toByteArray();
    }

    /** A tensor with these instructions for offset, shape and stride. */
    static byte[] tensor(String offset, String shape, String stride) {
        return of(0x80, 2, "ctorch._utils\n_rebuild_tensor_v2\n(", STORAGE, offset, shape, stride, 0x89);
    }

    /** That tensor as a whole pickle. */
    static byte[] whole(byte[] tensor) {
        return of(tensor, "ccollections\nOrderedDict\n)RtR.");
    }

    /** A checkpoint of these entries, in the folder {@code archive}, deflated. */
    static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry("archive/" + entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    /** A checkpoint of a pickle and a storage {@code 0}. */
    static void write(Path file, byte[] pickle, byte[] storage) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", pickle);
        entries.put("data/0", storage);
        write(file, entries);
    }
}
