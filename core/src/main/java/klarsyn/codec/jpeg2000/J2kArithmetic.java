package klarsyn.codec.jpeg2000;

import java.util.Arrays;

/**
 * The adaptive binary arithmetic decoder (MQ) of JPEG 2000, and the raw bits of its lazy mode (T.800, Annex C and D.6).
 */
final class J2kArithmetic {

    static final int RUN = 17;
    static final int UNIFORM = 18;

    private static final int[] PROBABILITY = {
        0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401, 0x1C01, 0x1601,
        0x5601, 0x5401, 0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201, 0x1C01, 0x1801, 0x1601, 0x1401,
        0x1201, 0x1101, 0x0AC1, 0x09C1, 0x08A1, 0x0521, 0x0441, 0x02A1, 0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025,
        0x0015, 0x0009, 0x0005, 0x0001, 0x5601
    };
    private static final int[] AFTER_LIKELY = {
        1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46
    };
    private static final int[] AFTER_UNLIKELY = {
        1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 23, 24, 25, 26,
        27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46
    };

    /** The tables above, indexed by two times the state plus the likely symbol. */
    private static final int[] SIZE = new int[94];

    private static final byte[] LIKELY = new byte[94];
    private static final byte[] UNLIKELY = new byte[94];

    static {
        for (int i = 0; i < 94; i++) {
            int state = i >> 1;
            boolean switches = state == 0 || state == 6 || state == 14;
            SIZE[i] = PROBABILITY[state];
            LIKELY[i] = (byte) (2 * AFTER_LIKELY[state] + (i & 1));
            UNLIKELY[i] = (byte) (2 * AFTER_UNLIKELY[state] + ((i & 1) ^ (switches ? 1 : 0)));
        }
    }

    private final byte[] states = new byte[19];
    private byte[] bytes = {};
    private int end;
    private int position;
    private int code;
    private int interval;
    private int count;
    private int plainBits;
    private int plainCount;

    /** Resets the contexts. */
    void resetContexts() {
        Arrays.fill(states, (byte) 0);
        states[0] = 4 << 1;
        states[RUN] = 3 << 1;
        states[UNIFORM] = 46 << 1;
    }

    /** Starts an arithmetic-coded segment. */
    void start(byte[] segment) {
        bytes = segment;
        end = segment.length;
        position = 0;
        code = byteAt(0) << 16;
        nextByte();
        code <<= 7;
        count -= 7;
        interval = 0x8000;
    }

    /** Starts a segment of raw bits. */
    void startPlain(byte[] segment) {
        bytes = segment;
        end = segment.length;
        position = 0;
        plainBits = 0;
        plainCount = 0;
    }

    private int byteAt(int at) {
        return at < end ? bytes[at] & 0xFF : 0xFF;
    }

    private void nextByte() {
        if (byteAt(position) == 0xFF) {
            int next = byteAt(position + 1);
            if (next > 0x8F) {
                code += 0xFF00;
                count = 8;
            } else {
                position++;
                code += next << 9;
                count = 7;
            }
        } else {
            position++;
            code += byteAt(position) << 8;
            count = 8;
        }
    }

    /** Decodes the next decision in a context. */
    int decide(int context) {
        int state = states[context];
        int size = SIZE[state];
        interval -= size;
        int symbol = state & 1;
        if (code >>> 16 < size) {
            // The lower subinterval is the unlikely one, unless it has become larger (conditional exchange).
            if (interval < size) {
                states[context] = LIKELY[state];
            } else {
                states[context] = UNLIKELY[state];
                symbol ^= 1;
            }
            interval = size;
        } else {
            code -= size << 16;
            if ((interval & 0x8000) != 0) {
                return symbol;
            }
            if (interval < size) {
                states[context] = UNLIKELY[state];
                symbol ^= 1;
            } else {
                states[context] = LIKELY[state];
            }
        }
        do {
            if (count == 0) {
                nextByte();
            }
            interval <<= 1;
            code <<= 1;
            count--;
        } while ((interval & 0x8000) == 0);
        return symbol;
    }

    /** The next raw bit. */
    int plain() {
        if (plainCount == 0) {
            plainCount = plainBits == 0xFF ? 7 : 8;
            plainBits = byteAt(position++);
        }
        plainCount--;
        return plainBits >> plainCount & 1;
    }
}
