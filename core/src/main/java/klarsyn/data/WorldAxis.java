package klarsyn.data;

/** An axis of the patient's world in RAS order, whose two directions have names. */
public enum WorldAxis {
    /** Grows from the patient's left to the right. */
    X("left", "right"),
    /** Grows from the back to the front. */
    Y("posterior", "anterior"),
    /** Grows from the feet to the head. */
    Z("inferior", "superior");

    private final String low;
    private final String high;

    WorldAxis(String low, String high) {
        this.low = low;
        this.high = high;
    }

    /** Row of an affine that holds this axis: 0, 1 or 2. */
    public int index() {
        return ordinal();
    }

    /** Both ends in words, such as {@code left–right}. */
    public String words() {
        return low + "–" + high;
    }
}
