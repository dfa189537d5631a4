package klarsyn.signal;

import java.util.List;

/**
 * What a file header states about its signal.
 *
 * @param format   common name of the format, such as {@code EDF+C}
 * @param channels in file order
 */
public record SignalHeader(String format, List<Line> channels) {

    /**
     * A channel without its samples.
     *
     * @param name    as in the file; may be empty
     * @param unit    as in the file; may be empty
     * @param rate    samples per second
     * @param samples number of samples
     */
    public record Line(String name, String unit, SamplingRate rate, long samples) {}

    /** Copies the list. */
    public SignalHeader {
        channels = List.copyOf(channels);
    }

    /** The header of a complete signal. */
    public static SignalHeader of(String format, Signal signal) {
        return new SignalHeader(
                format,
                signal.channels().stream()
                        .map(line -> new Line(line.name(), line.unit(), line.rate(), line.samples().length))
                        .toList());
    }
}
