package klarsyn;

import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Labels;
import klarsyn.image.Volume;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.tensor.Device;
import klarsyn.train.Lanes;

/**
 * A trained model: predicts images, is judged on cases, lies in one file. Closing it frees its weights.
 *
 * <pre>{@code
 * try (var model = Model.open(Path.of("hippocampus.klarsyn"))) {
 *     Images.write(model.predict(Images.read(Path.of("new.nii.gz"))).labels(), Path.of("new_seg.nii.gz"));
 * }
 * }</pre>
 */
public final class Model implements AutoCloseable {

    private final LoadedModel loaded;
    private final Predictor predictor;

    private Model(LoadedModel loaded) {
        this.loaded = loaded;
        this.predictor = Predictor.of(loaded.plan(), loaded.network());
    }

    /**
     * Opens a model file.
     *
     * @throws klarsyn.base.ModelException if it is none, is damaged, or is of a newer format
     */
    public static Model open(Path file) {
        LoadedModel loaded = ModelFile.read(file);
        loaded.weights().moveTo(Device.best());
        return new Model(loaded);
    }

    static Model of(LoadedModel loaded) {
        return new Model(loaded);
    }

    /** What it was trained by. */
    public Plan plan() {
        return loaded.plan();
    }

    /** Where it comes from. */
    public Provenance provenance() {
        return loaded.provenance();
    }

    /** The labels that it finds. */
    public Labels labels() {
        return plan().task().labels();
    }

    /** Segments an image of one channel, in its own grid and orientation. */
    public Prediction predict(Volume image) {
        return predict(List.of(image));
    }

    /**
     * Segments an image, in its own grid and orientation.
     *
     * @param channels in the plan's order, on one grid
     * @throws DataException if the model was trained on another number of channels
     */
    public Prediction predict(List<Volume> channels) {
        int expected = plan().modalities().size();
        if (channels.size() != expected) {
            throw new DataException(
                    "the image has %d channels, the model was trained on %d".formatted(channels.size(), expected),
                    Where.of("image"),
                    "give the channels " + String.join(", ", plan().modalities()));
        }
        return predictor.predict(channels);
    }

    /** Predicts cases that it was not trained on and compares with their labels. */
    public Evaluation evaluate(List<Case> cases) {
        try (Lanes lanes = Evaluator.lanes(plan().compute().device())) {
            return Evaluator.of(labels(), cases).evaluate(this::predict, lanes);
        }
    }

    /** Writes the model to one file, whole or not at all. */
    public void save(Path file) {
        ModelFile.write(file, loaded.plan(), loaded.weights(), loaded.provenance());
    }

    @Override
    public void close() {
        loaded.close();
    }
}
