package klarsyn.codec.jpegls;

import java.util.Arrays;
import klarsyn.codec.JpegBits;

/** The adaptive context model of a JPEG-LS scan, which decodes prediction errors (T.87, Annex A). */
final class JpegLsModel {

    private static final int REGULAR = 365;

    private final JpegLsCoding coding;
    private final JpegBits bits;
    private final int range;
    private final int bitsOfRange;
    private final int longestCode;
    private final int[] sizes = new int[REGULAR + 2];
    private final int[] counts = new int[REGULAR + 2];
    private final int[] biases = new int[REGULAR];
    private final int[] corrections = new int[REGULAR];
    private final int[] negatives = new int[2];

    JpegLsModel(JpegLsCoding coding, JpegBits bits) {
        this.coding = coding;
        this.bits = bits;
        this.range = coding.range();
        this.bitsOfRange = coding.bitsOfRange();
        this.longestCode = coding.longestCode();
        Arrays.fill(sizes, Math.max(2, (range + 32) / 64));
        Arrays.fill(counts, 1);
    }

    /** Decodes a sample from its neighbors left, above, above left, and the combined classes of their gradients. */
    int regular(int classes, int left, int above, int corner) {
        int sign = classes < 0 ? -1 : 1;
        int context = Math.abs(classes);
        int predicted =
                Math.clamp(median(left, above, corner) + (long) sign * corrections[context], 0, coding.largest());
        int k = parameter(sizes[context], counts[context]);
        int mapped = code(k, longestCode);
        boolean swapped = coding.near() == 0 && k == 0 && 2 * biases[context] <= -counts[context];
        int half = mapped >> 1;
        int error = ((mapped & 1) == 0) != swapped ? half : -half - 1;
        learn(context, error);
        return reconstruct(predicted, sign * error);
    }

    /**
     * Decodes the sample that ends a run; {@code alike}: left and above are within tolerance, in a run of one
     * component.
     */
    int interruption(int left, int above, boolean alike, int runBits) {
        int type = alike ? 1 : 0;
        int context = REGULAR + type;
        int size = sizes[context] + (alike ? counts[context] >> 1 : 0);
        int k = parameter(size, counts[context]);
        int coded = code(k, longestCode - runBits - 1);
        int odd = (coded + type) & 1;
        int error = (coded + type + odd) >> 1;
        boolean mostlyNegative = k != 0 || 2 * negatives[type] >= counts[context];
        if (mostlyNegative == (odd == 1)) {
            error = -error;
        }
        negatives[type] += error < 0 ? 1 : 0;
        sizes[context] += (coded + 1 - type) >> 1;
        if (counts[context] == coding.reset()) {
            sizes[context] >>= 1;
            counts[context] >>= 1;
            negatives[type] >>= 1;
        }
        counts[context]++;
        boolean falling = !alike && left > above;
        return reconstruct(alike ? left : above, falling ? -error : error);
    }

    private static int median(int left, int above, int corner) {
        int smaller = Math.min(left, above);
        int larger = Math.max(left, above);
        return corner >= larger ? smaller : corner <= smaller ? larger : left + above - corner;
    }

    /** The Golomb parameter: the smallest k for which the mean error of the context is below 2ᵏ. */
    private static int parameter(int size, int count) {
        int k = 0;
        while (count << k < size) {
            k++;
        }
        return k;
    }

    private int code(int k, int longest) {
        int most = longest - bitsOfRange - 1;
        int high = bits.takeUnary(most);
        return high == most ? bits.take(bitsOfRange) + 1 : (high << k) + (k == 0 ? 0 : bits.take(k));
    }

    private void learn(int context, int error) {
        biases[context] += error * coding.quantum();
        sizes[context] += Math.abs(error);
        if (counts[context] == coding.reset()) {
            sizes[context] >>= 1;
            biases[context] >>= 1;
            counts[context] >>= 1;
        }
        int count = ++counts[context];
        if (biases[context] <= -count) {
            biases[context] = Math.max(biases[context] + count, 1 - count);
            corrections[context] = Math.max(corrections[context] - 1, -128);
        } else if (biases[context] > 0) {
            biases[context] = Math.min(biases[context] - count, 0);
            corrections[context] = Math.min(corrections[context] + 1, 127);
        }
    }

    private int reconstruct(int predicted, int error) {
        int value = predicted + error * coding.quantum();
        if (value < -coding.near()) {
            value += range * coding.quantum();
        } else if (value > coding.largest() + coding.near()) {
            value -= range * coding.quantum();
        }
        return Math.clamp(value, 0, coding.largest());
    }
}
