package klarsyn.report;

import java.util.Locale;
import klarsyn.base.Interval;

/** Numbers as shown on the page: with a minus sign, and a dash if undefined. */
final class Numbers {

    private Numbers() {}

    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean isZero = text.chars().allMatch(c -> c == '-' || c == '0' || c == '.');
        return isZero ? text.replace("-", "") : text.replace('-', '−');
    }

    /** With a sign, for differences. */
    static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return value > 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9') ? "+" + text : text;
    }

    /** The ends of an interval, {@code 0.871 to 0.893}. */
    static String ends(Interval interval, int decimals) {
        return interval.hasEnds()
                ? fixed(interval.low(), decimals) + " to " + fixed(interval.high(), decimals)
                : fixed(Double.NaN, decimals);
    }

    /** A coordinate in a drawing. */
    static String at(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
