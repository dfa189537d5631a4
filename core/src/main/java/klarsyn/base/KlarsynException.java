package klarsyn.base;

/**
 * An error that the person who called can fix; each says what is wrong, where, and what would fix it.
 *
 * <p>A command ends with exit code 2 and one line of it. Whatever else is thrown is a defect of Klarsyn.
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

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** Where it is wrong. */
    public Where where() {
        return where;
    }

    /** What would fix it. */
    public String fix() {
        return fix;
    }
}
