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

    /**
     * Whether the loss of several samples is the mean of their losses, and logits of a sample do not depend on the
     * others, so that samples may be computed one after the other.
     */
    default boolean isMeanOfSamples() {
        return false;
    }
}
