package klarsyn.plan;

import java.util.List;
import java.util.function.Consumer;
import klarsyn.data.Task;
import klarsyn.image.KeepLargest;
import klarsyn.loss.DeepSupervision;
import klarsyn.nn.UNetArchitecture;
import klarsyn.prepare.Preprocessing;

/**
 * What will be done, derived from data, machine and budget: readable, editable, and kept with the model.
 *
 * @param format           version of this structure
 * @param cohort           name of the data set that it was made for
 * @param origin           whose rules it follows
 * @param task             what is to be learned
 * @param modalities       what each channel is, such as {@code MRI}
 * @param preprocessing    what is done to an image first
 * @param patch            voxels that the network sees at once in training
 * @param network          the shape of the U-Net
 * @param classFrequencies share of each class among the training voxels, background first; of regions, without it
 * @param compute          how the machine computes
 * @param loss             what training makes small
 * @param optimisation     how weights follow gradients
 * @param augmentation     how training patches are varied
 * @param inference        how a whole image is predicted
 * @param postProcessing   what is done to a predicted label map
 * @param reasons          why, a sentence a choice
 */
public record Plan(
        int format,
        String cohort,
        Origin origin,
        Task task,
        List<String> modalities,
        Preprocessing preprocessing,
        Patch patch,
        UNetArchitecture network,
        List<Double> classFrequencies,
        Compute compute,
        DeepSupervision loss,
        Optimisation optimisation,
        Augmenting augmentation,
        Inference inference,
        KeepLargest postProcessing,
        List<Reason> reasons) {

    /** The version that this Klarsyn writes, and the newest that it reads. */
    public static final int FORMAT = 2;

    private static final double LEAST_SHARE = 1e-6;

    /** Keeps own copies of the lists. */
    public Plan {
        modalities = List.copyOf(modalities);
        classFrequencies = List.copyOf(classFrequencies);
        reasons = List.copyOf(reasons);
    }

    /** A plan of Klarsyn's own, with its loss and without post-processing. */
    public Plan(
            int format,
            String cohort,
            Task task,
            List<String> modalities,
            Preprocessing preprocessing,
            Patch patch,
            UNetArchitecture network,
            List<Double> classFrequencies,
            Compute compute,
            Optimisation optimisation,
            Augmenting augmentation,
            Inference inference,
            List<Reason> reasons) {
        this(
                format,
                cohort,
                Origin.klarsyn(patch),
                task,
                modalities,
                preprocessing,
                patch,
                network,
                classFrequencies,
                compute,
                DeepSupervision.standard(),
                optimisation,
                augmentation,
                inference,
                KeepLargest.NOTHING,
                reasons);
    }

    /** Number of images beside the channels that the network sees: what an earlier network said of each label. */
    public int previousChannels() {
        return origin.previous().isEmpty() ? 0 : task.labels().count();
    }

    /** What fresh heads start from: how often each class is; of regions, how often inside to outside. */
    public List<Double> startingOdds() {
        return task.labels().areRegions()
                ? classFrequencies.stream()
                        .map(share -> share / Math.max(1 - share, LEAST_SHARE))
                        .toList()
                : classFrequencies;
    }

    /** The same by other rules. */
    public Plan withOrigin(Origin other) {
        return changed(draft -> draft.origin = other);
    }

    /** The same for another task. */
    public Plan withTask(Task other) {
        return changed(draft -> draft.task = other);
    }

    /** The same with another preprocessing. */
    public Plan withPreprocessing(Preprocessing other) {
        return changed(draft -> draft.preprocessing = other);
    }

    /** The same with another patch and network. */
    public Plan withNetwork(Patch otherPatch, UNetArchitecture otherNetwork) {
        return changed(draft -> {
            draft.patch = otherPatch;
            draft.network = otherNetwork;
        });
    }

    /** The same for data with other shares of the classes. */
    public Plan withClassFrequencies(List<Double> others) {
        return changed(draft -> draft.classFrequencies = others);
    }

    /** The same with another way to compute. */
    public Plan withCompute(Compute other) {
        return changed(draft -> draft.compute = other);
    }

    /** The same with another loss. */
    public Plan withLoss(DeepSupervision other) {
        return changed(draft -> draft.loss = other);
    }

    /** The same with another optimisation. */
    public Plan withOptimisation(Optimisation other) {
        return changed(draft -> draft.optimisation = other);
    }

    /** The same with another augmentation. */
    public Plan withAugmentation(Augmenting other) {
        return changed(draft -> draft.augmentation = other);
    }

    /** The same with another way to predict. */
    public Plan withInference(Inference other) {
        return changed(draft -> draft.inference = other);
    }

    /** The same with another post-processing. */
    public Plan withPostProcessing(KeepLargest other) {
        return changed(draft -> draft.postProcessing = other);
    }

    /** The same with other reasons. */
    public Plan withReasons(List<Reason> others) {
        return changed(draft -> draft.reasons = others);
    }

    private Plan changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.plan();
    }

    /** A plan whose parts can be replaced one by one. */
    private static final class Draft {

        private final Plan before;
        private Origin origin;
        private Task task;
        private Preprocessing preprocessing;
        private Patch patch;
        private UNetArchitecture network;
        private List<Double> classFrequencies;
        private Compute compute;
        private DeepSupervision loss;
        private Optimisation optimisation;
        private Augmenting augmentation;
        private Inference inference;
        private KeepLargest postProcessing;
        private List<Reason> reasons;

        Draft(Plan plan) {
            before = plan;
            origin = plan.origin;
            task = plan.task;
            preprocessing = plan.preprocessing;
            patch = plan.patch;
            network = plan.network;
            classFrequencies = plan.classFrequencies;
            compute = plan.compute;
            loss = plan.loss;
            optimisation = plan.optimisation;
            augmentation = plan.augmentation;
            inference = plan.inference;
            postProcessing = plan.postProcessing;
            reasons = plan.reasons;
        }

        Plan plan() {
            return new Plan(
                    before.format,
                    before.cohort,
                    origin,
                    task,
                    before.modalities,
                    preprocessing,
                    patch,
                    network,
                    classFrequencies,
                    compute,
                    loss,
                    optimisation,
                    augmentation,
                    inference,
                    postProcessing,
                    reasons);
        }
    }
}
