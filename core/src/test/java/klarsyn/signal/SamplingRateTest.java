package klarsyn.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingRateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rate     | as it reads
        1          | 1 Hz
        250        | 250 Hz
        0.5        | 0.500000 Hz
        128.000001 | 128.000 Hz
        1e6        | 1000000 Hz
        1e15       | 1.00000e+15 Hz
        """)
    void a_rate_reads_as_a_whole_number_where_it_is_one(double hz, String text) {
        assertThat(SamplingRate.hertz(hz)).hasToString(text);
    }

    /** A machine whose language writes a comma must not write it into a report. */
    @Test
    void the_language_of_the_machine_does_not_matter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(SamplingRate.hertz(173.61)).hasToString("173.610 Hz");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void equal_rates_are_equal_and_an_unknown_one_has_no_number() {
        assertThat(SamplingRate.hertz(100)).isEqualTo(SamplingRate.hertz(100)).isNotEqualTo(SamplingRate.hertz(100.5));
        assertThat(SamplingRate.unknown()).isEqualTo(SamplingRate.unknown());
        assertThat(SamplingRate.unknown().hz()).isEmpty();
        assertThat(SamplingRate.hertz(100).hz()).hasValue(100);
    }

    @ParameterizedTest
    @CsvSource({"360,0", "360,1", "250,12345", "0.1,7", "48000,999999"})
    void the_time_of_a_sample_leads_back_to_the_sample(double hz, long sample) {
        Signal.Annotation mark = new Signal.Annotation(sample / hz, 0, "", "");

        assertThat(mark.sample(hz)).isEqualTo(sample);
    }

    @Test
    void a_mark_may_lie_before_the_recording() {
        Signal.Annotation mark = new Signal.Annotation(-0.5, 2, "", "started late");

        assertThat(mark.sample(100)).isEqualTo(-50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.001, Double.NEGATIVE_INFINITY})
    void a_mark_lasts_a_finite_time_of_zero_or_more(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signal.Annotation(1, seconds, "", ""))
                .withMessageContaining(String.valueOf(seconds));
    }

    @ParameterizedTest
    @CsvSource({"1,10", "4,2.5", "100,0.1"})
    void a_channel_at_a_faster_rate_lasts_a_shorter_time(double hz, double seconds) {
        Signal.Channel channel = new Signal.Channel("ECG", "mV", SamplingRate.unknown(), new float[10]);

        assertThat(channel.withRate(SamplingRate.hertz(hz)).durationSeconds().orElseThrow())
                .isCloseTo(seconds, within(1e-12));
    }

    @Test
    void of_two_channels_with_the_same_name_the_first_is_found() {
        Signal.Channel first = new Signal.Channel("ECG", "mV", SamplingRate.unknown(), new float[1]);
        Signal.Channel second = new Signal.Channel("ECG", "uV", SamplingRate.unknown(), new float[2]);
        Signal signal = new Signal(List.of(first, second));

        assertThat(signal.channel("ECG")).isSameAs(first);
        assertThat(signal.names()).containsExactly("ECG", "ECG");
    }

    @Test
    void a_header_keeps_channels_in_their_order_with_as_many_samples_as_they_have() {
        Signal signal = new Signal(List.of(
                new Signal.Channel("II", "mV", SamplingRate.hertz(500), new float[5]),
                new Signal.Channel("", "", SamplingRate.unknown(), new float[0])));

        assertThat(SignalHeader.of("EDF", signal).channels())
                .containsExactly(
                        new SignalHeader.Line("II", "mV", SamplingRate.hertz(500), 5),
                        new SignalHeader.Line("", "", SamplingRate.unknown(), 0));
    }
}
