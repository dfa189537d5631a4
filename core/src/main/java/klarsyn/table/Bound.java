package klarsyn.table;

/** How a stored number bounds the value that was measured: a laboratory writes {@code <0.5} below its limit of detection. */
public enum Bound {
    /** The number is the value. */
    EXACT(""),
    /** The value is less than the number. */
    LESS("<"),
    /** The value is the number or less. */
    AT_MOST("≤"),
    /** The value is greater than the number. */
    GREATER(">"),
    /** The value is the number or more. */
    AT_LEAST("≥");

    private final String sign;

    Bound(String sign) {
        this.sign = sign;
    }

    /** The sign before the number, such as {@code <}; empty for an exact value. */
    public String sign() {
        return sign;
    }
}
