package klarsyn.train;

import klarsyn.base.Figure;
import klarsyn.nn.Network;

/** Scores a network on cases that it does not train on; the caller knows how to predict and measure. */
@FunctionalInterface
public interface Validation {

    /** The mean score over the validation cases, larger is better. */
    Figure score(Network network, Lanes lanes);
}
