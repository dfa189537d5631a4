package klarsyn.preflight;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Finding;
import klarsyn.format.signal.Signals;
import klarsyn.signal.Signal;

/**
 * Results of reading one recording.
 *
 * @param facts       one element, or empty if it could not be read
 * @param fingerprint hash of the samples; 0 if it could not be read
 */
record RecordingScan(Case subject, List<Finding> findings, List<RecordingFacts> facts, long fingerprint) {

    static RecordingScan of(Case subject) {
        List<Finding> findings = new ArrayList<>();
        try {
            Signal signal = Signals.read(subject.file());
            int marks = marks(subject, findings);
            List<RecordingFacts.Channel> channels = new ArrayList<>();
            for (Signal.Channel channel : signal.channels()) {
                Moments values = Moments.of(channel.samples());
                channels.add(new RecordingFacts.Channel(
                        channel.name(), channel.unit(), channel.rate(), channel.samples().length, values));
                check(subject, channel, values, findings);
            }
            return new RecordingScan(
                    subject, findings, List.of(new RecordingFacts(subject.id(), channels, marks)), fingerprint(signal));
        } catch (DataException failure) {
            findings.add(Finding.of(failure, ImageScan.named(subject, failure.where())));
            return new RecordingScan(subject, findings, List.of(), 0);
        }
    }

    private static int marks(Case subject, List<Finding> findings) {
        if (subject.target().markFile().isEmpty()) {
            return 0;
        }
        try {
            return Signals.annotations(subject.file()).size();
        } catch (DataException failure) {
            findings.add(Finding.of(failure, ImageScan.named(subject, failure.where())));
            return 0;
        }
    }

    private static void check(Case subject, Signal.Channel channel, Moments values, List<Finding> findings) {
        Where where = Where.of("case %s, channel %s".formatted(subject.id(), channel.name()));
        int missing = 0;
        for (float sample : channel.samples()) {
            missing += Float.isFinite(sample) ? 0 : 1;
        }
        if (missing > 0) {
            findings.add(Finding.warning(
                    where,
                    "%d of %d samples are missing".formatted(missing, channel.samples().length),
                    "fill the gaps, or remove the channel"));
        }
        if (values.isConstant()) {
            findings.add(Finding.warning(
                    where, "all samples are the same: nothing was recorded", "remove the channel or the recording"));
        }
    }

    private static long fingerprint(Signal signal) {
        long hash = 0;
        for (Signal.Channel channel : signal.channels()) {
            for (float sample : channel.samples()) {
                hash = (Long.rotateLeft(hash, 23) ^ Float.floatToIntBits(sample)) * 0x9E3779B97F4A7C15L;
            }
        }
        return hash;
    }
}
