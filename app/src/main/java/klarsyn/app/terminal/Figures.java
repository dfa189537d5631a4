package klarsyn.app.terminal;

import java.util.Locale;
import klarsyn.base.Interval;

/** Formats numbers for people, the same in every locale. */
public final class Figures {

    private static final String NONE = "–";

    private Figures() {}

    /** With the given number of decimals; a dash if undefined. */
    public static String of(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : NONE;
    }

    /** Three significant digits, without an exponent; a dash if undefined. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : (int) Math.clamp(2 - Math.floor(Math.log10(size)), 0, 6);
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : of(value, decimals);
    }

    /** Both ends of an interval. */
    public static String ends(Interval interval, int decimals) {
        return interval.hasEnds() ? of(interval.low(), decimals) + " to " + of(interval.high(), decimals) : NONE;
    }

    /** {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    public static String time(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
