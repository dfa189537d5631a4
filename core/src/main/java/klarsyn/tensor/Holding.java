package klarsyn.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Owns tensors that outlive scopes and are shared by threads, such as weights and optimizer moments.
 *
 * <p>Frees nothing before {@link #close}. One thread fills it; any thread may then read its tensors.
 */
public final class Holding implements Owner, AutoCloseable {

    private final String name;
    private final List<org.bytedeco.pytorch.Tensor> handles = new ArrayList<>();
    private boolean closed;

    private Holding(String name) {
        this.name = name;
    }

    /** An empty holding; {@code name} appears in messages. */
    public static Holding open(String name) {
        return new Holding(name);
    }

    /** Takes ownership of a tensor from its scope. */
    public Tensor hold(Tensor tensor) {
        if (closed) {
            throw new IllegalStateException("hold: holding " + name + " is closed");
        }
        org.bytedeco.pytorch.Tensor handle = tensor.handle("hold");
        handle.retainReference();
        handles.add(handle);
        return tensor.ownedBy(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Frees its tensors. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            handles.forEach(org.bytedeco.pytorch.Tensor::releaseReference);
            handles.clear();
        }
    }
}
