package klarsyn.model;

import klarsyn.nn.Network;
import klarsyn.nn.Weights;
import klarsyn.plan.Plan;

/**
 * A model in memory; closing it frees its weights.
 *
 * @param plan       what was planned
 * @param network    the network, whose parameters are {@code weights}
 * @param weights    parameters by name
 * @param provenance where they come from
 */
public record LoadedModel(Plan plan, Network network, Weights weights, Provenance provenance) implements AutoCloseable {

    /** Frees the weights. */
    @Override
    public void close() {
        weights.close();
    }
}
