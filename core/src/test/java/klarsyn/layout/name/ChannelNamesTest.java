package klarsyn.layout.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klarsyn.signal.SamplingRate;
import klarsyn.signal.SignalHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelNamesTest {

    private static final ChannelNames BRATS = new ChannelNames(List.of("FLAIR", "T1", "T1Gd", "T2"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # stem                    | channel | rest
        BraTS20_001_flair         | 0       | BraTS20_001
        BraTS-GLI-00001-000-t2f   | 0       | BraTS_GLI_00001_000
        BraTS-GLI-00001-000-t1n   | 1       | BraTS_GLI_00001_000
        BraTS-GLI-00001-000-t1c   | 2       | BraTS_GLI_00001_000
        sub-01_T1w                | 1       | sub_01
        t2_patient7               | 3       | patient7
        T2                        | 3       | ''
        t1_t2                     | 3       | t1
        """)
    void a_channel_is_found_under_any_name_of_its_contrast(String stem, int channel, String rest) {
        assertThat(BRATS.find(stem)).hasValue(new ChannelNames.Match(channel, rest));
    }

    @ParameterizedTest
    @CsvSource({"patient7", "dwi_1", "t10_1", "''", "flairy"})
    void a_name_without_a_channel_is_none(String stem) {
        assertThat(BRATS.find(stem)).isEmpty();
    }

    @Test
    void a_channel_of_several_words_is_found_when_it_is_written_as_one() {
        ChannelNames channels = new ChannelNames(List.of("Late Enhancement", "CT"));

        assertThat(channels.find("7_lateenhancement")).hasValue(new ChannelNames.Match(0, "7"));
        assertThat(channels.find("7_CT")).hasValue(new ChannelNames.Match(1, "7"));
        assertThat(channels.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"p1_t2w,true", "p1-FLAIR,true", "p1_t1post,true", "p1,false", "ct_1,false"})
    void contrasts_are_known_whether_a_model_has_them_or_not(String stem, boolean contrast) {
        assertThat(ChannelNames.isContrast(stem)).isEqualTo(contrast);
    }

    @Test
    void a_model_of_one_contrast_is_reported_from_one_of_ct_or_of_several() {
        assertThat(new ChannelNames(List.of("T2w")).isOneContrast()).isTrue();
        assertThat(new ChannelNames(List.of("CT")).isOneContrast()).isFalse();
        assertThat(BRATS.isOneContrast()).isFalse();
    }

    @Test
    void channels_of_a_recording_without_a_name_are_numbered() {
        SamplingRate rate = SamplingRate.hertz(100);
        SignalHeader header = new SignalHeader(
                "EDF",
                List.of(
                        new SignalHeader.Line("II", "mV", rate, 1),
                        new SignalHeader.Line(" ", "mV", rate, 1),
                        new SignalHeader.Line("", "mV", rate, 1)));

        assertThat(Recordings.channelNames(header)).containsExactly("II", "channel 1", "channel 2");
    }
}
