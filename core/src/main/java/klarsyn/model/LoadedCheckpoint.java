package klarsyn.model;

import java.util.SequencedMap;
import klarsyn.tensor.Holding;
import klarsyn.tensor.Tensor;

/**
 * A checkpoint in memory; closing it frees its tensors.
 *
 * @param model          model at the checkpoint
 * @param optimizerState the optimizer's tensors by name
 * @param trainingJson   other state of the training
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
