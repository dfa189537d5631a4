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
import klarsyn.image.KeepLargest;
import klarsyn.image.Volume;
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

/** One model, or several that predict together, with the weights that they own until this is closed. */
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
     * Opens a model file, the folder of a cross-validation, or that of a model of nnU-Net v2.
     *
     * @throws ModelException if it is none, is damaged, or is of a newer format
     */
    public static TrainedModel open(Path place) {
        StoredModels stored = StoredModels.read(place);
        return of(stored.members(), stored.postProcessing());
    }

    /**
     * Opens several models of the same task, which predict together; nothing is removed from their predictions.
     *
     * @param places at least one
     * @throws ModelException as {@link #open(Path)}, or if they predict other things or see other channels
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

    /** The same that also sees the mirror images that its members were trained with. */
    public TrainedModel mirroring() {
        return with(predictor.withTrainedMirrorAxes());
    }

    /** The same that sees no mirror images. */
    public TrainedModel withoutMirroring() {
        return with(predictor.withoutMirrorAxes());
    }

    /** The same within a resident size of the process, in bytes. */
    public TrainedModel withMemory(long bytes) {
        return with(predictor.withMemory(bytes));
    }

    /** The same that reports the share of an image that is done. */
    public TrainedModel withProgress(DoubleConsumer listener) {
        return with(predictor.withProgress(listener));
    }

    /** Predicts, without what is done to predictions afterwards. */
    Predictor predictor() {
        return predictor;
    }

    /** What images it predicts, and at which cost. */
    public Predictor costs() {
        return predictor;
    }

    /** Predicts one image. */
    public Prediction predict(List<Volume> channels) {
        int expected = plan().modalities().size();
        if (channels.size() != expected) {
            throw new DataException(
                    "the image has %s, the model was trained on %d"
                            .formatted(Count.of(channels.size(), "channel"), expected),
                    Where.of("image"),
                    "give one volume for each channel, in this order: " + String.join(", ", plan().modalities()));
        }
        return switch (predictor.predict(channels)) {
            case Segmented(var labels) -> new Segmented(postProcessing.apply(labels));
            case Classified classified -> classified;
        };
    }

    /**
     * Predicts cases and compares with their targets.
     *
     * @param sink given each prediction, in several threads
     */
    public Evaluation evaluate(List<Case> cases, BiConsumer<Case, Prediction> sink) {
        return CaseEvaluators.of(plan()).evaluate(predictor, plan().compute(), cases, sink);
    }

    /** Reasons not to rely on a prediction of an image, one sentence each. */
    public List<String> warnings(List<Volume> channels) {
        boolean isKnown = members.stream()
                .noneMatch(member -> member.provenance().images().isEmpty());
        Optional<TrainingImages> training = isKnown
                ? Optional.of(TrainingImages.of(members.stream()
                        .map(member -> member.provenance().images().getFirst())))
                : Optional.empty();
        return new InputCheck(plan(), training).warnings(channels);
    }

    /** The plan; of several members the first's. */
    public Plan plan() {
        return members.getFirst().plan();
    }

    /** Where it is from; of several members the first. */
    public Provenance provenance() {
        return members.getFirst().provenance();
    }

    /** Its cases; empty if a member, such as nnU-Net's, does not state them. */
    public Optional<KnownCases> cases() {
        List<CaseHashes> each =
                members.stream().map(member -> member.provenance().cases()).toList();
        return each.stream().anyMatch(cases -> cases.train().isEmpty())
                ? Optional.empty()
                : Optional.of(KnownCases.of(each));
    }

    /** What is removed from its predictions afterwards. */
    public KeepLargest postProcessing() {
        return postProcessing;
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
     * Writes the model as a new folder that nnU-Net v2 reads.
     *
     * @throws ModelException if nnU-Net has no such network or preprocessing, or the members' networks differ
     */
    public void export(Path folder) {
        if (!Members.areAlike(members)) {
            throw new ModelException(
                    "its members have different plans, and a folder of nnU-Net has one",
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
