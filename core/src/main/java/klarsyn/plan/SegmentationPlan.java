package klarsyn.plan;

import java.util.List;
import java.util.function.Consumer;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.data.label.Labels;
import klarsyn.image.region.KeepLargest;
import klarsyn.loss.DeepSupervision;
import klarsyn.nn.UNetArchitecture;
import klarsyn.prepare.Preprocessing;

/**
 * Plan of a segmentation: one label per voxel, by a U-Net on patches.
 *
 * @param format           version of this structure
 * @param cohort           name of the data set
 * @param origin           planner and configuration
 * @param labels           structures to find; 0 is background
 * @param modalities       name of each channel, such as {@code MRI}
 * @param preprocessing    of an image
 * @param patch            input size of the network in training
 * @param network          architecture of the U-Net
 * @param classFrequencies fraction of each class among the training voxels, background first; for regions, without
 *                         background
 * @param compute          device, precision and parallelism
 * @param loss             loss function
 * @param optimization     optimizer and schedule
 * @param augmentation     augmentation of training patches
 * @param inference        prediction of a whole image
 * @param postProcessing   of a predicted label map
 * @param reasons          one sentence per choice
 */
public record SegmentationPlan(
        int format,
        String cohort,
        Origin origin,
        Labels labels,
        List<String> modalities,
        Preprocessing preprocessing,
        Patch patch,
        UNetArchitecture network,
        List<Double> classFrequencies,
        Compute compute,
        DeepSupervision loss,
        Optimization optimization,
        AugmentationPlan augmentation,
        Inference inference,
        KeepLargest postProcessing,
        List<Reason> reasons)
        implements Plan {

    private static final double MIN_SHARE = 1e-6;

    /** Copies the lists. */
    public SegmentationPlan {
        modalities = List.copyOf(modalities);
        classFrequencies = List.copyOf(classFrequencies);
        reasons = List.copyOf(reasons);
    }

    /** A plan by Klarsyn's own rules, with the default loss and without post-processing. */
    public SegmentationPlan(
            int format,
            String cohort,
            Labels labels,
            List<String> modalities,
            Preprocessing preprocessing,
            Patch patch,
            UNetArchitecture network,
            List<Double> classFrequencies,
            Compute compute,
            Optimization optimization,
            AugmentationPlan augmentation,
            Inference inference,
            List<Reason> reasons) {
        this(
                format,
                cohort,
                Origin.klarsyn(patch),
                labels,
                modalities,
                preprocessing,
                patch,
                network,
                classFrequencies,
                compute,
                DeepSupervision.standard(),
                optimization,
                augmentation,
                inference,
                KeepLargest.NOTHING,
                reasons);
    }

    /** Number of input channels in addition to the image: one per label of the previous network's prediction. */
    public int previousChannels() {
        return origin.previous().isEmpty() ? 0 : labels.count();
    }

    /** Odds for the initial bias of the head: the frequency of each class; for regions, inside to outside. */
    public List<Double> startingOdds() {
        return labels.areRegions()
                ? classFrequencies.stream()
                        .map(share -> share / Math.max(1 - share, MIN_SHARE))
                        .toList()
                : classFrequencies;
    }

    /**
     * Casts a plan to a segmentation.
     *
     * @param origin of the plan, for the message
     * @throws PlanException if it is of another task
     */
    public static SegmentationPlan require(Plan plan, Where origin) {
        return switch (plan) {
            case SegmentationPlan segmentation -> segmentation;
            case ClassificationPlan _ ->
                throw new PlanException(
                        "expected a segmentation plan, got a classification plan",
                        origin,
                        "make a plan for this data set: klarsyn plan DATA");
        };
    }

    /** With another planner. */
    public SegmentationPlan withOrigin(Origin other) {
        return changed(draft -> draft.origin = other);
    }

    @Override
    public Task.Segmentation task() {
        return new Task.Segmentation(labels);
    }

    /** With other labels. */
    public SegmentationPlan withLabels(Labels other) {
        return changed(draft -> draft.labels = other);
    }

    /** With other preprocessing. */
    public SegmentationPlan withPreprocessing(Preprocessing other) {
        return changed(draft -> draft.preprocessing = other);
    }

    /** With another patch and network. */
    public SegmentationPlan withNetwork(Patch otherPatch, UNetArchitecture otherNetwork) {
        return changed(draft -> {
            draft.patch = otherPatch;
            draft.network = otherNetwork;
        });
    }

    /** With other class frequencies. */
    public SegmentationPlan withClassFrequencies(List<Double> others) {
        return changed(draft -> draft.classFrequencies = others);
    }

    @Override
    public SegmentationPlan withCompute(Compute other) {
        return changed(draft -> draft.compute = other);
    }

    /** With another loss. */
    public SegmentationPlan withLoss(DeepSupervision other) {
        return changed(draft -> draft.loss = other);
    }

    @Override
    public SegmentationPlan withOptimization(Optimization other) {
        return changed(draft -> draft.optimization = other);
    }

    /** With another augmentation. */
    public SegmentationPlan withAugmentation(AugmentationPlan other) {
        return changed(draft -> draft.augmentation = other);
    }

    /** With another inference. */
    public SegmentationPlan withInference(Inference other) {
        return changed(draft -> draft.inference = other);
    }

    /** With other post-processing. */
    public SegmentationPlan withPostProcessing(KeepLargest other) {
        return changed(draft -> draft.postProcessing = other);
    }

    @Override
    public SegmentationPlan withReasons(List<Reason> others) {
        return changed(draft -> draft.reasons = others);
    }

    private SegmentationPlan changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.plan();
    }

    /** Copy of a plan whose parts can be replaced one by one. */
    private static final class Draft {

        private final SegmentationPlan before;
        private Origin origin;
        private Labels labels;
        private Preprocessing preprocessing;
        private Patch patch;
        private UNetArchitecture network;
        private List<Double> classFrequencies;
        private Compute compute;
        private DeepSupervision loss;
        private Optimization optimization;
        private AugmentationPlan augmentation;
        private Inference inference;
        private KeepLargest postProcessing;
        private List<Reason> reasons;

        Draft(SegmentationPlan plan) {
            before = plan;
            origin = plan.origin;
            labels = plan.labels;
            preprocessing = plan.preprocessing;
            patch = plan.patch;
            network = plan.network;
            classFrequencies = plan.classFrequencies;
            compute = plan.compute;
            loss = plan.loss;
            optimization = plan.optimization;
            augmentation = plan.augmentation;
            inference = plan.inference;
            postProcessing = plan.postProcessing;
            reasons = plan.reasons;
        }

        SegmentationPlan plan() {
            return new SegmentationPlan(
                    before.format,
                    before.cohort,
                    origin,
                    labels,
                    before.modalities,
                    preprocessing,
                    patch,
                    network,
                    classFrequencies,
                    compute,
                    loss,
                    optimization,
                    augmentation,
                    inference,
                    postProcessing,
                    reasons);
        }
    }
}
