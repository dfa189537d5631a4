package klarsyn.codec.jpeg2000;

/** The coder of rare events of T.814, 7.3.3, in the direction of the encoder: runs without an event, then one. */
final class MelEncoder {

    private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    private final StringBuilder bits = new StringBuilder();
    private int state;
    private int run;

    void add(boolean event) {
        int exponent = EXPONENTS[state];
        if (!event) {
            if (++run == 1 << exponent) {
                bits.append('1');
                run = 0;
                state = Math.min(state + 1, 12);
            }
            return;
        }
        bits.append('0').append(PacketBitsWriter.binary(run, exponent));
        run = 0;
        state = Math.max(state - 1, 0);
    }

    /** The bits so far; a run that is not over yet is ended as if it went on. */
    byte[] bytes() {
        if (run > 0) {
            bits.append('1');
        }
        return PacketBitsWriter.bytes(bits);
    }
}
