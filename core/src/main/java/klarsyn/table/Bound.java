package klarsyn.table;

/** Relation of a stored number to the measured value: laboratories write {@code <0.5} below the limit of detection. */
public enum Bound {
    /** The number is the value. */
    EXACT(""),
    /** The value is less than the number. */
    LESS("<"),
    /** The value is at most the number. */
    AT_MOST("≤"),
    /** The value is greater than the number. */
    GREATER(">"),
    /** The value is at least the number. */
    AT_LEAST("≥");

    private final String sign;

    Bound(String sign) {
        this.sign = sign;
    }

    /** The prefix of the number, such as {@code <}; empty for an exact value. */
    public String sign() {
        return sign;
    }
}
