package klarsyn.data.label;

/** An axis of the RAS world, with named directions. */
public enum WorldAxis {
    /** From the patient's left to right. */
    X("left", "right"),
    /** From back to front. */
    Y("posterior", "anterior"),
    /** From feet to head. */
    Z("inferior", "superior");

    private final String low;
    private final String high;

    WorldAxis(String low, String high) {
        this.low = low;
        this.high = high;
    }

    /** Row of an affine for this axis: 0, 1 or 2. */
    public int index() {
        return ordinal();
    }

    /** Names of both ends, such as {@code left–right}. */
    public String words() {
        return low + "–" + high;
    }
}
