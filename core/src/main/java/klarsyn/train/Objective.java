package klarsyn.train;

import java.util.List;
import klarsyn.tensor.Device;
import klarsyn.tensor.Tensor;

/** What training minimizes. */
@FunctionalInterface
public interface Objective<T extends SampleTarget> {

    /**
     * The mean loss over some samples, a tensor of one number with its gradient.
     *
     * @param logits  of the network for these samples, the finest resolution first
     * @param samples at least one
     * @param device  that the logits are on
     */
    Tensor loss(List<Tensor> logits, List<Sample<T>> samples, Device device);
}
