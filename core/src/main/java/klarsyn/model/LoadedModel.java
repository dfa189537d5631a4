package klarsyn.model;

import klarsyn.nn.Network;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Plan;

/**
 * A model in memory; closing it frees its weights.
 *
 * @param plan       of the model
 * @param network    with {@code weights} as parameters
 * @param weights    parameters by name
 * @param provenance of the model
 */
public record LoadedModel(Plan plan, Network network, Weights weights, Provenance provenance) implements AutoCloseable {

    /** Frees the weights. */
    @Override
    public void close() {
        weights.close();
    }
}
