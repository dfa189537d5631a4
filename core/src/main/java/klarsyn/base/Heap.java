package klarsyn.base;

/** What the Java heap has room for: eight cores with a CT each would be too much for a laptop's. */
public final class Heap {

    /** What a person can do if the heap is too small. */
    public static final String MORE = "give Java more memory (-Xmx4g; for the klarsyn command: KLARSYN_OPTS=-Xmx4g)";

    private Heap() {}

    /**
     * As many things at a time as half of the heap holds, at least one.
     *
     * @param bytesEach that one of them takes, 0 for next to nothing
     * @param most      at least 1
     */
    public static int parallelCases(long bytesEach, int most) {
        return parallelCases(bytesEach, most, Runtime.getRuntime().maxMemory());
    }

    static int parallelCases(long bytesEach, int most, long heap) {
        return bytesEach == 0 ? most : Math.clamp(heap / 2 / bytesEach, 1, most);
    }
}
