package klarsyn.format.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FortranOrderTest {

    private static final Where WHERE = Where.of("a.npy");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # shape      | bytes of a number
        5            | 4
        2 3          | 1
        3 2          | 8
        4 3 2        | 2
        2 3 4 5      | 4
        1 7 1        | 4
        33 5 40      | 2
        0 3          | 4
        """)
    void each_number_goes_to_the_place_of_its_indices(String text, int bytes) {
        List<Integer> shape =
                Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
        int count = shape.stream().reduce(1, Math::multiplyExact);
        byte[] fortran = new byte[count * bytes];
        new Random(count).nextBytes(fortran);

        byte[] c =
                FortranOrder.toC(MemorySegment.ofArray(fortran), shape, bytes).toArray(ValueLayout.JAVA_BYTE);

        assertThat(c).hasSize(fortran.length);
        for (int place = 0; place < count; place++) {
            int from = placeInFortran(indices(place, shape), shape);
            assertThat(Arrays.copyOfRange(c, place * bytes, (place + 1) * bytes))
                    .isEqualTo(Arrays.copyOfRange(fortran, from * bytes, (from + 1) * bytes));
        }
    }

    /** Indices of a place where the last axis is the fastest. */
    private static List<Integer> indices(int place, List<Integer> shape) {
        List<Integer> indices = new ArrayList<>();
        int rest = place;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            indices.addFirst(rest % shape.get(axis));
            rest /= shape.get(axis);
        }
        return indices;
    }

    private static int placeInFortran(List<Integer> indices, List<Integer> shape) {
        int place = 0;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            place = place * shape.get(axis) + indices.get(axis);
        }
        return place;
    }

    // ---- arrays as images

    @Test
    void a_picture_is_rows_of_columns_and_a_volume_has_x_first() {
        Volume picture = ArrayGrids.volume(NumericArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), WHERE);
        float[] numbers = new float[24];
        for (int i = 0; i < 24; i++) {
            numbers[i] = i;
        }
        Volume volume = ArrayGrids.volume(NumericArray.of(numbers, 2, 3, 4), WHERE);

        assertThat(picture.at(2, 1, 0)).isEqualTo(6);
        assertThat(picture.shape().x()).isEqualTo(3);
        assertThat(volume.shape().x()).isEqualTo(2);
        for (int i = 0; i < 24; i++) {
            assertThat(volume.at(i / 12, i / 4 % 3, i % 4)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 100})
    void long_axes_are_turned_block_by_block_without_a_seam(int z) {
        float[] numbers = new float[3 * 2 * z];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        Volume volume = ArrayGrids.volume(NumericArray.of(numbers, 3, 2, z), WHERE);

        for (int i = 0; i < numbers.length; i++) {
            assertThat(volume.at(i / (2 * z), i / z % 2, i % z)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @CsvSource({"'4'", "'1 2 3 4'", "'0 5'", "'3 0 2'"})
    void arrays_of_another_number_of_axes_or_of_nothing_are_rejected(String text) {
        int[] shape = Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
        NumericArray array = NumericArray.of(new byte[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);

        assertThatThrownBy(() -> ArrayGrids.volume(array, WHERE)).isInstanceOf(DataException.class);
    }

    @Test
    void labels_of_an_array_are_whole_numbers() {
        assertThat(ArrayGrids.labels(NumericArray.of(new float[] {0, 1, 2, 2}, 2, 2), WHERE)
                        .counts())
                .hasToString("{0=1, 1=1, 2=2}");
        assertThatThrownBy(() -> ArrayGrids.labels(NumericArray.of(new float[] {0.5f}, 1, 1), WHERE))
                .isInstanceOf(DataException.class);
    }
}
