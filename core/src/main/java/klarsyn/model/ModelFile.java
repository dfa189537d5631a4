package klarsyn.model;

import java.nio.file.Path;
import java.util.Map;
import klarsyn.nn.Weights;
import klarsyn.plan.Plan;
import klarsyn.tensor.Tensor;

/** A model as one file: what was planned, the weights, and where they come from. */
public final class ModelFile {

    private ModelFile() {}

    /** Writes a model whole or not at all. */
    public static void write(Path file, Plan plan, Weights weights, Provenance provenance) {
        throw new UnsupportedOperationException("write " + file + plan + weights + provenance);
    }

    /** Writes a model with what is needed to go on training. */
    public static void writeCheckpoint(
            Path file,
            Plan plan,
            Provenance provenance,
            Weights weights,
            Map<String, Tensor> optimizerState,
            String trainingJson) {
        throw new UnsupportedOperationException(
                "write " + file + plan + weights + provenance + optimizerState + trainingJson);
    }

    /** Reads a model, or the model in a checkpoint. */
    public static LoadedModel read(Path file) {
        throw new UnsupportedOperationException("read " + file);
    }

    /** Reads a checkpoint. */
    public static LoadedCheckpoint readCheckpoint(Path file) {
        throw new UnsupportedOperationException("read " + file);
    }
}
