package klarsyn.format.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klarsyn.base.DataException;
import klarsyn.format.ArrayFiles;
import klarsyn.format.file.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumericArraysHostileTest {

    @TempDir
    Path folder;

    /** A valid file of arrays. */
    record Whole(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Whole> files() throws IOException {
        byte[] idx = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4};
        return Stream.of(
                new Whole("a.npy", ArrayFiles.bytes(ArrayFiles.NPY_FORTRAN_BIG_ENDIAN)),
                new Whole("stored.npz", ArrayFiles.bytes(ArrayFiles.NPZ_STORED)),
                new Whole("deflated.npz", ArrayFiles.bytes(ArrayFiles.NPZ_DEFLATED)),
                new Whole("a.h5", ArrayFiles.hdf5()),
                new Whole("a.idx", idx),
                new Whole("a.idx.gz", NumericArraysTest.gzip(idx)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_that_is_cut_is_rejected(Whole whole) throws IOException {
        Path file = folder.resolve(whole.name());
        int step = Math.max(1, whole.bytes().length / 150);
        for (int length = 0; length < whole.bytes().length; length += step) {
            Files.write(file, Arrays.copyOf(whole.bytes(), length));
            int cut = length;
            assertThatThrownBy(() -> NumericArrays.read(file))
                    .as("cut to %d bytes", cut)
                    .isInstanceOf(DataException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void damage_causes_no_other_exception(Whole whole) throws IOException {
        Path file = folder.resolve(whole.name());
        Random random = new Random(5);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.bytes().clone();
            for (int j = 0; j <= i % 4; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                NumericArrays.read(file).values().forEach(NumericArray::toFloats);
            } catch (DataException expected) {
                assertThat(expected).hasMessageContaining(whole.name());
            }
        }
    }

    private static byte[] npy(String header) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + 16)
                .put(new byte[] {
                    (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)
                })
                .put(text)
                .array();
    }

    private void assertRejected(String name, byte[] bytes, String because) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThatThrownBy(() -> NumericArrays.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(because);
    }

    @Test
    void claims_that_no_file_can_meet_are_rejected() throws IOException {
        String numbers = "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }";
        assertRejected("a.npy", npy(numbers.formatted("2147483647, 2147483647, 2147483647")), "truncated");
        assertRejected("a.npy", npy(numbers.formatted("99999999999,")), "shape");
        assertRejected("a.npy", npy(numbers.formatted("-2,")), "shape");
        assertRejected("a.npy", npy(numbers.formatted("1, ".repeat(70))), "shape");
        assertRejected("a.npy", npy(numbers.formatted("1,")), "8 bytes follow");
        assertRejected("a.npy", npy("{'descr': '<f8', 'shape': (2,)}"), "fortran_order");
        byte[] idx = {0, 0, 14, 3, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0, 0, 0};
        assertRejected("a.idx", idx, "too large");
        byte[] large = {0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0};
        assertRejected("b.idx", large, "claims");
        assertRejected("b.idx.gz", NumericArraysTest.gzip(large), "cannot be");
    }

    @Test
    void what_holds_no_numbers_is_rejected_by_name() throws IOException {
        assertRejected("a.npy", ArrayFiles.bytes(ArrayFiles.NPY_OBJECTS), "Python objects");
        assertRejected("a.npy", ArrayFiles.bytes(ArrayFiles.NPY_TEXT), "text");
        assertRejected("a.npy", npy("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (4,), }"), "fields");
        assertRejected("a.npy", npy("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }"), "complex");
        assertRejected("a.npy", npy("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2,), }"), "dates");
        assertRejected("a.npy", "GIF89a nothing".getBytes(StandardCharsets.US_ASCII), "does not start");
        assertRejected("a.csv", new byte[3], "has no known array extension");
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void archives_with_strange_entries_are_rejected() throws IOException {
        byte[] array = ArrayFiles.bytes(ArrayFiles.NPY_3_HALF);
        assertRejected("a.npz", zip("../a.npy", array), "outside");
        assertRejected("a.npz", zip("/a.npy", array), "outside");
        assertRejected("a.npz", zip("..\\a.npy", array), "outside");
        assertRejected("a.npz", zip("a.txt", array), "no array");
        assertRejected("a.npz", zip("o.npy", ArrayFiles.bytes(ArrayFiles.NPY_OBJECTS)), "array o: the array contains");
    }

    @Test
    void an_archive_that_claims_other_sizes_or_sums_is_rejected() throws IOException {
        byte[] archive = ArrayFiles.bytes(ArrayFiles.NPZ_STORED);
        int data = new String(archive, StandardCharsets.ISO_8859_1).indexOf("NUMPY") + 140;
        archive[data] ^= 1;
        assertRejected("a.npz", archive, "checksum");
        byte[] deflated = zip("a.npy", ArrayFiles.bytes(ArrayFiles.NPY_3_HALF));
        int directory = new String(deflated, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        deflated[directory + 27] = 0x70; // the size in the archive's directory
        assertRejected("b.npz", deflated, "cannot be");
    }
}
