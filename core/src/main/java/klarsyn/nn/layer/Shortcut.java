package klarsyn.nn.layer;

import java.util.List;
import klarsyn.tensor.Tensor;

/** Shortcut from a residual block's input to its sum. */
public sealed interface Shortcut extends Layer {

    /** Identity, if neither resolution nor channels change. */
    record Identity() implements Shortcut {
        @Override
        public Tensor forward(Tensor input, Pass pass) {
            return input;
        }
    }

    /**
     * Average pooling with the stride.
     *
     * @param step along depth, height, width
     */
    record Pooled(List<Integer> step) implements Shortcut {
        @Override
        public Tensor forward(Tensor input, Pass pass) {
            return input.averagePool(step.stream().mapToLong(s -> s).toArray());
        }
    }

    /**
     * 1×1×1 convolution and norm after average pooling with the stride.
     *
     * @param step along depth, height, width; ones for none
     */
    record Projected(List<Integer> step, Convolution conv, Norm norm) implements Shortcut {
        @Override
        public Tensor forward(Tensor input, Pass pass) {
            Tensor pooled = step.equals(Convolution.ONES) ? input : new Pooled(step).forward(input, pass);
            return norm.forward(conv.forward(pooled, pass), pass);
        }
    }
}
