package klarsyn.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Controls gradient recording, which is on by default on each thread. */
public final class Autograd implements AutoCloseable {

    private final Scope scope;
    private final NoGradGuard guard;

    private Autograd() {
        this.scope = Scope.open("autograd off");
        this.guard = new NoGradGuard();
    }

    /**
     * Stops recording on this thread until closed; tensors created meanwhile belong to a scope of their own, so use
     * {@link #keep} for results.
     */
    public static Autograd off() {
        return new Autograd();
    }

    /** Moves a tensor to the enclosing scope, as {@link Scope#keep}. */
    public Tensor keep(Tensor tensor) {
        return scope.keep(tensor);
    }

    @Override
    public void close() {
        guard.close();
        scope.close();
    }

    /**
     * Gradients of a scalar with respect to leaves, in their order; the {@code grad} fields of the leaves are not
     * modified, so several threads may share the leaves. The gradient of an unused leaf is zero.
     */
    public static List<Tensor> gradients(Tensor loss, List<Tensor> leaves) {
        Scope.innermost("gradients");
        try (Scope scope = Scope.open("gradients")) {
            TensorVector inputs = new TensorVector(leaves.size());
            for (int i = 0; i < leaves.size(); i++) {
                inputs.put(i, leaves.get(i).handle("gradients"));
            }
            TensorVector outputs = new TensorVector(loss.handle("gradients"));
            List<Tensor> gradients = new ArrayList<>(leaves.size());
            TensorVector found = Natives.get(
                    "gradients",
                    () -> torch.grad(outputs, inputs, new TensorVector(), new BoolOptional(false), false, true),
                    loss);
            for (int i = 0; i < leaves.size(); i++) {
                org.bytedeco.pytorch.Tensor gradient = new org.bytedeco.pytorch.Tensor(found.get(i));
                gradients.add(scope.keep(
                        gradient.defined()
                                ? new Tensor(gradient, scope)
                                : leaves.get(i).zerosLike()));
            }
            return List.copyOf(gradients);
        }
    }
}
