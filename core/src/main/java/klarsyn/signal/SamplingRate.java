package klarsyn.signal;

import java.util.Locale;
import java.util.OptionalDouble;

/** Samples per second of a channel, if known. */
public sealed interface SamplingRate {

    /**
     * A rate stated by the file.
     *
     * @param value samples per second, above 0 and finite
     */
    record Hertz(double value) implements SamplingRate {
        /** Checks that the rate is plausible. */
        public Hertz {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a rate of %s Hz".formatted(value));
            }
        }

        @Override
        public String toString() {
            return value == Math.rint(value) && value < 1e15
                    ? "%d Hz".formatted((long) value)
                    : String.format(Locale.ROOT, "%.6g Hz", value);
        }
    }

    /** The file states no rate. */
    record Unknown() implements SamplingRate {
        @Override
        public String toString() {
            return "unknown rate";
        }
    }

    /** A known rate in samples per second; {@link IllegalArgumentException} unless above 0 and finite. */
    static SamplingRate hertz(double value) {
        return new Hertz(value);
    }

    /** An unknown rate. */
    static SamplingRate unknown() {
        return new Unknown();
    }

    /** Samples per second, empty if unknown. */
    default OptionalDouble hz() {
        return switch (this) {
            case Hertz hertz -> OptionalDouble.of(hertz.value());
            case Unknown _ -> OptionalDouble.empty();
        };
    }
}
