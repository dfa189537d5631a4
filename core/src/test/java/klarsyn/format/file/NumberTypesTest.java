package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers as files store them, by {@link NumberType}, {@link VoxelType} and {@link NumericArray}. */
class NumberTypesTest {

    private static final String STORED = """
        # type, bytes with the highest first, value
        UINT8,   FF,               255
        INT8,    FF,               -1
        INT16,   8000,             -32768
        UINT16,  8000,             32768
        INT32,   FFFFFFFE,         -2
        UINT32,  FFFFFFFE,         4294967294
        INT64,   8000000000000000, -9223372036854775808
        INT64,   0020000000000001, 9007199254740992
        UINT64,  8000000000000000, 9223372036854775808
        UINT64,  FFFFFFFFFFFFFFFF, 18446744073709551616
        UINT64,  8000000000000401, 9223372036854777856
        UINT64,  8000000000000400, 9223372036854775808
        FLOAT32, C0490FDB,         -3.1415927410125732
        FLOAT64, 400921FB54442D18, 3.141592653589793
        """;

    @ParameterizedTest
    @CsvSource(textBlock = STORED)
    void a_number_of_an_array_is_read_in_either_order_of_bytes(NumberType type, String hex, double value) {
        byte[] big = HexFormat.of().parseHex(hex);

        assertThat(type.bytes()).isEqualTo(big.length);
        assertThat(type.at(MemorySegment.ofArray(big), 0, ByteOrder.BIG_ENDIAN)).isEqualTo(value);
        assertThat(type.at(MemorySegment.ofArray(reversed(big)), 0, ByteOrder.LITTLE_ENDIAN))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(textBlock = STORED)
    void a_voxel_is_read_in_either_order_of_bytes(VoxelType type, String hex, double value) {
        byte[] big = HexFormat.of().parseHex(hex);
        for (ByteBuffer raw :
                List.of(ByteBuffer.wrap(big), ByteBuffer.wrap(reversed(big)).order(ByteOrder.LITTLE_ENDIAN))) {
            double[] doubles = new double[1];
            float[] floats = new float[2];
            type.decode(raw, doubles, 1);
            type.decode(raw, floats, 1, 1);

            assertThat(doubles[0]).isEqualTo(value);
            assertThat(floats).containsExactly(0, (float) value);
        }
    }

    /** Doubles on the way would round twice; the nearest float is the same but for 64-bit integers. */
    @ParameterizedTest
    @EnumSource
    void the_float_of_a_voxel_is_the_nearest_one(VoxelType type) {
        byte[] bytes = new byte[8 * 400];
        new Random(type.ordinal()).nextBytes(bytes);
        int count = bytes.length / type.bytes();
        double[] doubles = new double[count];
        float[] floats = new float[count];
        type.decode(ByteBuffer.wrap(bytes), doubles, count);
        type.decode(ByteBuffer.wrap(bytes), floats, 0, count);

        for (int i = 0; i < count; i++) {
            double tolerance = type.bytes() == 8 && type != VoxelType.FLOAT64 ? Math.ulp((float) doubles[i]) : 0;
            if (Double.isFinite(floats[i])) {
                assertThat(Math.abs(floats[i] - (float) doubles[i])).isLessThanOrEqualTo((float) tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3C00,1", "C000,-2", "7BFF,65504", "0001,5.960464477539063E-8", "7C00,Infinity", "0000,0"})
    void half_precision_is_that_of_ieee_754(String hex, double value) {
        MemorySegment raw = MemorySegment.ofArray(HexFormat.of().parseHex(hex));

        assertThat(NumberType.FLOAT16.at(raw, 0, ByteOrder.BIG_ENDIAN)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"00,0", "01,1", "02,1", "FF,1"})
    void any_byte_but_zero_is_true(String hex, double value) {
        MemorySegment raw = MemorySegment.ofArray(HexFormat.of().parseHex(hex));

        assertThat(NumberType.BOOL.at(raw, 0, ByteOrder.LITTLE_ENDIAN)).isEqualTo(value);
    }

    @Test
    void the_last_axis_is_the_fastest() {
        NumericArray array = NumericArray.of(new float[] {0, 1, 2, 10, 11, 12}, 2, 3);

        assertThat(array.item(0)).containsExactly(0, 1, 2);
        assertThat(array.item(1)).containsExactly(10, 11, 12);
        assertThat(array.at(4)).isEqualTo(11);
        assertThat(array.toFloats()).containsExactly(0, 1, 2, 10, 11, 12);
    }

    @Test
    void entries_joined_are_all_values() {
        float[] values = new float[2 * 3 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * i;
        }
        NumericArray array = NumericArray.of(values, 3, 2, 4);
        float[] joined = new float[values.length];
        for (int i = 0; i < array.length(); i++) {
            System.arraycopy(array.item(i), 0, joined, i * 8, 8);
        }

        assertThat(joined).isEqualTo(values);
        assertThat(array.itemShape()).containsExactly(2, 4);
    }

    @Test
    void bytes_are_taken_without_their_sign_and_copied() {
        byte[] bytes = {(byte) 200, 7};
        NumericArray array = NumericArray.of(bytes, 2);
        bytes[0] = 0;

        assertThat(array.toFloats()).containsExactly(200, 7);
        assertThat(array.type()).isEqualTo(NumberType.UINT8);
    }

    @Test
    void a_single_number_has_no_axis_and_one_entry() {
        NumericArray single = NumericArray.of(new float[] {3.5f});

        assertThat(single.shape()).isEmpty();
        assertThat(single.length()).isEqualTo(1);
        assertThat(single.item(0)).containsExactly(3.5f);
        assertThat(single).hasToString("FLOAT32 single number");
    }

    @Test
    void an_array_reads_as_its_type_and_shape() {
        assertThat(NumericArray.of(new byte[6], 1, 2, 3)).hasToString("UINT8 1×2×3");
    }

    @Test
    void the_range_leaves_out_what_is_no_number() {
        NumericArray array = NumericArray.of(new float[] {Float.NaN, 3, -2, Float.NaN, 7}, 5);
        NumericArray none = NumericArray.of(new float[] {Float.NaN}, 1);

        assertThat(array.minimum()).isEqualTo(-2);
        assertThat(array.maximum()).isEqualTo(7);
        assertThat(none.minimum()).isNaN();
        assertThat(NumericArray.of(new float[0], 0).maximum()).isNaN();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bytes, two axes that do not fill them
        6, 2, 2
        6, 2, 4
        0, -1, 0
        6, -2, -3
        """)
    void a_shape_that_the_bytes_do_not_fill_is_rejected(int bytes, int first, int second) {
        assertThatIllegalArgumentException().isThrownBy(() -> NumericArray.of(new byte[bytes], first, second));
    }

    @Test
    void a_shape_whose_product_overflows_is_rejected() {
        List<Integer> shape = List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        MemorySegment raw = MemorySegment.ofArray(new byte[0]);

        assertThatThrownBy(() -> new NumericArray(NumberType.UINT8, shape, raw, ByteOrder.LITTLE_ENDIAN))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1", "6", "9999999999"})
    void a_place_outside_of_the_array_is_rejected(long flat) {
        NumericArray array = NumericArray.of(new byte[6], 6);

        assertThatThrownBy(() -> array.at(flat)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < turned.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }
}
