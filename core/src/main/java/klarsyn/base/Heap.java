package klarsyn.base;

/** Limits parallel work to the Java heap: eight cores with one CT each would not fit on a laptop. */
public final class Heap {

    /** What to do if the heap is too small. */
    public static final String MORE = "give Java more memory (-Xmx4g; for the klarsyn command: KLARSYN_OPTS=-Xmx4g)";

    private Heap() {}

    /**
     * Number of cases that fit into half of the heap at a time, at least 1.
     *
     * @param bytesEach memory of one case; 0 if negligible
     * @param most      upper limit, at least 1
     */
    public static int parallelCases(long bytesEach, int most) {
        return parallelCases(bytesEach, most, Runtime.getRuntime().maxMemory());
    }

    static int parallelCases(long bytesEach, int most, long heap) {
        return bytesEach == 0 ? most : Math.clamp(heap / 2 / bytesEach, 1, most);
    }
}
