package klarsyn.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owns the tensors that its thread creates while it is the innermost open scope, and frees them on close.
 *
 * <p>The result of any operation belongs to the innermost open scope, regardless of its operands; only {@link #keep}
 * moves it to the enclosing scope. A scope belongs to the thread that opened it and is closed there, in the reverse
 * order of opening.
 *
 * <pre>{@code
 * try (var scope = Scope.open("step")) {
 *     float[] logits = network.forward(Tensor.of(voxels, 1, 1, 32, 32, 32), Mode.EVALUATE).toFloatArray();
 * }
 * }</pre>
 */
public final class Scope implements Owner, AutoCloseable {

    /** The only thread-local state of Klarsyn. */
    private static final ThreadLocal<Scope> INNERMOST = new ThreadLocal<>();

    private final String name;
    private final Scope outer;
    private final PointerScope pointers;
    private boolean closed;

    @SuppressWarnings("NullAway") // null for the outermost scope; private to this class
    private Scope(String name) {
        this.name = name;
        this.outer = INNERMOST.get();
        this.pointers = new PointerScope();
    }

    /** Opens a scope inside the innermost scope of this thread; {@code name} appears in messages. */
    public static Scope open(String name) {
        Natives.load();
        Scope scope = new Scope(name);
        INNERMOST.set(scope);
        return scope;
    }

    /**
     * The innermost open scope of this thread.
     *
     * @throws IllegalStateException if there is none
     */
    static Scope innermost(String operation) {
        Scope scope = INNERMOST.get();
        if (scope == null) {
            throw new IllegalStateException(
                    operation + ": no scope is open on this thread; wrap the code in try (var scope = Scope.open(…))");
        }
        return scope;
    }

    /**
     * Moves a tensor of this scope to the enclosing scope.
     *
     * @throws IllegalStateException if there is no enclosing scope, this one is closed, or the tensor has another owner
     */
    public Tensor keep(Tensor tensor) {
        requireOpen("keep");
        requireOwned("keep", tensor);
        if (outer == null) {
            throw new IllegalStateException("keep: scope " + name + " has no enclosing scope to keep a tensor in");
        }
        outer.pointers.attach(tensor.handle("keep"));
        return tensor.ownedBy(outer);
    }

    /**
     * Frees a tensor of this scope early, to save memory.
     *
     * @throws IllegalStateException if the tensor has another owner or was already freed
     */
    public void free(Tensor tensor) {
        requireOpen("free");
        requireOwned("free", tensor);
        pointers.detach(tensor.handle("free"));
        tensor.ownedBy(new Freed(name));
    }

    /** Owner of tensors that were freed early. */
    record Freed(String name) implements Owner {
        @Override
        public boolean isClosed() {
            return true;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    private void requireOwned(String operation, Tensor tensor) {
        if (!tensor.isOwnedBy(this)) {
            throw new IllegalStateException(
                    "%s: scope %s does not own the tensor %s".formatted(operation, name, tensor));
        }
    }

    private void requireOpen(String operation) {
        if (closed) {
            throw new IllegalStateException(operation + ": scope " + name + " is closed");
        }
    }

    /**
     * Frees every tensor of this scope that was not kept.
     *
     * @throws IllegalStateException if an inner scope is still open, or another thread calls
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (INNERMOST.get() != this) {
            throw new IllegalStateException("close: scope " + name + " is not the innermost one of this thread");
        }
        pointers.close();
        closed = true;
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
    }

    /** Number of live native objects in the process; equal before and after if nothing leaks. */
    public static long liveObjects() {
        return Pointer.totalCount();
    }
}
