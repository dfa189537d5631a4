package klarsyn.codec.jpeg2000;

/** Rare events of a high-throughput code-block, run-length coded (MEL, T.814, 7.3.3). */
final class HtEvents {

    private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    private final byte[] bytes;
    private final int last;
    private int position;
    private int held;
    private int count;
    private int state;
    private int run;
    private boolean eventFollows;

    /** Reads from one byte to another, whose lower half is used by other codes. */
    HtEvents(byte[] bytes, int first, int last) {
        this.bytes = bytes;
        this.position = first;
        this.last = last;
    }

    /** Whether the next event occurs. */
    boolean next() {
        if (run == 0 && !eventFollows) {
            int exponent = EXPONENTS[state];
            if (bit() == 1) {
                run = 1 << exponent;
                state = Math.min(state + 1, 12);
            } else {
                for (int i = 0; i < exponent; i++) {
                    run = run << 1 | bit();
                }
                eventFollows = true;
                state = Math.max(state - 1, 0);
            }
        }
        if (run > 0) {
            run--;
            return false;
        }
        eventFollows = false;
        return true;
    }

    private int bit() {
        if (count == 0) {
            count = held == 0xFF ? 7 : 8;
            held = position > last ? 0xFF : bytes[position] & 0xFF;
            held |= position == last ? 0x0F : 0;
            position++;
        }
        count--;
        return held >> count & 1;
    }
}
