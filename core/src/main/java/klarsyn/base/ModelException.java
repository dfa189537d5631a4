package klarsyn.base;

/** Something is wrong with a model file or a checkpoint. */
public final class ModelException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong, where, and what would fix it; the parts are joined to one sentence each. */
    public ModelException(String what, Where where, String fix) {
        super(what, where, fix);
    }

    /** As the other constructor, keeping the error that led here. */
    public ModelException(String what, Where where, String fix, Throwable cause) {
        super(what, where, fix);
        initCause(cause);
    }
}
