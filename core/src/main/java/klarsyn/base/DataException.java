package klarsyn.base;

/** A problem with the user's files: images, labels, a data set description. */
public final class DataException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** States the problem, where it is and how to fix it; each part is a phrase without a period. */
    public DataException(String what, Where where, String fix) {
        super(what, where, fix);
    }

    /** As the other constructor, with a cause. */
    public DataException(String what, Where where, String fix, Throwable cause) {
        super(what, where, fix);
        initCause(cause);
    }
}
