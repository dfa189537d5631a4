package klarsyn.model;

import java.util.SequencedMap;
import klarsyn.tensor.Holding;
import klarsyn.tensor.Tensor;

/**
 * A training in memory as it was when the checkpoint was written; closing it frees its tensors.
 *
 * @param model          the model as it was
 * @param optimizerState the optimizer's tensors by name
 * @param trainingJson   whatever else the trainer wrote down
 * @param holding        owner of the optimizer's tensors
 */
public record LoadedCheckpoint(
        LoadedModel model, SequencedMap<String, Tensor> optimizerState, String trainingJson, Holding holding)
        implements AutoCloseable {

    /** Frees weights and optimizer state. */
    @Override
    public void close() {
        holding.close();
        model.close();
    }
}
