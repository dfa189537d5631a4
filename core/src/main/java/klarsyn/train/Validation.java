package klarsyn.train;

import klarsyn.base.Figure;
import klarsyn.nn.Network;

/** Scores a network on validation cases; the caller provides prediction and metric. */
@FunctionalInterface
public interface Validation {

    /** The mean score of the validation cases, larger is better. */
    Figure score(Network network, Lanes lanes);
}
