package klarsyn.format.array;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import klarsyn.base.AtomicFile;
import klarsyn.base.Where;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumericArray;

/** One array in NumPy's format, version 1.0 to 3.0. Source: {@code numpy.lib.format}. */
final class Npy {

    /** Data are aligned to a multiple of this, so that they can be memory-mapped. */
    private static final int ALIGNMENT = 64;

    private static final int CHUNK = 1 << 20;

    private Npy() {}

    static NumericArray read(Path file) {
        return parse(FileBytes.of(file), Where.file(file));
    }

    /** Parses all the bytes of a file or of an archive entry. */
    static NumericArray parse(MemorySegment bytes, Where where) {
        NpyHeader header = NpyHeader.parse(bytes, where);
        MemorySegment data = bytes.asSlice(header.dataOffset());
        header.rejectOtherSize(data.byteSize(), where);
        MemorySegment ordered = header.fortran() ? FortranOrder.toC(data, header, where) : data;
        return new NumericArray(header.type(), header.shape(), ordered, header.order());
    }

    static void write(NumericArray array, Path file) {
        byte[] head = headOf(array);
        MemorySegment raw = array.raw();
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                out.write(head);
                copy(raw, out);
            }
        });
    }

    private static void copy(MemorySegment raw, OutputStream out) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, raw.byteSize())];
        for (long done = 0; done < raw.byteSize(); done += chunk.length) {
            int count = (int) Math.min(chunk.length, raw.byteSize() - done);
            MemorySegment.copy(raw, done, MemorySegment.ofArray(chunk), 0, count);
            out.write(chunk, 0, count);
        }
    }

    /** Magic number, version 1.0, length, and the dictionary as printed by NumPy, padded with spaces. */
    private static byte[] headOf(NumericArray array) {
        String shape = array.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String comma = array.shape().size() == 1 ? "," : "";
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
                .formatted(NpyHeader.codeOf(array.type(), array.order()), shape, comma);
        int unpadded = NpyHeader.FIXED_BYTES_1 + text.length() + 1;
        int all = Math.ceilDiv(unpadded, ALIGNMENT) * ALIGNMENT;
        ByteBuffer head = ByteBuffer.allocate(all).order(ByteOrder.LITTLE_ENDIAN);
        head.put(NpyHeader.MAGIC.getBytes(StandardCharsets.ISO_8859_1));
        head.put((byte) 1).put((byte) 0).putShort((short) (all - NpyHeader.FIXED_BYTES_1));
        head.put(text.getBytes(StandardCharsets.US_ASCII));
        while (head.remaining() > 1) {
            head.put((byte) ' ');
        }
        return head.put((byte) '\n').array();
    }
}
