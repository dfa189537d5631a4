package klarsyn.signal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A recording: channels that start together and may differ in rate and so in their number of samples.
 *
 * @param channels in the order of the file, at least one; two may have the same name
 */
public record Signal(List<Channel> channels) {

    /**
     * One line of a recording, such as a lead of an ECG.
     *
     * @param name    as the file writes it; empty where it gives none
     * @param unit    of the samples as the file writes it, such as {@code mV} or {@code uV}; empty where it gives none
     * @param rate    samples a second
     * @param samples in physical units, NaN where none was recorded; nobody writes to it after construction
     */
    public record Channel(String name, String unit, SamplingRate rate, float[] samples) {

        /** From the first sample to the time when the next one after the last would come; empty without a rate. */
        public OptionalDouble durationSeconds() {
            OptionalDouble hz = rate.hz();
            return hz.isPresent() ? OptionalDouble.of(samples.length / hz.getAsDouble()) : OptionalDouble.empty();
        }

        /** The same samples, taken at another rate. */
        public Channel withRate(SamplingRate other) {
            return new Channel(name, unit, other, samples);
        }
    }

    /**
     * A mark on a recording: a beat, an event, a remark.
     *
     * @param seconds         from the first sample of the recording, below 0 where the mark lies before it
     * @param durationSeconds 0 for a point in time
     * @param code            what kind, as the field writes it: {@code N}, {@code V} or {@code +} of PhysioNet, a
     *                        trigger's number; empty where a format knows texts alone
     * @param text            what the file says beside it; may be empty
     */
    public record Annotation(double seconds, double durationSeconds, String code, String text) {

        /** Refuses times that are not numbers. */
        public Annotation {
            if (!Double.isFinite(seconds) || !(durationSeconds >= 0 && durationSeconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a mark at %s s of %s s".formatted(seconds, durationSeconds));
            }
        }

        /** The sample nearest to the mark at a rate. */
        public long sample(double hz) {
            return Math.round(seconds * hz);
        }
    }

    /** Keeps an own list; refuses one without a channel. */
    public Signal {
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a signal without a channel");
        }
    }

    /** The first channel of this name, letter by letter; {@link IllegalArgumentException} where there is none. */
    public Channel channel(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no channel %s among %s".formatted(name, names())));
    }

    /** The first channel of this name, letter by letter. */
    public Optional<Channel> find(String name) {
        return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    /** Names of the channels in order. */
    public List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    /** The longest channel's duration; empty where no channel has a rate. */
    public OptionalDouble durationSeconds() {
        return channels.stream()
                .map(Channel::durationSeconds)
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    /** The same samples, all channels taken at another rate; for files that do not say theirs. */
    public Signal withRate(SamplingRate rate) {
        return new Signal(
                channels.stream().map(channel -> channel.withRate(rate)).toList());
    }
}
