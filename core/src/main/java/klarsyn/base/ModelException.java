package klarsyn.base;

/** Something is wrong with a model file or a checkpoint. */
public final class ModelException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong, where, and what would mend it; the parts are joined to one sentence each. */
    public ModelException(String what, Where where, String mend) {
        super(what, where, mend);
    }

    /** As the other constructor, keeping the error that led here. */
    public ModelException(String what, Where where, String mend, Throwable cause) {
        super(what, where, mend);
        initCause(cause);
    }
}
