package klarsyn.signal;

import java.util.Locale;
import java.util.OptionalDouble;

/** How many samples a channel has a second, which a bare list of numbers does not say. */
public sealed interface SamplingRate {

    /**
     * A rate that the file states.
     *
     * @param value samples a second, above 0 and finite
     */
    record Hertz(double value) implements SamplingRate {
        /** Refuses what no clock does. */
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

    /** The file says nothing of time. */
    record Unknown() implements SamplingRate {
        @Override
        public String toString() {
            return "unknown rate";
        }
    }

    /** A known rate in samples a second; {@link IllegalArgumentException} unless above 0 and finite. */
    static SamplingRate hertz(double value) {
        return new Hertz(value);
    }

    /** No rate. */
    static SamplingRate unknown() {
        return new Unknown();
    }

    /** Samples a second, empty where unknown. */
    default OptionalDouble hz() {
        return switch (this) {
            case Hertz hertz -> OptionalDouble.of(hertz.value());
            case Unknown _ -> OptionalDouble.empty();
        };
    }
}
