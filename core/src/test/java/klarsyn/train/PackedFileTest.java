package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFileTest {

    @TempDir
    private Path folder;

    private static float floatAt(MemorySegment all, long start, int index) {
        return all.get(ValueLayout.JAVA_FLOAT, start + (long) Float.BYTES * index);
    }

    private static short shortAt(MemorySegment all, long start, int index) {
        return all.get(ValueLayout.JAVA_SHORT, start + (long) Short.BYTES * index);
    }

    @Test
    void appended_arrays_are_read_back_from_one_mapping() {
        try (Arena arena = Arena.ofConfined();
                PackedFile file = PackedFile.create(folder.resolve("cache/cases.bin"))) {
            PackedFile.Appender first = file.append(3 * Float.BYTES + 2 * Short.BYTES);
            first.put(new float[] {1.5f, -2, Float.NaN});
            first.put(new short[] {7, -8});
            PackedFile.Appender second = file.append(2 * Short.BYTES);
            second.put(new short[] {9, 10});

            MemorySegment all = file.map(arena);

            assertThat(floatAt(all, first.start(), 1)).isEqualTo(-2);
            assertThat(floatAt(all, first.start(), 2)).isNaN();
            assertThat(shortAt(all, first.start() + 3 * Float.BYTES, 1)).isEqualTo((short) -8);
            assertThat(shortAt(all, second.start(), 0)).isEqualTo((short) 9);
            assertThat(shortAt(all, second.start(), 1)).isEqualTo((short) 10);
        }
    }

    @Test
    void entries_are_aligned_to_8_bytes() {
        try (PackedFile file = PackedFile.create(folder.resolve("cases.bin"))) {
            assertThat(file.append(3).start()).isZero();
            assertThat(file.append(8).start()).isEqualTo(8);
            assertThat(file.append(1).start()).isEqualTo(16);
        }
    }

    /** More than the buffer of 1 MiB. */
    @Test
    void long_arrays_are_written_completely() {
        float[] numbers = new float[700_001];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        try (Arena arena = Arena.ofConfined();
                PackedFile file = PackedFile.create(folder.resolve("cases.bin"))) {
            file.append((long) Float.BYTES * numbers.length).put(numbers);

            assertThat(file.map(arena).toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(numbers);
        }
    }

    @Test
    void several_threads_append_concurrently() {
        try (Arena arena = Arena.ofConfined();
                PackedFile file = PackedFile.create(folder.resolve("cases.bin"))) {
            long[] starts = new long[200];
            IntStream.range(0, starts.length).parallel().forEach(i -> {
                PackedFile.Appender entry = file.append(100L * Short.BYTES);
                short[] own = new short[100];
                java.util.Arrays.fill(own, (short) i);
                entry.put(own);
                starts[i] = entry.start();
            });

            MemorySegment all = file.map(arena);

            for (int i = 0; i < starts.length; i++) {
                assertThat(shortAt(all, starts[i], 0)).isEqualTo((short) i);
                assertThat(shortAt(all, starts[i], 99)).isEqualTo((short) i);
            }
        }
    }

    @Test
    void the_mapping_outlives_the_file_and_an_old_file_is_replaced() throws IOException {
        Path path = folder.resolve("cases.bin");
        Files.write(path, new byte[1000]);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all;
            try (PackedFile file = PackedFile.create(path)) {
                file.append(2).put(new short[] {5});
                all = file.map(arena);
            }

            assertThat(all.byteSize()).isEqualTo(2);
            assertThat(shortAt(all, 0, 0)).isEqualTo((short) 5);
        }
    }

    @Test
    void an_unwritable_path_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no folder");

        assertThatThrownBy(() -> PackedFile.create(file.resolve("cases.bin")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("notes.txt")
                .hasMessageContaining("--out");
    }
}
