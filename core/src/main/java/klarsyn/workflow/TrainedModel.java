package klarsyn.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Case;
import klarsyn.evaluate.Evaluation;
import klarsyn.image.Volume;
import klarsyn.image.region.KeepLargest;
import klarsyn.model.CaseHashes;
import klarsyn.model.KnownCases;
import klarsyn.model.LoadedModel;
import klarsyn.model.ModelFile;
import klarsyn.model.Provenance;
import klarsyn.model.TrainingImages;
import klarsyn.nnunet.ModelFolder;
import klarsyn.plan.Plan;
import klarsyn.predict.Classified;
import klarsyn.predict.Prediction;
import klarsyn.predict.Predictor;
import klarsyn.predict.Segmented;

/** One model or an ensemble, with its weights, which closing frees. */
public final class TrainedModel implements AutoCloseable {

    private final List<LoadedModel> members;
    private final Predictor predictor;
    private final KeepLargest postProcessing;

    private TrainedModel(List<LoadedModel> members, Predictor predictor, KeepLargest postProcessing) {
        this.members = List.copyOf(members);
        this.predictor = predictor;
        this.postProcessing = postProcessing;
    }

    /**
     * Opens a model file, the folder of a cross-validation, or an nnU-Net v2 model folder.
     *
     * @throws ModelException if it is not a model, is damaged, or has a newer format
     */
    public static TrainedModel open(Path place) {
        StoredModels stored = StoredModels.read(place);
        return of(stored.members(), stored.postProcessing());
    }

    /**
     * Opens several models of the same task as an ensemble without post-processing.
     *
     * @param places at least one
     * @throws ModelException as {@link #open(Path)}, or if the tasks or channels differ
     */
    public static TrainedModel open(List<Path> places) {
        if (places.size() == 1) {
            return open(places.getFirst());
        }
        List<TrainedModel> models = new ArrayList<>();
        try {
            places.forEach(place -> models.add(open(place)));
            return new TrainedModel(
                    models.stream().flatMap(model -> model.members.stream()).toList(),
                    Members.together(
                            models.stream().map(model -> model.predictor).toList()),
                    KeepLargest.NOTHING);
        } catch (RuntimeException failure) {
            models.forEach(TrainedModel::close);
            throw failure;
        }
    }

    static TrainedModel of(LoadedModel loaded) {
        return of(List.of(loaded), StoredModels.planned(loaded));
    }

    private static TrainedModel of(List<LoadedModel> members, KeepLargest postProcessing) {
        try {
            members.forEach(member ->
                    member.weights().moveTo(member.plan().compute().available().device()));
            return new TrainedModel(members, Members.predictor(members), postProcessing);
        } catch (RuntimeException failure) {
            members.forEach(LoadedModel::close);
            throw failure;
        }
    }

    private TrainedModel with(Predictor other) {
        return new TrainedModel(members, other, postProcessing);
    }

    /** With mirroring, as its members were trained. */
    public TrainedModel mirroring() {
        return with(predictor.withTrainedMirrorAxes());
    }

    /** Without mirroring. */
    public TrainedModel withoutMirroring() {
        return with(predictor.withoutMirrorAxes());
    }

    /** With a limit on the resident size of the process, in bytes. */
    public TrainedModel withMemory(long bytes) {
        return with(predictor.withMemory(bytes));
    }

    /** With progress reports per image. */
    public TrainedModel withProgress(DoubleConsumer listener) {
        return with(predictor.withProgress(listener));
    }

    /** The predictor, without post-processing. */
    Predictor predictor() {
        return predictor;
    }

    /** The accepted images, and the cost of prediction. */
    public Predictor costs() {
        return predictor;
    }

    /** Predicts one image. */
    public Prediction predict(List<Volume> channels) {
        int expected = plan().modalities().size();
        if (channels.size() != expected) {
            throw new DataException(
                    "the image has %s, but the model was trained on %d"
                            .formatted(Count.of(channels.size(), "channel"), expected),
                    Where.of("image"),
                    "provide one volume for each channel, in this order: " + String.join(", ", plan().modalities()));
        }
        return switch (predictor.predict(channels)) {
            case Segmented(var labels) -> new Segmented(postProcessing.apply(labels));
            case Classified classified -> classified;
        };
    }

    /**
     * Predicts cases and compares them with their targets.
     *
     * @param sink receives each prediction, from several threads
     */
    public Evaluation evaluate(List<Case> cases, BiConsumer<Case, Prediction> sink) {
        return CaseEvaluators.of(plan()).evaluate(predictor, plan().compute(), cases, sink);
    }

    /** Reasons not to trust a prediction of an image, one sentence each. */
    public List<String> warnings(List<Volume> channels) {
        boolean isKnown = members.stream()
                .noneMatch(member -> member.provenance().images().isEmpty());
        Optional<TrainingImages> training = isKnown
                ? Optional.of(TrainingImages.of(members.stream()
                        .map(member -> member.provenance().images().getFirst())))
                : Optional.empty();
        return new InputCheck(plan(), training).warnings(channels);
    }

    /** The plan; of an ensemble the first member's. */
    public Plan plan() {
        return members.getFirst().plan();
    }

    /** The provenance; of an ensemble the first member's. */
    public Provenance provenance() {
        return members.getFirst().provenance();
    }

    /** The cases; empty if a member, such as one of nnU-Net, does not list them. */
    public Optional<KnownCases> cases() {
        List<CaseHashes> each =
                members.stream().map(member -> member.provenance().cases()).toList();
        return each.stream().anyMatch(cases -> cases.train().isEmpty())
                ? Optional.empty()
                : Optional.of(KnownCases.of(each));
    }

    /** Post-processing of its predictions. */
    public KeepLargest postProcessing() {
        return postProcessing;
    }

    /**
     * Writes the model to one file atomically.
     *
     * @throws ModelException for an ensemble
     */
    public void save(Path file) {
        if (members.size() > 1) {
            throw new ModelException(
                    "an ensemble of %d models cannot be written to a single file".formatted(members.size()),
                    Where.file(file),
                    "copy the folder of the cross-validation");
        }
        LoadedModel only = members.getFirst();
        ModelFile.write(file, only.plan(), only.weights(), only.provenance());
    }

    /**
     * Writes the model as a new folder in the format of nnU-Net v2.
     *
     * @throws ModelException if nnU-Net has no such network or preprocessing, or the members' networks differ
     */
    public void export(Path folder) {
        if (!Members.areFolds(members)) {
            throw new ModelException(
                    "its members have different plans, but an nnU-Net model folder has one",
                    Where.file(folder),
                    "export one of them, such as fold-0/model.klarsyn");
        }
        ModelFolder.write(folder, members);
    }

    @Override
    public void close() {
        members.forEach(LoadedModel::close);
    }
}
