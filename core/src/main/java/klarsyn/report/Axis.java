package klarsyn.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The range of an axis with round ticks.
 *
 * @param low  value at the first tick
 * @param high value at the last tick
 * @param step distance between ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {

    /** The axis with about {@code ticks} ticks that contains both ends. */
    static Axis covering(double least, double greatest, int ticks) {
        double span = greatest > least ? greatest - least : Math.max(Math.abs(least), 1e-3);
        double rough = span / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double mantissa = rough / power;
        double step = power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil(greatest / step - 1e-9) * step;
        return new Axis(low, high > low ? high : low + step, step);
    }

    /** The values at ticks. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    /** A tick label with no more decimals than the step needs. */
    String text(double tick) {
        int decimals = (int) Math.clamp(-Math.floor(Math.log10(step) + 1e-9), 0, 9);
        return Numbers.fixed(tick, decimals);
    }

    /** Relative position of a value between low (0) and high (1). */
    double share(double value) {
        return (value - low) / (high - low);
    }
}
