package klarsyn.base;

/** A problem with the user's settings: a plan key, a budget, an option. */
public final class PlanException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** States the problem, where it is and how to fix it; each part is a phrase without a period. */
    public PlanException(String what, Where where, String fix) {
        super(what, where, fix);
    }

    /** As the other constructor, with a cause. */
    public PlanException(String what, Where where, String fix, Throwable cause) {
        super(what, where, fix);
        initCause(cause);
    }
}
