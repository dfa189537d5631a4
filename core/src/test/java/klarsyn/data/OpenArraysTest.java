package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Workers;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenArraysTest {

    @TempDir
    private Path folder;

    @Test
    void an_entry_is_one_image() {
        Path file = write("gray.npy", 3, 2, 4);

        Volume second =
                new Source.ArrayItem(file, NumericArrays.UNNAMED, 1).readImage().getFirst();

        assertThat(second.shape().x()).isEqualTo(4);
        assertThat(second.shape().y()).isEqualTo(2);
        assertThat(second.voxels()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void colors_become_channels() {
        Path file = write("color.npy", 2, 1, 2, 3);

        List<Volume> channels = new Source.ArrayItem(file, NumericArrays.UNNAMED, 1).readImage();

        assertThat(channels).hasSize(3);
        assertThat(channels.get(2).voxels()).containsExactly(8, 11);
    }

    @Test
    void a_file_is_read_once_for_all_its_images_and_threads() throws IOException {
        Path file = write("many.npy", 100, 2, 2);
        OpenArrays arrays = new OpenArrays();
        List<Integer> indices = IntStream.range(0, 100).boxed().toList();

        Set<NumericArray> opened = new Workers(4)
                .map(indices, String::valueOf, index -> arrays.array(file, NumericArrays.UNNAMED)).stream()
                        .collect(Collectors.toSet());
        Files.delete(file);

        assertThat(opened).hasSize(1);
        assertThat(new Source.ArrayItem(file, NumericArrays.UNNAMED, 99).readImage(arrays))
                .hasSize(1);
    }

    @Test
    void a_damaged_file_fails_once_and_for_each_of_its_images() throws IOException {
        Path file = Files.writeString(folder.resolve("damaged.npy"), "no array");
        OpenArrays arrays = new OpenArrays();

        assertThatThrownBy(() -> arrays.array(file, NumericArrays.UNNAMED)).isInstanceOf(DataException.class);
        Files.delete(file);
        assertThatThrownBy(() -> arrays.array(file, NumericArrays.UNNAMED)).hasMessageContaining("damaged.npy");
    }

    @Test
    void a_missing_array_or_entry_is_an_error() {
        Path file = write("two.npy", 2, 2, 2);

        assertThatThrownBy(() -> new Source.ArrayItem(file, "images", 0).readImage())
                .hasMessageContaining("there is no array images")
                .hasMessageContaining(NumericArrays.UNNAMED);
        assertThatThrownBy(() -> new Source.ArrayItem(file, NumericArrays.UNNAMED, 2).readImage())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no entry 2");
    }

    /** Numbers that count from 0. */
    private Path write(String name, int... shape) {
        byte[] values = new byte[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
        }
        Path file = folder.resolve(name);
        NumericArrays.write(NumericArray.of(values, shape), file);
        return file;
    }
}
