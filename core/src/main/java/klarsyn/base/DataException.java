package klarsyn.base;

/** Something is wrong with the user's files: images, labels, a data set's description. */
public final class DataException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong, where, and what would fix it; the parts are joined to one sentence each. */
    public DataException(String what, Where where, String fix) {
        super(what, where, fix);
    }

    /** As the other constructor, keeping the error that led here. */
    public DataException(String what, Where where, String fix, Throwable cause) {
        super(what, where, fix);
        initCause(cause);
    }
}
