package klarsyn.codec.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class J2kTagTreeTest {

    /** T.800, figure B.13 and its text: 01111 for the first number, 001 for the second, 101 for the third. */
    @Test
    void the_standards_own_example() {
        J2kTagTree tree = new J2kTagTree(6, 3);
        J2kPacketBits bits = packet("01111" + "001" + "101");

        assertThat(number(tree, 0, 0, bits)).isEqualTo(1);
        assertThat(number(tree, 1, 0, bits)).isEqualTo(3);
        assertThat(number(tree, 2, 0, bits)).isEqualTo(2);
    }

    @Test
    void a_tree_of_one_number_is_that_many_zeros_and_a_one() {
        J2kTagTree tree = new J2kTagTree(1, 1);

        assertThat(number(tree, 0, 0, packet("00001"))).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,1", "1,5", "4,4", "6,3", "7,9", "17,2"})
    void numbers_of_any_grid_come_back_in_any_order_of_questions(int width, int height) {
        Random random = new Random(width * 31L + height);
        int[] values = random.ints((long) width * height, 0, 9).toArray();
        TagTreeEncoder encoder = new TagTreeEncoder(width, height, values);
        StringBuilder coded = new StringBuilder();
        int[] questions = random.ints(600, 0, values.length).toArray();
        int[] bounds = random.ints(600, 1, 11).toArray();
        for (int i = 0; i < questions.length; i++) {
            encoder.write(bounds[i], questions[i] % width, questions[i] / width, coded);
        }

        J2kTagTree tree = new J2kTagTree(width, height);
        J2kPacketBits bits = packet(coded.toString());

        for (int i = 0; i < questions.length; i++) {
            int at = questions[i];
            assertThat(tree.isBelow(bounds[i], at % width, at / width, bits)).isEqualTo(values[at] < bounds[i]);
        }
    }

    @Test
    void what_is_known_takes_no_bit_again() {
        J2kTagTree tree = new J2kTagTree(2, 1);
        J2kPacketBits bits = packet("0111");
        assertThat(number(tree, 0, 0, bits)).isEqualTo(1);

        J2kPacketBits none = new J2kPacketBits(new byte[0], 0, 0, new CodecErrors("JPEG 2000"));

        assertThat(tree.isBelow(1, 0, 0, none)).isFalse();
        assertThat(tree.isBelow(2, 0, 0, none)).isTrue();
        assertThat(tree.isBelow(1, 1, 0, none)).isFalse();
    }

    @Test
    void bits_that_end_too_soon_are_rejected() {
        J2kTagTree tree = new J2kTagTree(4, 4);
        J2kPacketBits bits = new J2kPacketBits(new byte[] {0}, 0, 1, new CodecErrors("JPEG 2000"));

        assertThatThrownBy(() -> tree.isBelow(9, 0, 0, bits))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the compressed image is truncated");
    }

    private static int number(J2kTagTree tree, int x, int y, J2kPacketBits bits) {
        int value = 0;
        while (!tree.isBelow(value + 1, x, y, bits)) {
            value++;
        }
        return value;
    }

    private static J2kPacketBits packet(String bits) {
        byte[] bytes = PacketBitsWriter.bytes(bits);
        return new J2kPacketBits(
                Arrays.copyOf(bytes, bytes.length + 1), 0, bytes.length + 1, new CodecErrors("JPEG 2000"));
    }
}
