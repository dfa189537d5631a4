package klarsyn.base;

/** A number of things in words. */
public final class Count {

    private Count() {}

    /** {@code 1 case}, {@code 2 cases}: the noun gets an s unless there is exactly one. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
