package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.Outcome;
import klarsyn.base.Recorded;

/** Intensity transforms as in MONAI. */
final class MonaiIntensities {

    private MonaiIntensities() {}

    static Outcome normalized(MonaiCase subject) {
        if (subject.isRejected()) {
            return Outcome.notClaimed("one number per image, so a list of the wrong length is impossible");
        }
        boolean channelWise = subject.argument("channel_wise").truth(false);
        List<float[]> rows = subject.image().rows(channelWise);
        List<float[]> result = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            float[] values = rows.get(row);
            boolean[] where = where(values, subject.argument("nonzero").truth(false));
            Recorded subtrahend = subject.argument("subtrahend");
            Recorded divisor = subject.argument("divisor");
            result.add(
                    subtrahend.isThere()
                            ? shifted(values, where, row, rows.size(), subtrahend, divisor)
                            : Contrast.standardize(values, where));
        }
        return compared(subject, result);
    }

    private static float[] shifted(
            float[] values, boolean[] where, int row, int rows, Recorded subtrahend, Recorded divisor) {
        double by = divisor.isThere() ? value(divisor, row, rows) : deviationOf(values, where);
        return Contrast.shift(values, where, value(subtrahend, row, rows), by);
    }

    /** A number, one per channel, or a constant array. */
    private static double value(Recorded given, int row, int rows) {
        if (given.has("shape")) {
            double[] all = RecordedArray.of(given).values();
            if (Arrays.stream(all).distinct().count() > 1) {
                throw new IllegalArgumentException("a subtrahend that differs from voxel to voxel");
            }
            return all[0];
        }
        return given.numbers(rows)[row];
    }

    private static double deviationOf(float[] values, boolean[] where) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (where[i]) {
                sum += values[i];
                squares += (double) values[i] * values[i];
                n++;
            }
        }
        return n == 0 ? 0 : Math.sqrt(Math.max(0, squares / n - sum / n * sum / n));
    }

    private static boolean[] where(float[] values, boolean nonzero) {
        boolean[] where = new boolean[values.length];
        for (int i = 0; i < where.length; i++) {
            where[i] = !nonzero || values[i] != 0;
        }
        return where;
    }

    static Outcome percentiles(MonaiCase subject) {
        double lower = subject.argument("lower").number();
        double upper = subject.argument("upper").number();
        if (subject.isRejected()) {
            assertThatThrownBy(() -> Contrast.percentiles(new float[] {1, 2}, lower, upper))
                    .isInstanceOf(IllegalArgumentException.class);
            return Outcome.PASSED;
        }
        double toLow = subject.argument("b_min").number(0);
        double toHigh = subject.argument("b_max").number(1);
        boolean relative = subject.argument("relative").truth(false);
        double low = relative ? toLow + (toHigh - toLow) * lower / 100 : toLow;
        double high = relative ? toLow + (toHigh - toLow) * upper / 100 : toHigh;
        List<float[]> result = new ArrayList<>();
        for (float[] values :
                subject.image().rows(subject.argument("channel_wise").truth(false))) {
            double[] bounds = Contrast.percentiles(values, lower, upper);
            float[] stretched = Contrast.stretch(values, bounds[0], bounds[1], low, high);
            stretched = subject.argument("clip").truth(false) ? Contrast.clip(stretched, low, high) : stretched;
            result.add(subject.argument("dtype").text("").equals("uint8") ? asBytes(stretched) : stretched);
        }
        return compared(subject, result);
    }

    static Outcome contrast(MonaiCase subject) {
        double gamma = subject.argument("gamma").number();
        int sign = subject.argument("invert_image").truth(false) ? -1 : 1;
        float[] values = times(subject.image().flat(), sign);
        float[] changed = Contrast.gamma(values, gamma);
        changed = subject.argument("retain_stats").truth(false) ? Contrast.likeIn(changed, values) : changed;
        return compared(subject, List.of(times(changed, sign)));
    }

    private static float[] times(float[] values, int factor) {
        float[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }

    static Outcome equalized(MonaiCase subject) {
        float[] values = subject.image().flat();
        Recorded mask = subject.argument("mask");
        boolean[] where = mask.isThere() ? where(RecordedArray.of(mask).flat(), true) : where(values, false);
        float[] result = Contrast.equalize(
                values,
                where,
                (int) subject.argument("num_bins").number(256),
                subject.argument("min").number(0),
                subject.argument("max").number(255));
        return compared(
                subject, List.of(subject.argument("dtype").text("").equals("uint8") ? asBytes(result) : result));
    }

    /** The result of a cast to unsigned bytes. */
    private static float[] asBytes(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (int) values[i] & 0xff;
        }
        return result;
    }

    private static Outcome compared(MonaiCase subject, List<float[]> rows) {
        float[] all = new float[rows.stream().mapToInt(row -> row.length).sum()];
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, all, at, row.length);
            at += row.length;
        }
        MonaiCase.requireEqual(List.of(all), List.of(subject.expected().flat()), 1e-5, 1e-5);
        return Outcome.PASSED;
    }
}
