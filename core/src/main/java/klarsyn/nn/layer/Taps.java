package klarsyn.nn.layer;

import klarsyn.tensor.Tensor;

/** Receives intermediate features of a network during a forward pass, for explanations. */
@FunctionalInterface
public interface Taps {

    /** Receives nothing. */
    Taps NONE = (_, _) -> {};

    /**
     * Called for each position in order.
     *
     * @param place    path of the part with this output, such as {@code encoder.stages.3}
     * @param features {@code [N, C, D, H, W]}, owned by the network's scope: copy them to keep them
     */
    void receive(String place, Tensor features);
}
