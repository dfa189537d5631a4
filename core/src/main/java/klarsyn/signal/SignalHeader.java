package klarsyn.signal;

import java.util.List;

/**
 * What a file says of its signal before the samples.
 *
 * @param format   the format's name as its users say it, such as {@code EDF+C}
 * @param channels in the order of the file
 */
public record SignalHeader(String format, List<Line> channels) {

    /**
     * A channel without its samples.
     *
     * @param name    as the file writes it; may be empty
     * @param unit    as the file writes it; may be empty
     * @param rate    samples a second
     * @param samples how many the channel has
     */
    public record Line(String name, String unit, SamplingRate rate, long samples) {}

    /** Keeps an own list. */
    public SignalHeader {
        channels = List.copyOf(channels);
    }

    /** The header of a signal that is there in whole. */
    public static SignalHeader of(String format, Signal signal) {
        return new SignalHeader(
                format,
                signal.channels().stream()
                        .map(line -> new Line(line.name(), line.unit(), line.rate(), line.samples().length))
                        .toList());
    }
}
