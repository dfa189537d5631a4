package klarsyn.codec.jpegls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import klarsyn.codec.Raster;

/**
 * An encoder of JPEG-LS, written from the flow charts of T.87, Annex A, with the names that the standard uses, so that
 * it shares nothing with the decoder but the standard.
 */
final class JpegLsEncoder {

    private static final int[] J = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    /** What a codestream is to be like; presets of 0 stand for the standard's own values. */
    record Settings(int bits, int near, int interleaving, int maximum, int t1, int t2, int t3, int reset) {

        static Settings of(int bits, int near) {
            return new Settings(bits, near, 0, 0, 0, 0, 0, 0);
        }

        Settings interleaved(int mode) {
            return new Settings(bits, near, mode, maximum, t1, t2, t3, reset);
        }

        private boolean hasPreset() {
            return (maximum | t1 | t2 | t3 | reset) != 0;
        }

        int maxval() {
            return maximum == 0 ? (1 << bits) - 1 : maximum;
        }
    }

    private final Settings settings;
    private final Raster raster;
    private final int[] values;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int held;
    private int room = 8;

    private final int maxval;
    private final int near;
    private final int range;
    private final int qbpp;
    private final int limit;
    private final int reset;
    private final int[] t;
    private int[] a;
    private int[] b;
    private int[] c;
    private int[] n;
    private int[] nn;
    private int[] runIndex;
    private int[][] above;
    private int[][] line;

    private JpegLsEncoder(Settings settings, Raster raster, int[] values) {
        this.settings = settings;
        this.raster = raster;
        this.values = values;
        maxval = settings.maxval();
        near = settings.near();
        range = (maxval + 2 * near) / (2 * near + 1) + 1;
        int bits = 1;
        while (1 << bits < range) {
            bits++;
        }
        qbpp = bits;
        int bpp = 2;
        while (1 << bpp < maxval + 1) {
            bpp++;
        }
        limit = 2 * (bpp + Math.max(8, bpp));
        reset = settings.reset() == 0 ? 64 : settings.reset();
        t = thresholds();
    }

    static byte[] encode(Settings settings, Raster raster, int[] values) {
        JpegLsEncoder encoder = new JpegLsEncoder(settings, raster, values);
        encoder.writeHeader();
        if (settings.interleaving() == 0) {
            for (int component = 0; component < raster.components(); component++) {
                encoder.writeScan(component);
            }
        } else {
            int[] all = new int[raster.components()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            encoder.writeScan(all);
        }
        encoder.write(0xFF, 0xD9);
        return encoder.bytes.toByteArray();
    }

    private void write(int... more) {
        for (int value : more) {
            bytes.write(value);
        }
    }

    private void write16(int value) {
        write(value >> 8, value & 0xFF);
    }

    private void writeHeader() {
        write(0xFF, 0xD8, 0xFF, 0xF7);
        write16(8 + 3 * raster.components());
        write(settings.bits());
        write16(raster.rows());
        write16(raster.columns());
        write(raster.components());
        for (int i = 1; i <= raster.components(); i++) {
            write(i, 0x11, 0);
        }
        if (settings.hasPreset()) {
            write(0xFF, 0xF8, 0, 13, 1);
            write16(settings.maximum());
            write16(settings.t1());
            write16(settings.t2());
            write16(settings.t3());
            write16(settings.reset());
        }
    }

    /** T.87, C.2.4.1.1: code segments C.2 to C.4. */
    private int[] thresholds() {
        int[] given = {settings.t1(), settings.t2(), settings.t3()};
        int[] basic = {3, 7, 21};
        int[] found = new int[3];
        for (int i = 0; i < 3; i++) {
            int least = i == 0 ? near + 1 : found[i - 1];
            int weight = 3 + 2 * i;
            int wanted;
            if (maxval >= 128) {
                int factor = (Math.min(maxval, 4095) + 128) / 256;
                wanted = factor * (basic[i] - (2 + i)) + 2 + i + weight * near;
            } else {
                int factor = 256 / (maxval + 1);
                wanted = Math.max(2 + i, basic[i] / factor + weight * near);
            }
            found[i] = given[i] != 0 ? given[i] : wanted > maxval || wanted < least ? least : wanted;
        }
        return found;
    }

    private void writeScan(int... components) {
        write(0xFF, 0xDA);
        write16(6 + 2 * components.length);
        write(components.length);
        for (int component : components) {
            write(component + 1, 0);
        }
        write(near, settings.interleaving(), 0);
        a = filled(367, Math.max(2, (range + 32) / 64));
        b = new int[365];
        c = new int[365];
        n = filled(367, 1);
        nn = new int[2];
        runIndex = new int[components.length];
        above = new int[components.length][raster.columns() + 2];
        line = new int[components.length][raster.columns() + 2];
        for (int y = 0; y < raster.rows(); y++) {
            nextLine();
            if (settings.interleaving() == 2) {
                encodeTogether(y, components);
            } else {
                for (int i = 0; i < components.length; i++) {
                    encodeLine(y, i, components[i]);
                }
            }
        }
        flush();
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        Arrays.fill(array, value);
        return array;
    }

    private void nextLine() {
        for (int i = 0; i < line.length; i++) {
            int[] old = above[i];
            above[i] = line[i];
            line[i] = old;
            above[i][raster.columns() + 1] = above[i][raster.columns()];
            line[i][0] = above[i][1];
        }
    }

    private int sample(int x, int y, int component) {
        return values[(y * raster.columns() + x - 1) * raster.components() + component];
    }

    private void encodeLine(int y, int i, int component) {
        int x = 1;
        while (x <= raster.columns()) {
            if (!flat(i, x)) {
                encodeRegular(i, x, sample(x, y, component));
                x++;
                continue;
            }
            int runValue = line[i][x - 1];
            int length = 0;
            while (x <= raster.columns() && Math.abs(sample(x, y, component) - runValue) <= near) {
                line[i][x++] = runValue;
                length++;
            }
            encodeRunLength(i, length, x > raster.columns());
            if (x <= raster.columns()) {
                encodeInterruption(i, x, sample(x, y, component), Math.abs(runValue - above[i][x]) <= near ? 1 : 0, i);
                runIndex[i] = Math.max(0, runIndex[i] - 1);
                x++;
            }
        }
    }

    private void encodeTogether(int y, int[] components) {
        int x = 1;
        while (x <= raster.columns()) {
            boolean flat = true;
            for (int i = 0; i < components.length; i++) {
                flat &= flat(i, x);
            }
            if (!flat) {
                for (int i = 0; i < components.length; i++) {
                    encodeRegular(i, x, sample(x, y, components[i]));
                }
                x++;
                continue;
            }
            int start = x;
            while (x <= raster.columns() && allNear(x, y, start, components)) {
                for (int i = 0; i < components.length; i++) {
                    line[i][x] = line[i][start - 1];
                }
                x++;
            }
            encodeRunLength(0, x - start, x > raster.columns());
            if (x <= raster.columns()) {
                for (int i = 0; i < components.length; i++) {
                    encodeInterruption(i, x, sample(x, y, components[i]), 0, 0);
                }
                runIndex[0] = Math.max(0, runIndex[0] - 1);
                x++;
            }
        }
    }

    private boolean allNear(int x, int y, int start, int[] components) {
        boolean all = true;
        for (int i = 0; i < components.length; i++) {
            all &= Math.abs(sample(x, y, components[i]) - line[i][start - 1]) <= near;
        }
        return all;
    }

    private boolean flat(int i, int x) {
        return Math.abs(above[i][x + 1] - above[i][x]) <= near
                && Math.abs(above[i][x] - above[i][x - 1]) <= near
                && Math.abs(above[i][x - 1] - line[i][x - 1]) <= near;
    }

    private int quantized(int d) {
        int size = Math.abs(d);
        int q = size <= near ? 0 : size < t[0] ? 1 : size < t[1] ? 2 : size < t[2] ? 3 : 4;
        return d < 0 ? -q : q;
    }

    private void encodeRegular(int i, int x, int ix) {
        int ra = line[i][x - 1];
        int rb = above[i][x];
        int rc = above[i][x - 1];
        int q = 81 * quantized(above[i][x + 1] - rb) + 9 * quantized(rb - rc) + quantized(rc - ra);
        int sign = q < 0 ? -1 : 1;
        q = Math.abs(q);
        int px = rc >= Math.max(ra, rb) ? Math.min(ra, rb) : rc <= Math.min(ra, rb) ? Math.max(ra, rb) : ra + rb - rc;
        px = Math.clamp(px + sign * c[q], 0, maxval);
        int error = quantizedError(sign * (ix - px));
        line[i][x] = Math.clamp(px + sign * error * (2 * near + 1), 0, maxval);
        error = reduced(error);
        int k = 0;
        while (n[q] << k < a[q]) {
            k++;
        }
        int mapped;
        if (near == 0 && k == 0 && 2 * b[q] <= -n[q]) {
            mapped = error >= 0 ? 2 * error + 1 : -2 * (error + 1);
        } else {
            mapped = error >= 0 ? 2 * error : -2 * error - 1;
        }
        golomb(mapped, k, limit);
        update(q, error);
    }

    private int quantizedError(int error) {
        return error > 0 ? (error + near) / (2 * near + 1) : -((near - error) / (2 * near + 1));
    }

    /** A.9: modulo the range of errors. */
    private int reduced(int error) {
        int positive = error < 0 ? error + range : error;
        return positive >= (range + 1) / 2 ? positive - range : positive;
    }

    private void update(int q, int error) {
        b[q] += error * (2 * near + 1);
        a[q] += Math.abs(error);
        if (n[q] == reset) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] += n[q];
            if (c[q] > -128) {
                c[q]--;
            }
            if (b[q] <= -n[q]) {
                b[q] = -n[q] + 1;
            }
        } else if (b[q] > 0) {
            b[q] -= n[q];
            if (c[q] < 127) {
                c[q]++;
            }
            if (b[q] > 0) {
                b[q] = 0;
            }
        }
    }

    private void encodeRunLength(int i, int length, boolean toEndOfLine) {
        int left = length;
        while (left >= 1 << J[runIndex[i]]) {
            bits(1, 1);
            left -= 1 << J[runIndex[i]];
            if (runIndex[i] < 31) {
                runIndex[i]++;
            }
        }
        if (!toEndOfLine) {
            bits(0, 1);
            bits(left, J[runIndex[i]]);
        } else if (left > 0) {
            bits(1, 1);
        }
    }

    private void encodeInterruption(int i, int x, int ix, int type, int run) {
        int ra = line[i][x - 1];
        int rb = above[i][x];
        int px = type == 1 ? ra : rb;
        int sign = type == 0 && ra > rb ? -1 : 1;
        int error = quantizedError(sign * (ix - px));
        line[i][x] = Math.clamp(px + sign * error * (2 * near + 1), 0, maxval);
        error = reduced(error);
        int q = 365 + type;
        int temp = type == 0 ? a[365] : a[366] + (n[366] >> 1);
        int k = 0;
        while (n[q] << k < temp) {
            k++;
        }
        boolean map = (k == 0 && error > 0 && 2 * nn[type] < n[q])
                || (error < 0 && 2 * nn[type] >= n[q])
                || (error < 0 && k != 0);
        int mapped = 2 * Math.abs(error) - type - (map ? 1 : 0);
        golomb(mapped, k, limit - J[runIndex[run]] - 1);
        if (error < 0) {
            nn[type]++;
        }
        a[q] += (mapped + 1 - type) >> 1;
        if (n[q] == reset) {
            a[q] >>= 1;
            n[q] >>= 1;
            nn[type] >>= 1;
        }
        n[q]++;
    }

    private void golomb(int value, int k, int longest) {
        int high = value >> k;
        if (high < longest - qbpp - 1) {
            for (int i = 0; i < high; i++) {
                bits(0, 1);
            }
            bits(1, 1);
            bits(value & ((1 << k) - 1), k);
        } else {
            for (int i = 0; i < longest - qbpp - 1; i++) {
                bits(0, 1);
            }
            bits(1, 1);
            bits(value - 1, qbpp);
        }
    }

    private void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            held = held << 1 | (value >> i & 1);
            if (--room == 0) {
                bytes.write(held);
                room = held == 0xFF ? 7 : 8;
                held = 0;
            }
        }
    }

    /** Fills the last byte up with zeros; behind a byte of ones, a byte without a bit set must follow. */
    private void flush() {
        boolean full = room == 8;
        while (!full) {
            bits(0, 1);
            full = room == 8;
        }
    }
}
