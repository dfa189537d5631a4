package klarsyn.base;

/**
 * A user error: states the problem, where it is and how to fix it.
 *
 * <p>A command prints it on one line and exits with code 2. Any other exception is an internal error.
 */
public abstract sealed class KlarsynException extends RuntimeException
        permits DataException, PlanException, ModelException {

    private static final long serialVersionUID = 1;

    private final transient Where where;
    private final String what;
    private final String fix;

    KlarsynException(String what, Where where, String fix) {
        super("%s: %s. Fix: %s.".formatted(where, what, fix));
        this.what = what;
        this.where = where;
        this.fix = fix;
    }

    /** The problem. */
    public String what() {
        return what;
    }

    /** The location of the problem. */
    public Where where() {
        return where;
    }

    /** How to fix it. */
    public String fix() {
        return fix;
    }
}
