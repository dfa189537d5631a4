package klarsyn.base;

/** A problem with a model file or a checkpoint. */
public final class ModelException extends KlarsynException {

    private static final long serialVersionUID = 1;

    /** States the problem, where it is and how to fix it; each part is a phrase without a period. */
    public ModelException(String what, Where where, String fix) {
        super(what, where, fix);
    }

    /** As the other constructor, with a cause. */
    public ModelException(String what, Where where, String fix, Throwable cause) {
        super(what, where, fix);
        initCause(cause);
    }
}
