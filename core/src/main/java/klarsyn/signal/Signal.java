package klarsyn.signal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A recording: channels with a common start that may differ in rate and number of samples.
 *
 * @param channels in file order, at least one; names may repeat
 */
public record Signal(List<Channel> channels) {

    /**
     * One channel of a recording, such as an ECG lead.
     *
     * @param name    as in the file; may be empty
     * @param unit    of the samples as in the file, such as {@code mV} or {@code uV}; may be empty
     * @param rate    samples per second
     * @param samples in physical units, NaN where not recorded; not modified after construction
     */
    public record Channel(String name, String unit, SamplingRate rate, float[] samples) {

        /** Number of samples divided by the rate; empty without a rate. */
        public OptionalDouble durationSeconds() {
            OptionalDouble hz = rate.hz();
            return hz.isPresent() ? OptionalDouble.of(samples.length / hz.getAsDouble()) : OptionalDouble.empty();
        }

        /** The same samples at another rate. */
        public Channel withRate(SamplingRate other) {
            return new Channel(name, unit, other, samples);
        }
    }

    /**
     * An annotation of a recording: a beat, an event, a comment.
     *
     * @param seconds         from the first sample of the recording; negative before it
     * @param durationSeconds 0 for a point in time
     * @param code            the type as written in the file: PhysioNet's {@code N}, {@code V} or {@code +}, a trigger
     *                        number; empty if the format has only text
     * @param text            text of the annotation; may be empty
     */
    public record Annotation(double seconds, double durationSeconds, String code, String text) {

        /** Checks that the times are numbers. */
        public Annotation {
            if (!Double.isFinite(seconds) || !(durationSeconds >= 0 && durationSeconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an annotation at %s s of %s s".formatted(seconds, durationSeconds));
            }
        }

        /** The sample nearest to the annotation at a rate. */
        public long sample(double hz) {
            return Math.round(seconds * hz);
        }
    }

    /** Copies the list; rejects a signal without channels. */
    public Signal {
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a signal without a channel");
        }
    }

    /** The first channel with exactly this name; {@link IllegalArgumentException} if there is none. */
    public Channel channel(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no channel %s among %s".formatted(name, names())));
    }

    /** The first channel with exactly this name. */
    public Optional<Channel> find(String name) {
        return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    /** Names of the channels in order. */
    public List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    /** Duration of the longest channel; empty if no channel has a rate. */
    public OptionalDouble durationSeconds() {
        return channels.stream()
                .map(Channel::durationSeconds)
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    /** The same samples with all channels at another rate; for files that do not state theirs. */
    public Signal withRate(SamplingRate rate) {
        return new Signal(
                channels.stream().map(channel -> channel.withRate(rate)).toList());
    }
}
