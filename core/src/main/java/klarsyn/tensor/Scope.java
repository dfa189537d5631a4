package klarsyn.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owns the tensors that its thread makes while it is the innermost open one, and frees them when it closes.
 *
 * <p>The result of any operation belongs to the innermost open scope, whatever the operands; {@link #keep} is the only
 * way out. A scope belongs to the thread that opened it and is closed there, in the reverse order of opening.
 *
 * <pre>{@code
 * try (var scope = Scope.open("step")) {
 *     float[] logits = network.forward(Tensor.of(voxels, 1, 1, 32, 32, 32), Mode.EVALUATE).toFloatArray();
 * }
 * }</pre>
 */
public final class Scope implements Owner, AutoCloseable {

    /** The one thread-bound thing of Klarsyn; lanes of different threads never see each other's. */
    private static final ThreadLocal<Scope> INNERMOST = new ThreadLocal<>();

    private final String name;
    private final Scope outer;
    private final PointerScope pointers;
    private boolean closed;

    @SuppressWarnings("NullAway") // the outermost scope has no outer one, and no one outside this class sees that
    private Scope(String name) {
        this.name = name;
        this.outer = INNERMOST.get();
        this.pointers = new PointerScope();
    }

    /** Opens a scope inside the thread's innermost one; {@code name} appears in messages. */
    public static Scope open(String name) {
        Natives.load();
        Scope scope = new Scope(name);
        INNERMOST.set(scope);
        return scope;
    }

    /**
     * The innermost open scope of this thread.
     *
     * @throws IllegalStateException if there is none: no scope, no tensor
     */
    static Scope innermost(String operation) {
        Scope scope = INNERMOST.get();
        if (scope == null) {
            throw new IllegalStateException(
                    operation + ": no scope is open on this thread; put it into try (var scope = Scope.open(…))");
        }
        return scope;
    }

    /**
     * Hands a tensor of this scope to the scope around it, so that it outlives this one.
     *
     * @throws IllegalStateException if there is no scope around this one, or it is closed already
     */
    public Tensor keep(Tensor tensor) {
        requireOpen("keep");
        if (outer == null) {
            throw new IllegalStateException("keep: scope " + name + " has none around it to hand a tensor to");
        }
        outer.pointers.attach(tensor.handle("keep"));
        return tensor.ownedBy(outer);
    }

    /**
     * Frees a tensor of this scope before the scope closes, where memory is short.
     *
     * @throws IllegalStateException if the tensor is another owner's, or was freed already
     */
    public void free(Tensor tensor) {
        requireOpen("free");
        if (!tensor.isOwnedBy(this)) {
            throw new IllegalStateException("free: scope " + name + " does not own the tensor " + tensor);
        }
        pointers.detach(tensor.handle("free"));
        tensor.ownedBy(new Freed(name));
    }

    /** Owner of what a scope has freed early. */
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

    private void requireOpen(String operation) {
        if (closed) {
            throw new IllegalStateException(operation + ": scope " + name + " is closed");
        }
    }

    /**
     * Frees every tensor that was made in it and not kept.
     *
     * @throws IllegalStateException if a scope inside it is still open, or another thread calls
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

    /** Number of native objects alive in the process: equal before and after, if nothing leaks. */
    public static long liveObjects() {
        return Pointer.totalCount();
    }
}
