package klarsyn.plan;

import java.util.List;
import java.util.function.Consumer;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Labels;
import klarsyn.data.Task;
import klarsyn.image.KeepLargest;
import klarsyn.loss.DeepSupervision;
import klarsyn.nn.UNetArchitecture;
import klarsyn.prepare.Preprocessing;

/**
 * How images are segmented: one label per voxel, by a U-Net on patches.
 *
 * @param format           version of this structure
 * @param cohort           name of the data set that it was made for
 * @param origin           whose rules it follows
 * @param labels           structures to find; 0 is background
 * @param modalities       what each channel is, such as {@code MRI}
 * @param preprocessing    what is done to an image first
 * @param patch            voxels that the network sees at once in training
 * @param network          the shape of the U-Net
 * @param classFrequencies share of each class among the training voxels, background first; of regions, without it
 * @param compute          how the machine computes
 * @param loss             what training makes small
 * @param optimization     how weights follow gradients
 * @param augmentation     how training patches are varied
 * @param inference        how a whole image is predicted
 * @param postProcessing   what is done to a predicted label map
 * @param reasons          why, a sentence a choice
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

    private static final double LEAST_SHARE = 1e-6;

    /** Keeps own copies of the lists. */
    public SegmentationPlan {
        modalities = List.copyOf(modalities);
        classFrequencies = List.copyOf(classFrequencies);
        reasons = List.copyOf(reasons);
    }

    /** A plan of Klarsyn's own, with its loss and without post-processing. */
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

    /** Number of images beside the channels that the network sees: what an earlier network said of each label. */
    public int previousChannels() {
        return origin.previous().isEmpty() ? 0 : labels.count();
    }

    /** What fresh heads start from: how often each class is; of regions, how often inside to outside. */
    public List<Double> startingOdds() {
        return labels.areRegions()
                ? classFrequencies.stream()
                        .map(share -> share / Math.max(1 - share, LEAST_SHARE))
                        .toList()
                : classFrequencies;
    }

    /**
     * The plan of a segmentation.
     *
     * @param origin where it is from, for the message
     * @throws PlanException if it is another task's
     */
    public static SegmentationPlan require(Plan plan, Where origin) {
        return switch (plan) {
            case SegmentationPlan segmentation -> segmentation;
            case ClassificationPlan _ ->
                throw new PlanException(
                        "the plan classifies, a segmentation was expected",
                        origin,
                        "make a plan for this data: klarsyn plan DATA");
        };
    }

    /** The same by other rules. */
    public SegmentationPlan withOrigin(Origin other) {
        return changed(draft -> draft.origin = other);
    }

    @Override
    public Task.Segmentation task() {
        return new Task.Segmentation(labels);
    }

    /** The same for other labels. */
    public SegmentationPlan withLabels(Labels other) {
        return changed(draft -> draft.labels = other);
    }

    /** The same with another preprocessing. */
    public SegmentationPlan withPreprocessing(Preprocessing other) {
        return changed(draft -> draft.preprocessing = other);
    }

    /** The same with another patch and network. */
    public SegmentationPlan withNetwork(Patch otherPatch, UNetArchitecture otherNetwork) {
        return changed(draft -> {
            draft.patch = otherPatch;
            draft.network = otherNetwork;
        });
    }

    /** The same for data with other shares of the classes. */
    public SegmentationPlan withClassFrequencies(List<Double> others) {
        return changed(draft -> draft.classFrequencies = others);
    }

    @Override
    public SegmentationPlan withCompute(Compute other) {
        return changed(draft -> draft.compute = other);
    }

    /** The same with another loss. */
    public SegmentationPlan withLoss(DeepSupervision other) {
        return changed(draft -> draft.loss = other);
    }

    @Override
    public SegmentationPlan withOptimization(Optimization other) {
        return changed(draft -> draft.optimization = other);
    }

    /** The same with another augmentation. */
    public SegmentationPlan withAugmentation(AugmentationPlan other) {
        return changed(draft -> draft.augmentation = other);
    }

    /** The same with another way to predict. */
    public SegmentationPlan withInference(Inference other) {
        return changed(draft -> draft.inference = other);
    }

    /** The same with another post-processing. */
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

    /** A plan whose parts can be replaced one by one. */
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
