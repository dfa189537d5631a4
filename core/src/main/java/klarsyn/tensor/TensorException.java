package klarsyn.tensor;

/** A native operation failed; the message names the operation, the operand shapes and the reason. */
public final class TensorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TensorException(String message, Throwable cause) {
        super(message, cause);
    }
}
