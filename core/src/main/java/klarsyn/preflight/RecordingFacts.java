package klarsyn.preflight;

import java.util.List;
import klarsyn.signal.SamplingRate;

/**
 * Results of the pre-flight check for one recording.
 *
 * @param id       case id
 * @param channels in file order
 * @param marks    number of annotations
 */
public record RecordingFacts(String id, List<Channel> channels, int marks) {

    /** Copies the list. */
    public RecordingFacts {
        channels = List.copyOf(channels);
    }

    /**
     * One channel.
     *
     * @param name    as in the file
     * @param unit    as in the file; may be empty
     * @param rate    samples per second
     * @param samples number of samples
     * @param values  statistics of the finite samples, in the unit
     */
    public record Channel(String name, String unit, SamplingRate rate, int samples, Moments values) {}
}
