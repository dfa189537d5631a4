package klarsyn.base;

/**
 * An error that the person who called can mend; each says what is wrong, where, and what would mend it.
 *
 * <p>A command ends with exit code 2 and one line of it. Whatever else is thrown is a defect of Klarsyn.
 */
public abstract sealed class KlarsynException extends RuntimeException
        permits DataException, PlanException, ModelException {

    private static final long serialVersionUID = 1;

    private final transient Where where;
    private final String what;
    private final String mend;

    KlarsynException(String what, Where where, String mend) {
        super("%s: %s. To mend it: %s.".formatted(where, what, mend));
        this.what = what;
        this.where = where;
        this.mend = mend;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** Where it is wrong. */
    public Where where() {
        return where;
    }

    /** What would mend it. */
    public String mend() {
        return mend;
    }
}
