package klarsyn.tensor;

import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Loads the native libraries and translates their exceptions. */
final class Natives {

    private Natives() {}

    /** Loads libtorch once, through class initialization. */
    static void load() {
        Library.touch();
    }

    private static final class Library {
        static {
            Loader.load(torch.class);
            // libtorch counts the cores of the machine, Java those of the container
            torch.set_num_threads(Engine.cores());
        }

        static void touch() {
            // class initialization has loaded them
        }
    }

    /**
     * Runs a native operation and adds its result to the innermost scope.
     *
     * @throws TensorException naming the operation, its operands and libtorch's reason
     */
    static Tensor call(String operation, Supplier<org.bytedeco.pytorch.Tensor> body, Tensor... operands) {
        Scope scope = Scope.innermost(operation);
        try {
            return new Tensor(body.get(), scope);
        } catch (TensorException | IllegalStateException ours) {
            throw ours;
        } catch (RuntimeException theirs) {
            throw translated(operation, theirs, operands);
        }
    }

    /** Runs a native operation whose result is not a single tensor. */
    static <T> T get(String operation, Supplier<T> body, Tensor... operands) {
        Scope.innermost(operation);
        try {
            return body.get();
        } catch (TensorException | IllegalStateException ours) {
            throw ours;
        } catch (RuntimeException theirs) {
            throw translated(operation, theirs, operands);
        }
    }

    /** Runs a native operation in place; intermediate tensors are freed at the end. */
    static void run(String operation, Runnable body, Tensor... operands) {
        try (Scope _ = Scope.open(operation)) {
            body.run();
        } catch (TensorException | IllegalStateException ours) {
            throw ours;
        } catch (RuntimeException theirs) {
            throw translated(operation, theirs, operands);
        }
    }

    private static TensorException translated(String operation, RuntimeException theirs, Tensor... operands) {
        StringBuilder text = new StringBuilder(operation);
        for (Tensor operand : operands) {
            text.append(text.length() == operation.length() ? " of " : ", ").append(operand);
        }
        String message = String.valueOf(theirs.getMessage());
        String reason = message.lines().findFirst().orElse("no reason given");
        if (reason.toLowerCase(Locale.ROOT).contains("allocate memory") || reason.contains("out of memory")) {
            reason = "not enough memory (" + reason + ")";
        }
        return new TensorException(text.append(": ").append(reason).toString(), theirs);
    }
}
