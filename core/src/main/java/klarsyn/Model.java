package klarsyn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Labels;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Geometry;
import klarsyn.image.KeepLargest;
import klarsyn.image.Volume;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.model.Provenance;
import klarsyn.model.TrainingImages;
import klarsyn.nnunet.ModelFolder;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.Forecast;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;

/**
 * A trained model, or several that predict together: predicts images, is judged on cases. Closing it frees its weights.
 *
 * <pre>{@code
 * try (var model = Model.open(Path.of("hippocampus.klarsyn"))) {
 *     Images.write(model.predict(Images.read(Path.of("new.nii.gz"))).labels(), Path.of("new_seg.nii.gz"));
 * }
 * }</pre>
 */
public final class Model implements AutoCloseable {

    private final List<LoadedModel> members;
    private final Predictor predictor;
    private final KeepLargest postProcessing;

    private Model(List<LoadedModel> members, Predictor predictor, KeepLargest postProcessing) {
        this.members = List.copyOf(members);
        this.predictor = predictor;
        this.postProcessing = postProcessing;
    }

    /**
     * Opens a model file; or a folder, whose models then predict together, what each says of a voxel being averaged: that
     * of a cross-validation, with the post-processing that its held-out cases chose, or a trained model of nnU-Net v2.
     *
     * @throws ModelException if it is none, is damaged, or is of a newer format
     */
    public static Model open(Path place) {
        StoredModels stored = StoredModels.read(place);
        return of(stored.members(), stored.postProcessing());
    }

    /**
     * Opens several models of the same labels, such as a 2-D and a 3-D one, that predict together: the probabilities that
     * each gives are averaged, and nothing is removed afterwards: what was decided for one alone need not be right for
     * them together.
     *
     * @param places at least one, each as of {@link #open(Path)}
     * @throws ModelException as there, or if they find other labels or see other channels
     */
    public static Model open(List<Path> places) {
        if (places.size() == 1) {
            return open(places.getFirst());
        }
        List<Model> models = new ArrayList<>();
        try {
            places.forEach(place -> models.add(open(place)));
            return new Model(
                    models.stream().flatMap(model -> model.members.stream()).toList(),
                    Predictor.ensemble(
                            models.stream().map(model -> model.predictor).toList()),
                    KeepLargest.NOTHING);
        } catch (RuntimeException failure) {
            models.forEach(Model::close);
            throw failure;
        }
    }

    private static Model of(List<LoadedModel> members, KeepLargest postProcessing) {
        try {
            members.forEach(member ->
                    member.weights().moveTo(member.plan().compute().available().device()));
            return new Model(members, predictor(members), postProcessing);
        } catch (RuntimeException failure) {
            members.forEach(LoadedModel::close);
            throw failure;
        }
    }

    /** Models of one plan are averaged before anything else, others by the probabilities that they give. */
    private static Predictor predictor(List<LoadedModel> members) {
        SegmentationPlan first = segmentation(members.getFirst());
        boolean alike = members.stream().map(Model::segmentation).allMatch(plan -> seesAs(first, plan));
        return alike
                ? Predictor.ofFolds(
                        first, members.stream().map(LoadedModel::network).toList())
                : Predictor.ensemble(members.stream()
                        .map(member -> Predictor.of(segmentation(member), member.network()))
                        .toList());
    }

    private static boolean seesAs(SegmentationPlan one, SegmentationPlan other) {
        return one.task().equals(other.task())
                && one.modalities().equals(other.modalities())
                && one.preprocessing().equals(other.preprocessing())
                && one.patch().equals(other.patch())
                && one.inference().equals(other.inference())
                && one.network().strides().equals(other.network().strides());
    }

    /**
     * Refuses to be judged on a data set of other labels, of another number of channels, or with a channel of the model's
     * at another place.
     *
     * @throws DataException if it is one
     */
    public void requireTaskOf(Cohort cohort) {
        Labels theirs = cohort.structures()
                .orElseThrow(() -> new DataException(
                        "the data set has no label maps, and the model segments",
                        Where.file(cohort.root()),
                        "evaluate the model on images with label maps"));
        if (!theirs.equals(labels())) {
            throw new DataException(
                    "the data set has the labels %s, and the model was trained on %s"
                            .formatted(words(theirs), words(labels())),
                    Where.file(cohort.root()),
                    "evaluate the model on a data set whose labels have the same numbers and names");
        }
        List<String> ours = plan().modalities();
        List<String> given = cohort.modalities();
        boolean isElsewhere = IntStream.range(0, Math.min(ours.size(), given.size()))
                .anyMatch(i -> !ours.get(i).equals(given.get(i)) && given.contains(ours.get(i)));
        if (isElsewhere || ours.size() != given.size()) {
            throw new DataException(
                    "the data set has the channels %s, the model was trained on %s"
                            .formatted(String.join(", ", given), String.join(", ", ours)),
                    Where.file(cohort.root()),
                    "give the data set the channels of the model, in its order");
        }
    }

    private static String words(Labels labels) {
        return labels.foreground().stream().map(Labels.Label::toString).collect(Collectors.joining(", "));
    }

    static SegmentationPlan segmentation(LoadedModel loaded) {
        return SegmentationPlan.require(loaded.plan(), Where.of("model"));
    }

    static Model of(LoadedModel loaded) {
        return of(List.of(loaded), segmentation(loaded).postProcessing());
    }

    /**
     * The same model that also sees the mirror images along the axes along which each member was trained to, and
     * averages: plans of Klarsyn's own leave out the axis that tells left from right. It costs {@code 2^axes} times as
     * much, and borrows this model's weights.
     */
    public Model mirroring() {
        return new Model(members, predictor.withTrainedMirrorAxes(), postProcessing);
    }

    /** The same model that sees no mirror images, even if its plan asks for them; it borrows this model's weights. */
    public Model withoutMirroring() {
        return new Model(members, predictor.withMirrorAxes(List.of()), postProcessing);
    }

    /**
     * The same model within a resident size of the process, in bytes; it borrows this model's weights. What does not fit
     * is refused before it begins.
     */
    public Model withMemory(long bytes) {
        return new Model(members, predictor.withMemory(bytes), postProcessing);
    }

    /**
     * The same model that reports how much of an image is computed; it borrows this model's weights.
     *
     * @param listener given a share from 0 to 1, in the thread that predicts
     */
    public Model withProgress(DoubleConsumer listener) {
        return new Model(members, predictor.withProgress(listener), postProcessing);
    }

    /**
     * Reasons not to rely on a prediction of an image: a spacing or an extent more than twice off the range of the
     * training images, or voxels that are all the same.
     *
     * @param channels in the plan's order, on one grid
     * @return a sentence each; empty if there is none
     */
    public List<String> warnings(List<Volume> channels) {
        boolean isKnown = members.stream()
                .noneMatch(member -> member.provenance().images().isEmpty());
        Optional<TrainingImages> training = isKnown
                ? Optional.of(TrainingImages.of(members.stream()
                        .map(member -> member.provenance().images().getFirst())))
                : Optional.empty();
        return new InputCheck(plan(), training).warnings(channels);
    }

    /**
     * What predicting an image of this grid will take, by a short trial on this machine; reading and writing not counted.
     *
     * @throws klarsyn.base.PlanException if the memory does not suffice for a single tile
     */
    public Forecast forecast(Geometry image) {
        return predictor.forecast(image);
    }

    /** How often each part of an image is computed: once a member and mirror image. */
    public int passes() {
        return predictor.passes();
    }

    /** What it was trained by; of several, what the first was. */
    public SegmentationPlan plan() {
        return segmentation(members.getFirst());
    }

    /** Where it comes from; of several, where the first does. */
    public Provenance provenance() {
        return members.getFirst().provenance();
    }

    /** The cases that it was trained on, watched on and judged by; empty if a member, such as nnU-Net's, does not say. */
    public Optional<CaseHashes> cases() {
        List<CaseHashes> each =
                members.stream().map(member -> member.provenance().cases()).toList();
        return each.stream().anyMatch(cases -> cases.train().isEmpty())
                ? Optional.empty()
                : Optional.of(CaseHashes.of(each));
    }

    /** The labels that it finds. */
    public Labels labels() {
        return plan().labels();
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
                    "the image has %s, the model was trained on %d"
                            .formatted(Count.of(channels.size(), "channel"), expected),
                    Where.of("image"),
                    "give one volume for each channel, in this order: " + String.join(", ", plan().modalities()));
        }
        return new Prediction(postProcessing.apply(predictor.predict(channels).labels()));
    }

    /** Predicts cases that it was not trained on, as many at a time as memory allows, and compares with their labels. */
    public SegmentationEvaluation evaluate(List<Case> cases) {
        return Evaluator.of(labels(), cases).score(this);
    }

    /** How many images may be predicted side by side, at the most so many; 0 for one alone in smaller tiles. */
    int parallelCases(List<Geometry> images, int most) {
        return predictor.parallelCases(images, most);
    }

    /** The same model for each of so many lanes as {@link #parallelCases} has counted; it borrows this model's weights. */
    Model sharedBy(int lanes) {
        return new Model(members, predictor.sharedBy(lanes), postProcessing);
    }

    /**
     * Writes the model to one file, whole or not at all.
     *
     * @throws ModelException if it is several
     */
    public void save(Path file) {
        if (members.size() > 1) {
            throw new ModelException(
                    "%d models that predict together are no single file".formatted(members.size()),
                    Where.file(file),
                    "copy the folder of the cross-validation");
        }
        LoadedModel only = members.getFirst();
        ModelFile.write(file, only.plan(), only.weights(), only.provenance());
    }

    /**
     * Writes the model as a new folder that nnU-Net v2 reads, a fold for each member.
     *
     * <p>{@link #postProcessing} that a cross-validation chose stays behind: nnU-Net's folder has no place for it.
     *
     * @throws ModelException if nnU-Net has no such network or preprocessing, or the members' networks differ
     */
    public void export(Path folder) {
        boolean alike = members.stream()
                .allMatch(member -> segmentation(member).network().equals(plan().network())
                        && seesAs(plan(), segmentation(member)));
        if (!alike) {
            throw new ModelException(
                    "its members have different plans, and a folder of nnU-Net has one",
                    Where.file(folder),
                    "export one of them, such as fold-0/model.klarsyn");
        }
        ModelFolder.write(folder, members);
    }

    /** What is removed from its predictions afterwards. */
    public KeepLargest postProcessing() {
        return postProcessing;
    }

    @Override
    public void close() {
        members.forEach(LoadedModel::close);
    }
}
