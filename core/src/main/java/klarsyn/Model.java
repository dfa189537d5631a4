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
import klarsyn.image.KeepLargest;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.model.KnownCases;
import klarsyn.model.Provenance;
import klarsyn.plan.Plan;
import klarsyn.predict.Classified;
import klarsyn.predict.Forecast;
import klarsyn.predict.Prediction;
import klarsyn.predict.Segmented;
import klarsyn.workflow.TrainedModel;

/**
 * A trained model, or several that predict together: predicts images, is evaluated on cases. Closing it frees its weights.
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
     * Opens a model file; or a folder, whose models then predict together: that of a cross-validation, with the
     * post-processing that its held-out cases chose, or a trained model of nnU-Net v2.
     *
     * @throws ModelException if it is none, is damaged, or is of a newer format
     */
    public static Model open(Path place) {
        return new Model(TrainedModel.open(place));
    }

    /**
     * Opens several models of the same task, such as a 2-D and a 3-D one, that predict together: the probabilities that
     * each gives are averaged. Nothing is removed afterwards: what was decided for one alone need not be right for them
     * together.
     *
     * @param places at least one, each as of {@link #open(Path)}
     * @throws ModelException as there, or if they predict other things or see other channels
     */
    public static Model open(List<Path> places) {
        return new Model(TrainedModel.open(places));
    }

    /**
     * Rejects a data set of another task, of another number of channels, or with a channel of the model's
     * at another place.
     *
     * @throws DataException if it is one
     */
    public void requireTaskOf(Cohort cohort) {
        Task ours = plan().task();
        if (!cohort.task().equals(Optional.of(ours))) {
            throw new DataException(
                    "the data set has %s, and the model was trained on %s"
                            .formatted(cohort.task().map(Task::targets).orElse("no targets"), ours.targets()),
                    Where.file(cohort.root()),
                    "evaluate the model on a data set whose labels or classes have the same numbers and names");
        }
        List<String> expected = plan().modalities();
        List<String> given = cohort.modalities();
        boolean isElsewhere = IntStream.range(0, Math.min(expected.size(), given.size()))
                .anyMatch(i -> !expected.get(i).equals(given.get(i)) && given.contains(expected.get(i)));
        if (isElsewhere || expected.size() != given.size()) {
            throw new DataException(
                    "the data set has the channels %s, the model was trained on %s"
                            .formatted(String.join(", ", given), String.join(", ", expected)),
                    Where.file(cohort.root()),
                    "give the data set the channels of the model, in its order");
        }
    }

    /**
     * The same model that also sees the mirror images that each member was trained with, and averages: plans of Klarsyn's
     * own leave out the axis that distinguishes left from right. It costs {@code 2^axes} times as much, and borrows this
     * model's weights.
     */
    public Model mirroring() {
        return new Model(model.mirroring());
    }

    /** The same model that sees no mirror images, even if its plan asks for them; it borrows this model's weights. */
    public Model withoutMirroring() {
        return new Model(model.withoutMirroring());
    }

    /**
     * The same model within a resident size of the process, in bytes; it borrows this model's weights. What does not fit
     * is rejected before it begins.
     */
    public Model withMemory(long bytes) {
        return new Model(model.withMemory(bytes));
    }

    /**
     * The same model that reports how much of an image is computed; it borrows this model's weights.
     *
     * @param listener given a share from 0 to 1, in the thread that predicts
     */
    public Model withProgress(DoubleConsumer listener) {
        return new Model(model.withProgress(listener));
    }

    /**
     * Reasons not to rely on a prediction of an image: a spacing or an extent more than twice off the range of the
     * training images, or voxels that are all the same.
     *
     * @param channels in the plan's order, on one grid
     * @return one sentence each; empty if there is none
     */
    public List<String> warnings(List<Volume> channels) {
        return model.warnings(channels);
    }

    /**
     * What predicting an image of this grid will take, by a short trial on this machine; reading and writing not counted.
     *
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile
     */
    public Forecast forecast(Geometry image) {
        return model.costs().forecast(image);
    }

    /** How often each part of an image is computed: once per member and mirror image. */
    public int passes() {
        return model.costs().passes();
    }

    /** The plan that it was trained by; of several, the first's. */
    public Plan plan() {
        return model.plan();
    }

    /** Where it is from; of several, the first. */
    public Provenance provenance() {
        return model.provenance();
    }

    /** Its training, validation and test cases; empty if a member, such as nnU-Net's, does not state them. */
    public Optional<KnownCases> cases() {
        return model.cases();
    }

    /**
     * Predicts an image: label maps are in its own grid and orientation.
     *
     * @param channels in the plan's order, on one grid
     * @throws DataException if the model was trained on another number of channels
     */
    public Prediction predict(List<Volume> channels) {
        return model.predict(channels);
    }

    /**
     * Segments an image of one channel, in its own grid and orientation.
     *
     * @throws ModelException if the model does not segment
     */
    public LabelMap segment(Volume image) {
        return segment(List.of(image));
    }

    /**
     * Segments an image, in its own grid and orientation.
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
        return new ModelException(
                "the model " + does, Where.of("model"), "call predict, which gives what the model predicts");
    }

    /** Predicts cases that it was not trained on, as many at a time as memory allows, and compares with their targets. */
    public Evaluation evaluate(List<Case> cases) {
        return evaluate(cases, (_, _) -> {});
    }

    Evaluation evaluate(List<Case> cases, BiConsumer<Case, Prediction> sink) {
        return model.evaluate(cases, sink);
    }

    /**
     * Writes the model to one file, whole or not at all.
     *
     * @throws ModelException if it is several
     */
    public void save(Path file) {
        model.save(file);
    }

    /**
     * Writes the model as a new folder that nnU-Net v2 reads, a fold for each member.
     *
     * <p>{@link #postProcessing} that a cross-validation chose stays behind: nnU-Net's folder has no place for it.
     *
     * @throws ModelException if nnU-Net has no such network or preprocessing, or the members' networks differ
     */
    public void export(Path folder) {
        model.export(folder);
    }

    /** What is removed from its predictions afterwards. */
    public KeepLargest postProcessing() {
        return model.postProcessing();
    }

    @Override
    public void close() {
        model.close();
    }
}
