package klarsyn.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {

    private static final Signal.Channel FAST = new Signal.Channel("ECG", "mV", SamplingRate.hertz(4), new float[10]);
    private static final Signal.Channel SLOW = new Signal.Channel("Temp", "°C", SamplingRate.hertz(0.5), new float[1]);
    private static final Signal.Channel TIMELESS = new Signal.Channel("", "", SamplingRate.unknown(), new float[99]);

    @Test
    void a_signal_lasts_as_long_as_its_longest_channel() {
        assertThat(new Signal(List.of(FAST, SLOW, TIMELESS)).durationSeconds()).hasValue(2.5);
        assertThat(SLOW.durationSeconds()).hasValue(2);
        assertThat(new Signal(List.of(TIMELESS)).durationSeconds()).isEmpty();
    }

    @Test
    void a_rate_can_be_given_where_the_file_has_none() {
        Signal timed = new Signal(List.of(TIMELESS)).withRate(SamplingRate.hertz(9));
        assertThat(timed.durationSeconds()).hasValue(11);
        assertThat(timed.channels().getFirst().samples()).isSameAs(TIMELESS.samples());
    }

    @Test
    void channels_are_found_by_name() {
        Signal signal = new Signal(List.of(FAST, SLOW));
        assertThat(signal.channel("Temp")).isSameAs(SLOW);
        assertThat(signal.find("temp")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signal.channel("EEG"))
                .withMessageContaining("ECG");
    }

    @Test
    void a_signal_keeps_a_list_of_its_own_and_needs_a_channel() {
        List<Signal.Channel> channels = new ArrayList<>(List.of(FAST));
        Signal signal = new Signal(channels);
        channels.clear();
        assertThat(signal.names()).containsExactly("ECG");
        assertThatIllegalArgumentException().isThrownBy(() -> new Signal(channels));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_rate_is_above_zero_and_finite(double hz) {
        assertThatIllegalArgumentException().isThrownBy(() -> SamplingRate.hertz(hz));
    }

    @Test
    void a_rate_reads_as_people_write_it() {
        assertThat(SamplingRate.hertz(360)).hasToString("360 Hz");
        assertThat(SamplingRate.hertz(173.61)).hasToString("173.610 Hz");
        assertThat(SamplingRate.unknown()).hasToString("unknown rate");
    }

    @Test
    void a_mark_lies_at_the_nearest_sample() {
        assertThat(new Signal.Annotation(83 / 360.0, 0, "N", "").sample(360)).isEqualTo(83);
        assertThatIllegalArgumentException().isThrownBy(() -> new Signal.Annotation(Double.NaN, 0, "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Signal.Annotation(0, -1, "", ""));
    }

    @Test
    void a_header_is_a_signal_without_its_samples() {
        assertThat(SignalHeader.of("EDF", new Signal(List.of(SLOW))).channels())
                .containsExactly(new SignalHeader.Line("Temp", "°C", SamplingRate.hertz(0.5), 1));
    }
}
