package klarsyn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import klarsyn.base.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasterTest {

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "65536,1,1", "1,65536,1", "1,1,5", "-1,-1,1", "65535,65535,1"})
    void a_size_that_no_picture_has_is_rejected(int columns, int rows, int components) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Raster(columns, rows, components));
    }

    @Test
    void the_largest_picture_fits_into_an_array() {
        assertThat(new Raster(65_535, 32_767, 1).count()).isEqualTo(65_535 * 32_767);
    }

    @ParameterizedTest
    @CsvSource({"1,'5 columns, 4 rows, 1 component'", "3,'5 columns, 4 rows, 3 components'"})
    void a_size_is_reported_in_words(int components, String words) {
        assertThat(new Raster(5, 4, components)).hasToString(words);
    }

    @Test
    void samples_are_as_many_as_the_raster_says() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(new Raster(5, 4, 1), 8, false, new int[21]))
                .withMessageContaining("21 values for 5 columns");
    }

    @ParameterizedTest
    @CsvSource({"INDEX", "NEGATIVE_SIZE", "OVERFLOW"})
    void what_a_damaged_codestream_leads_to_becomes_a_refusal(Fault fault) {
        assertThatThrownBy(() -> new CodecErrors("JPEG").guard(new Raster(1, 1, 1), new byte[9], () -> happen(fault)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the codestream refers to positions outside the image")
                .hasMessageContaining("JPEG data");
    }

    @Test
    void too_little_memory_is_reported_with_the_size_that_was_asked_for() {
        Raster raster = new Raster(640, 480, 3);

        assertThatThrownBy(() -> new CodecErrors("JPEG").guard(raster, new byte[9], RasterTest::runOutOfMemory))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "an image of 640 columns, 480 rows, 3 components does not fit into the 2048 MiB of Java"
                                + " memory");
    }

    @Test
    void a_defect_of_the_decoder_is_not_blamed_on_the_file() {
        assertThatThrownBy(
                        () -> new CodecErrors("JPEG").guard(new Raster(1, 1, 1), new byte[9], RasterTest::failByDefect))
                .isInstanceOf(IllegalStateException.class);
    }

    /** What a damaged codestream may make a decoder run into. */
    enum Fault {
        INDEX,
        NEGATIVE_SIZE,
        OVERFLOW
    }

    private static Samples happen(Fault fault) {
        throw switch (fault) {
            case INDEX -> new ArrayIndexOutOfBoundsException(7);
            case NEGATIVE_SIZE -> new NegativeArraySizeException();
            case OVERFLOW -> new ArithmeticException("integer overflow");
        };
    }

    private static Samples runOutOfMemory() {
        throw new OutOfMemoryError("Java heap space");
    }

    private static Samples failByDefect() {
        throw new IllegalStateException("a defect");
    }
}
