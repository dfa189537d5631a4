package klarsyn.format.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.base.Where;
import klarsyn.format.ArrayFiles;
import klarsyn.format.file.FileBytes;
import klarsyn.format.file.NumberType;
import klarsyn.format.file.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumericArraysTest {

    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertCounts(NumericArray array) {
        assertThat(array.shape()).containsExactly(2, 3, 4);
        assertThat(array.toFloats()).containsExactly(counted());
    }

    private static float[] counted() {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_again_with_every_type(NumberType type) {
        byte[] bytes = new byte[6 * type.bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (type == NumberType.BOOL ? i % 2 : 7 * i - 20);
        }
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            NumericArray array = new NumericArray(type, List.of(2, 3), MemorySegment.ofArray(bytes), order);
            Path file = folder.resolve("array.npy");
            NumericArrays.write(array, file);
            NumericArray again = NumericArrays.read(file).get(NumericArrays.UNNAMED);
            assertThat(again.type()).isEqualTo(type);
            assertThat(again.shape()).containsExactly(2, 3);
            assertThat(again.raw().mismatch(MemorySegment.ofArray(bytes))).isEqualTo(-1);
            assertThat(again.toFloats()).containsExactly(array.toFloats());
        }
    }

    @Test
    void single_numbers_and_empty_arrays_survive_too() {
        Path file = folder.resolve("array.npy");
        NumericArrays.write(NumericArray.of(new float[] {2.5f}), file);
        NumericArray single = NumericArrays.read(file).get(NumericArrays.UNNAMED);
        assertThat(single.shape()).isEmpty();
        assertThat(single.length()).isEqualTo(1);
        assertThat(single.item(0)).containsExactly(2.5f);
        NumericArrays.write(NumericArray.of(new byte[0], 0, 3), file);
        NumericArray empty = NumericArrays.read(file).get(NumericArrays.UNNAMED);
        assertThat(empty.length()).isZero();
        assertThat(empty.itemShape()).containsExactly(3);
        assertThat(empty.minimum()).isNaN();
    }

    @Test
    void whole_numbers_are_taken_with_and_without_sign() {
        MemorySegment ones = MemorySegment.ofArray(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        assertThat(NumberType.UINT8.at(ones, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(255);
        assertThat(NumberType.INT16.at(ones, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(-1);
        assertThat(NumberType.UINT16.at(ones, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(65535);
        assertThat(NumberType.UINT32.at(ones, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(4294967295.0);
        assertThat(NumberType.INT64.at(ones, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(-1);
        assertThat(NumberType.UINT64.at(ones, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(0x1p64);
    }

    @Test
    void entries_along_the_first_axis_and_extremes_are_given() {
        NumericArray array = NumericArray.of(new float[] {1, Float.NaN, 3, -4}, 2, 2);
        assertThat(array.item(1)).containsExactly(3, -4);
        assertThat(array.at(2)).isEqualTo(3);
        assertThat(array.minimum()).isEqualTo(-4);
        assertThat(array.maximum()).isEqualTo(3);
        assertThat(array).hasToString("FLOAT32 2×2");
        assertThatThrownBy(() -> array.item(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.at(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> NumericArray.of(new float[3], 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void arrays_of_numpy_come_out_in_c_order() throws IOException {
        NumericArray fortran = NumericArrays.read(file("f.npy", ArrayFiles.bytes(ArrayFiles.NPY_FORTRAN_BIG_ENDIAN)))
                .get(NumericArrays.UNNAMED);
        assertThat(fortran.type()).isEqualTo(NumberType.INT16);
        assertCounts(fortran);
        NumericArray half = NumericArrays.read(file("h.npy", ArrayFiles.bytes(ArrayFiles.NPY_3_HALF)))
                .get(NumericArrays.UNNAMED);
        assertThat(half.type()).isEqualTo(NumberType.FLOAT16);
        assertCounts(half);
    }

    @Test
    void large_files_are_mapped_and_read_the_same() throws IOException {
        Path file = file("f.npy", ArrayFiles.bytes(ArrayFiles.NPY_FORTRAN_BIG_ENDIAN));
        MemorySegment mapped = FileBytes.of(file, 0);
        assertThat(mapped.isMapped()).isTrue();
        assertCounts(Npy.parse(mapped, Where.file(file)));
    }

    @Test
    void archives_of_numpy_give_their_arrays_by_name() throws IOException {
        for (String archive : List.of(ArrayFiles.NPZ_STORED, ArrayFiles.NPZ_DEFLATED)) {
            Map<String, NumericArray> arrays = NumericArrays.read(file("a.npz", ArrayFiles.bytes(archive)));
            assertThat(arrays.keySet()).containsExactly("images", "labels");
            assertCounts(arrays.get("images"));
            assertThat(arrays.get("labels").toFloats()).containsExactly(0, 1);
        }
    }

    @Test
    void one_array_and_the_shapes_of_all_are_read_alone() throws IOException {
        Path npz = file("a.npz", ArrayFiles.bytes(ArrayFiles.NPZ_DEFLATED));
        Path idx = file("a.idx.gz", gzip(new byte[] {0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 1, 5, 6, 7}));

        assertCounts(NumericArrays.read(npz, "images"));
        assertThatThrownBy(() -> NumericArrays.read(npz, "x")).hasMessageContaining("name one of images, labels");
        for (Path file : List.of(npz, idx, file("h.npy", ArrayFiles.bytes(ArrayFiles.NPY_3_HALF)))) {
            NumericArrays.read(file)
                    .forEach((name, array) -> assertThat(NumericArrays.shapes(file))
                            .as("%s of %s", name, file)
                            .containsEntry(name, array.shape()));
        }
        assertThatThrownBy(() -> NumericArrays.read(idx, "x")).hasMessageContaining("there is no array x");
    }

    @Test
    void hdf5_gives_its_numbers_by_path_and_follows_no_link() throws IOException {
        Map<String, NumericArray> arrays = NumericArrays.read(file("a.h5", ArrayFiles.hdf5()));
        assertThat(arrays.keySet()).containsExactly("chunks", "g/plain", "lzf");
        assertCounts(arrays.get("g/plain"));
        assertCounts(arrays.get("chunks"));
        assertThat(arrays.get("lzf").type()).isEqualTo(NumberType.INT64);
        for (int i = 0; i < 100; i++) {
            assertThat(arrays.get("lzf").at(i)).isEqualTo(Math.floorDiv(i, 7));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, UINT8", "9, INT8", "11, INT16", "12, INT32", "13, FLOAT32", "14, FLOAT64"})
    void idx_has_six_types_plain_and_gzip(byte code, NumberType type) throws IOException {
        ByteBuffer idx = ByteBuffer.allocate(12 + 4 * type.bytes());
        idx.putShort((short) 0).put(code).put((byte) 2).putInt(2).putInt(2);
        for (int i = 0; i < 4; i++) {
            switch (type) {
                case UINT8, INT8 -> idx.put((byte) (i + 1));
                case INT16 -> idx.putShort((short) (i + 1));
                case INT32 -> idx.putInt(i + 1);
                case FLOAT32 -> idx.putFloat(i + 1);
                default -> idx.putDouble(i + 1);
            }
        }
        Path plain = file("some-idx2-type", idx.array());
        Path zipped = file("some.idx.gz", gzip(idx.array()));
        assertThat(NumericArrays.hasKnownEnding(zipped)).isTrue();
        for (Path each : List.of(plain.resolveSibling("a.idx"), zipped)) {
            NumericArray array = NumericArrays.read(each.equals(zipped) ? zipped : Files.copy(plain, each))
                    .get(NumericArrays.UNNAMED);
            assertThat(array.type()).isEqualTo(type);
            assertThat(array.shape()).containsExactly(2, 2);
            assertThat(array.toFloats()).containsExactly(1, 2, 3, 4);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void only_npy_is_written() {
        NumericArray array = NumericArray.of(new float[1], 1);
        assertThatThrownBy(() -> NumericArrays.write(array, folder.resolve("a.npz")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(".npy");
        assertThat(folder).isEmptyDirectory();
    }

    /** Sums from NumPy: {@code {k: int(v.sum(dtype="i8")) for k, v in np.load(file).items()}}. */
    @Test
    void medmnist_is_read_as_numpy_reads_it() {
        Map<String, NumericArray> arrays =
                NumericArrays.read(SharedData.folder("medmnist").resolve("pneumoniamnist.npz"));
        assertThat(arrays.get("train_images").shape()).containsExactly(4708, 28, 28);
        assertThat(sum(arrays.get("train_images"))).isEqualTo(538305934);
        assertThat(sum(arrays.get("test_images"))).isEqualTo(70355184);
        assertThat(sum(arrays.get("train_labels"))).isEqualTo(3494);
        assertThat(arrays.get("val_labels").shape()).containsExactly(524, 1);
    }

    /** Sums from NumPy: {@code np.frombuffer(gzip.open(file).read(), "u1", offset=16).reshape(-1, 28, 28)}. */
    @Test
    void mnist_is_read_as_numpy_reads_it() {
        Path mnist = SharedData.folder("mnist");
        NumericArray images =
                NumericArrays.read(mnist.resolve("train-images-idx3-ubyte.gz")).get(NumericArrays.UNNAMED);
        assertThat(images.shape()).containsExactly(60000, 28, 28);
        assertThat(sum(NumericArray.of(images.item(59999), 784))).isEqualTo(20920);
        NumericArray labels =
                NumericArrays.read(mnist.resolve("train-labels-idx1-ubyte.gz")).get(NumericArrays.UNNAMED);
        assertThat(sum(labels)).isEqualTo(267236);
        assertThat(labels.at(0)).isEqualTo(5);
    }

    private static long sum(NumericArray array) {
        double sum = 0;
        for (float value : array.toFloats()) {
            sum += value;
        }
        return (long) sum;
    }
}
