package klarsyn.preflight;

import java.util.List;
import klarsyn.signal.SamplingRate;

/**
 * What the pre-flight learned about one recording.
 *
 * @param id       the case's
 * @param channels in the order of the file
 * @param marks    annotations beside it
 */
public record RecordingFacts(String id, List<Channel> channels, int marks) {

    /** Keeps an own copy of the list. */
    public RecordingFacts {
        channels = List.copyOf(channels);
    }

    /**
     * One of its channels.
     *
     * @param name    as the file writes it
     * @param unit    as the file writes it; may be empty
     * @param rate    samples a second
     * @param samples how many
     * @param values  statistics of the finite samples, in the unit
     */
    public record Channel(String name, String unit, SamplingRate rate, int samples, Moments values) {}
}
