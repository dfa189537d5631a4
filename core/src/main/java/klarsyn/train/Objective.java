package klarsyn.train;

import java.util.List;
import klarsyn.tensor.Device;
import klarsyn.tensor.Tensor;

/** The function that training minimizes. */
@FunctionalInterface
public interface Objective<T extends SampleTarget> {

    /**
     * The mean loss over some samples, a scalar tensor with gradient.
     *
     * @param logits  of the network for these samples, the finest resolution first
     * @param samples at least one
     * @param device  of the logits
     */
    Tensor loss(List<Tensor> logits, List<Sample<T>> samples, Device device);
}
