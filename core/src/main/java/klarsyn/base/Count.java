package klarsyn.base;

/** A count with its noun. */
public final class Count {

    private Count() {}

    /** {@code 1 case}, {@code 2 cases}: the noun gets an s unless the count is 1. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
