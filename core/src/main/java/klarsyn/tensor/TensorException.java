package klarsyn.tensor;

/** A native operation failed: names the operation, the operands' shapes and the reason in one sentence. */
public final class TensorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TensorException(String message, Throwable cause) {
        super(message, cause);
    }
}
