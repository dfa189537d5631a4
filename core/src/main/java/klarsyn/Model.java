package klarsyn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Task;
import klarsyn.evaluate.Evaluation;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.image.region.KeepLargest;
import klarsyn.model.KnownCases;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.predict.Classified;
import klarsyn.predict.Forecast;
import klarsyn.predict.Prediction;
import klarsyn.predict.Segmented;
import klarsyn.workflow.TrainedModel;

/**
 * A trained model or an ensemble: predicts images and is evaluated on cases. Closing it frees its weights.
 *
 * <pre>{@code
 * try (var model = Model.open(Path.of("hippocampus.klarsyn"))) {
 *     Images.write(model.segment(Images.read(Path.of("new.nii.gz"))), Path.of("new_seg.nii.gz"));
 * }
 * }</pre>
 */
public final class Model implements AutoCloseable {

    private final TrainedModel model;

    Model(TrainedModel model) {
        this.model = model;
    }

    /**
     * Opens a model file, or a folder as an ensemble: a cross-validation with the post-processing selected on its
     * held-out cases, or a trained nnU-Net v2 model.
     *
     * @throws ModelException if it is not a model, is damaged, or has a newer format
     */
    public static Model open(Path place) {
        return new Model(TrainedModel.open(place));
    }

    /**
     * Opens several models of the same task, such as a 2-D and a 3-D one, as an ensemble: their probabilities are
     * averaged. No post-processing is applied, because it was selected for single models.
     *
     * @param places at least one, each as of {@link #open(Path)}
     * @throws ModelException as there, or if the tasks or channels differ
     */
    public static Model open(List<Path> places) {
        return new Model(TrainedModel.open(places));
    }

    /**
     * Rejects a data set with another task, another number of channels or another channel order.
     *
     * @throws DataException if rejected
     */
    public void requireTaskOf(Cohort cohort) {
        Task task = plan().task();
        if (!cohort.task().equals(Optional.of(task))) {
            throw new DataException(
                    "the data set has %s, but the model was trained on %s"
                            .formatted(cohort.task().map(Task::targets).orElse("no targets"), task.targets()),
                    Where.file(cohort.root()),
                    "evaluate the model on a data set with the same label or class numbers and names");
        }
        List<String> expected = plan().modalities();
        List<String> given = cohort.modalities();
        boolean isElsewhere = IntStream.range(0, Math.min(expected.size(), given.size()))
                .anyMatch(i -> !expected.get(i).equals(given.get(i)) && given.contains(expected.get(i)));
        if (isElsewhere || expected.size() != given.size()) {
            throw new DataException(
                    "the data set has the channels %s, but the model was trained on %s"
                            .formatted(String.join(", ", given), String.join(", ", expected)),
                    Where.file(cohort.root()),
                    "provide the channels of the model in the same order");
        }
    }

    /**
     * The same model with mirroring: also predicts mirrored images as each member was trained, and averages. Klarsyn's
     * own plans exclude the left–right axis. Takes {@code 2^axes} times as long; borrows this model's weights.
     */
    public Model mirroring() {
        return new Model(model.mirroring());
    }

    /** The same model without mirroring, even if its plan uses it; borrows this model's weights. */
    public Model withoutMirroring() {
        return new Model(model.withoutMirroring());
    }

    /**
     * The same model with a limit on the resident size of the process, in bytes; borrows this model's weights. Images
     * that do not fit are rejected before prediction.
     */
    public Model withMemory(long bytes) {
        return new Model(model.withMemory(bytes));
    }

    /**
     * The same model with progress reports for each image; borrows this model's weights.
     *
     * @param listener receives the completed fraction, 0 to 1, in the predicting thread
     */
    public Model withProgress(DoubleConsumer listener) {
        return new Model(model.withProgress(listener));
    }

    /**
     * Reasons not to trust a prediction of an image: spacing or extent more than a factor of two outside the range of
     * the training images, or constant voxels.
     *
     * @param channels in the plan's order, on one grid
     * @return one sentence each; empty if there are none
     */
    public List<String> warnings(List<Volume> channels) {
        return model.warnings(channels);
    }

    /**
     * Time and memory to predict an image of this grid, measured by a short trial on this machine, without reading and
     * writing.
     *
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile
     */
    public Forecast forecast(Geometry image) {
        return model.costs().forecast(image);
    }

    /** Number of predictions per part of an image: one per member and mirrored image. */
    public int passes() {
        return model.costs().passes();
    }

    /** The plan of the model, or of an ensemble's first member. */
    public Plan plan() {
        return model.plan();
    }

    /** The provenance of the model, or of an ensemble's first member. */
    public Provenance provenance() {
        return model.provenance();
    }

    /** Its training, validation and test cases; empty if a member, such as one of nnU-Net, does not list them. */
    public Optional<KnownCases> cases() {
        return model.cases();
    }

    /**
     * Predicts an image. Label maps have its grid and orientation.
     *
     * @param channels in the plan's order, on one grid
     * @throws DataException if the model was trained on another number of channels
     */
    public Prediction predict(List<Volume> channels) {
        return model.predict(channels);
    }

    /**
     * Segments an image of one channel, on its grid and orientation.
     *
     * @throws ModelException if the model does not segment
     */
    public LabelMap segment(Volume image) {
        return segment(List.of(image));
    }

    /**
     * Segments an image, on its grid and orientation.
     *
     * @param channels in the plan's order, on one grid
     * @throws ModelException if the model does not segment
     */
    public LabelMap segment(List<Volume> channels) {
        return switch (predict(channels)) {
            case Segmented(LabelMap labels) -> labels;
            case Classified _ -> throw otherTask("classifies");
        };
    }

    /**
     * Classifies an image.
     *
     * @param channels in the plan's order
     * @throws ModelException if the model does not classify
     */
    public Classified classify(List<Volume> channels) {
        return switch (predict(channels)) {
            case Classified classified -> classified;
            case Segmented _ -> throw otherTask("segments");
        };
    }

    private static ModelException otherTask(String does) {
        return new ModelException("the model " + does, Where.of("model"), "call predict, which works for all tasks");
    }

    /**
     * Predicts cases that it was not trained on, as many in parallel as memory allows, and compares them with their
     * targets.
     */
    public Evaluation evaluate(List<Case> cases) {
        return evaluate(cases, (_, _) -> {});
    }

    Evaluation evaluate(List<Case> cases, BiConsumer<Case, Prediction> sink) {
        return model.evaluate(cases, sink);
    }

    /**
     * Writes the model to one file atomically.
     *
     * @throws ModelException for an ensemble
     */
    public void save(Path file) {
        model.save(file);
    }

    /**
     * Writes the model as a new folder in the format of nnU-Net v2, one fold per member.
     *
     * <p>{@link #postProcessing} selected by a cross-validation is not written: nnU-Net's folder cannot store it.
     *
     * @throws ModelException if nnU-Net has no such network or preprocessing, or the members' networks differ
     */
    public void export(Path folder) {
        model.export(folder);
    }

    /** Post-processing of its predictions. */
    public KeepLargest postProcessing() {
        return model.postProcessing();
    }

    @Override
    public void close() {
        model.close();
    }
}
