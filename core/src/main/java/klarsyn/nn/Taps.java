package klarsyn.nn;

import klarsyn.tensor.Tensor;

/** Receives features of a network during a forward pass: what explanations are computed from. */
@FunctionalInterface
public interface Taps {

    /** Receives nothing. */
    Taps NONE = (_, _) -> {};

    /**
     * Called for each place in the order of the pass.
     *
     * @param place    path of the part whose output it is, such as {@code encoder.stages.3}
     * @param features {@code [N, C, D, H, W]}, owned by the network's scope: who needs them longer copies them
     */
    void receive(String place, Tensor features);
}
