package klarsyn.tensor;

import static klarsyn.tensor.DrawnTensors.drawn;
import static klarsyn.tensor.DrawnTensors.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that move elements and change none. */
class TensorShapesTest {

    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open("test");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void transposing_twice_and_mirroring_twice_change_nothing() {
        Tensor tensor = drawn(1, 2, 3, 4, 5);

        assertThat(tensor.transpose(1, 3).transpose(1, 3).toFloatArray()).isEqualTo(tensor.toFloatArray());
        assertThat(tensor.flip(0, 2).flip(0, 2).toFloatArray()).isEqualTo(tensor.toFloatArray());
    }

    @Test
    void three_exchanges_of_axes_are_one_cycle_and_three_cycles_are_none() {
        Tensor tensor = drawn(1, 2, 3, 4);
        Tensor cycled = tensor;
        for (int i = 0; i < 3; i++) {
            cycled = cycled.transpose(0, 1).transpose(1, 2);
        }

        assertThat(tensor.transpose(0, 1).transpose(1, 2).shape()).containsExactly(3, 4, 2);
        assertThat(cycled.shape()).containsExactly(2, 3, 4);
        assertThat(cycled.toFloatArray()).isEqualTo(tensor.toFloatArray());
    }

    @Test
    void a_transposed_tensor_comes_back_in_the_order_of_its_new_axes() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

        assertThat(tensor.transpose(0, 1).toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void parts_of_an_axis_join_to_the_whole(int axis) {
        Tensor tensor = drawn(1, 3, 4, 5);
        long half = tensor.size(axis) / 2;

        Tensor joined = Tensor.concatenate(
                axis, List.of(tensor.narrow(axis, 0, half), tensor.narrow(axis, half, tensor.size(axis) - half)));

        assertThat(joined.shape()).isEqualTo(tensor.shape());
        assertThat(joined.toFloatArray()).isEqualTo(tensor.toFloatArray());
    }

    @Test
    void every_second_element_from_both_starts_is_all_of_them() {
        Tensor row = Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6}, 7);

        assertThat(row.every(0, 0, 2).toFloatArray()).containsExactly(0, 2, 4, 6);
        assertThat(row.every(0, 1, 2).toFloatArray()).containsExactly(1, 3, 5);
        assertThat(row.every(0, 2, 3).toFloatArray()).containsExactly(2, 5);
    }

    @Test
    void a_view_shares_its_memory_with_what_it_was_made_of() {
        Tensor tensor = Tensor.zeros(2, 3);
        tensor.narrow(1, 1, 1).addInPlace(Tensor.of(new float[] {7, 8}, 2, 1), 1);

        assertThat(tensor.toFloatArray()).containsExactly(0, 7, 0, 0, 8, 0);
    }

    @Test
    void a_parameter_has_memory_of_its_own() {
        Tensor tensor = Tensor.of(new float[] {1, 2}, 2);
        Tensor parameter = tensor.asParameter();
        tensor.multiplyInPlace(10);

        assertThat(parameter.toFloatArray()).containsExactly(1, 2);
    }

    @Test
    void expanding_repeats_along_axes_of_one_element() {
        Tensor row = Tensor.of(new float[] {1, 2}, 1, 2);

        assertThat(row.expand(3, 2).toFloatArray()).containsExactly(1, 2, 1, 2, 1, 2);
        assertThatThrownBy(() -> row.expand(1, 4)).isInstanceOf(TensorException.class);
    }

    @ParameterizedTest
    @CsvSource({"CONTIGUOUS", "CHANNELS_LAST"})
    void any_memory_layout_contains_the_same_numbers(Layout layout) {
        float[] values = numbers(1, 2, 3, 2, 3, 2);
        Tensor tensor = Tensor.of(values, 2, 3, 2, 3, 2).to(layout);

        assertThat(tensor.shape()).containsExactly(2, 3, 2, 3, 2);
        assertThat(tensor.toFloatArray()).isEqualTo(values);
        assertThat(tensor.transpose(2, 4).to(layout).transpose(2, 4).toFloatArray())
                .isEqualTo(values);
    }

    @Test
    void raw_memory_is_given_only_where_it_lies_in_order() {
        Tensor tensor = drawn(1, 2, 3);

        assertThat(tensor.bytes().byteSize()).isEqualTo(24);
        assertThat(tensor.to(Precision.BF16).bytes().byteSize()).isEqualTo(12);
        assertThat(Tensor.zeros(0, 4).bytes().byteSize()).isZero();
        assertThatThrownBy(() -> tensor.transpose(0, 1).bytes())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not contiguous");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # an element too many, one too few, and a product beyond a long
        7, 2, 3
        5, 2, 3
        """)
    void as_many_numbers_as_the_shape_has_places(int count, long first, long second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(new float[count], first, second))
                .withMessageContaining("%d values do not fill [2, 3]".formatted(count));
    }

    @Test
    void a_shape_whose_product_overflows_is_no_shape_of_nothing() {
        assertThatThrownBy(() -> Tensor.of(new float[0], 1L << 32, 1L << 32)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_tensor_of_no_element_comes_back_empty() {
        Tensor empty = Tensor.of(new float[0], 0, 3);

        assertThat(empty.elements()).isZero();
        assertThat(empty.toFloatArray()).isEmpty();
    }

    @Test
    void the_shape_that_is_given_out_is_a_copy() {
        Tensor tensor = Tensor.zeros(2, 3);
        tensor.shape()[0] = 99;

        assertThat(tensor.shape()).containsExactly(2, 3);
    }

    @Test
    void elements_that_do_not_fit_another_shape_are_rejected() {
        Tensor tensor = Tensor.zeros(2, 3);

        assertThat(tensor.reshape(3, -1).shape()).containsExactly(3, 2);
        assertThatThrownBy(() -> tensor.reshape(4, 2))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("reshape of float [2, 3]");
    }
}
