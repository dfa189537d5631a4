package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.data.Units;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTextTest {

    @ParameterizedTest
    @CsvSource({
        "1234.4, PATIENT, 1234 ml",
        "3.456, PATIENT, 3.46 ml",
        "0.1, PATIENT, 0.100 ml",
        "0.0512, PATIENT, 51.2 mm³",
        "4.8e-10, PATIENT, 480 µm³",
        "0, PATIENT, 0 ml",
        "NaN, PATIENT, – ml",
        "12.345, PIXELS, 12.3 kpx",
        "0.048, PIXELS, 48 px",
        "0, PIXELS, 0 kpx"
    })
    void a_size_has_the_unit_that_fits(double ml, Units units, String text) {
        assertThat(SizeText.of(ml, units)).isEqualTo(text);
    }
}
