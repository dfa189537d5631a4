package klarsyn.codec.jpeg2000;

import java.util.Arrays;

/** The arithmetic encoder of T.800, C.2, drawn from its flow charts with their names. */
final class MqEncoder {

    /** T.800, table C.2: probability, next state after the likely symbol, after the unlikely one, and whether it turns. */
    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0}, {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0}, {0x1C01, 25, 22, 0},
        {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0},
        {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0}, {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0},
        {0x02A1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0}, {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    private final int[] index = new int[19];
    private final int[] likely = new int[19];
    private int[] out = new int[64];
    private int last;
    private long c;
    private int a;
    private int ct;

    MqEncoder() {
        resetContexts();
        start();
    }

    /** T.800, table D.7. */
    void resetContexts() {
        Arrays.fill(index, 0);
        Arrays.fill(likely, 0);
        index[0] = 4;
        index[17] = 3;
        index[18] = 46;
    }

    private void start() {
        out = new int[64];
        last = 0;
        a = 0x8000;
        c = 0;
        ct = 12;
    }

    void encode(int context, int symbol) {
        int[] state = STATES[index[context]];
        int qe = state[0];
        a -= qe;
        if (symbol == likely[context]) {
            if ((a & 0x8000) != 0) {
                c += qe;
                return;
            }
            if (a < qe) {
                a = qe;
            } else {
                c += qe;
            }
            index[context] = state[1];
        } else {
            if (a < qe) {
                c += qe;
            } else {
                a = qe;
            }
            likely[context] ^= state[3];
            index[context] = state[2];
        }
        do {
            a <<= 1;
            c <<= 1;
            if (--ct == 0) {
                byteOut();
            }
        } while ((a & 0x8000) == 0);
    }

    private void byteOut() {
        if (out[last] != 0xFF && c >= 0x8000000) {
            out[last]++;
            if (out[last] == 0xFF) {
                c &= 0x7FFFFFF;
            }
        }
        if (out[last] == 0xFF) {
            append((int) (c >> 20));
            c &= 0xFFFFF;
            ct = 7;
        } else {
            append((int) (c >> 19) & 0xFF);
            c &= 0x7FFFF;
            ct = 8;
        }
    }

    private void append(int value) {
        if (++last == out.length) {
            out = Arrays.copyOf(out, 2 * last);
        }
        out[last] = value;
    }

    /** Ends the segment; the next decision begins a new one, with what the contexts have learned. */
    byte[] flush() {
        long bound = c + a;
        c |= 0xFFFF;
        if (c >= bound) {
            c -= 0x8000;
        }
        c <<= ct;
        byteOut();
        c <<= ct;
        byteOut();
        int end = out[last] == 0xFF ? last - 1 : last;
        byte[] bytes = new byte[end];
        for (int i = 0; i < end; i++) {
            bytes[i] = (byte) out[i + 1];
        }
        start();
        return bytes;
    }
}
