package klarsyn.base;

/** Something is wrong with the user's files: images, labels, a data set's description. */
public final class DataException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong, where, and what would mend it; the parts are joined to one sentence each. */
    public DataException(String what, Where where, String mend) {
        super(what, where, mend);
    }

    /** As the other constructor, keeping the error that led here. */
    public DataException(String what, Where where, String mend, Throwable cause) {
        super(what, where, mend);
        initCause(cause);
    }
}
