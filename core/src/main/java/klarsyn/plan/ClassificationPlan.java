package klarsyn.plan;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.nn.EncoderArchitecture;
import klarsyn.prepare.PictureInput;

/**
 * Plan of a picture classification: one class per case, by a convolutional encoder with average pooling.
 *
 * @param format           version of this structure
 * @param cohort           name of the data set
 * @param target           name of the target
 * @param classes          class names, in the order of their numbers
 * @param modalities       name of each channel, such as {@code red}
 * @param input            preprocessing of a picture
 * @param network          architecture of the encoder
 * @param classFrequencies fraction of each class among the training cases
 * @param labelSmoothing   fraction of the target probability distributed over all classes, 0 to below 1
 * @param compute          device, precision and parallelism
 * @param optimization     optimizer and schedule
 * @param augmentation     augmentation of training pictures
 * @param reasons          one sentence per choice
 */
public record ClassificationPlan(
        int format,
        String cohort,
        String target,
        List<String> classes,
        List<String> modalities,
        PictureInput input,
        EncoderArchitecture network,
        List<Double> classFrequencies,
        double labelSmoothing,
        Compute compute,
        Optimization optimization,
        PictureAugmentation augmentation,
        List<Reason> reasons)
        implements Plan {

    /** Copies the lists; rejects inconsistent parts. */
    public ClassificationPlan {
        classes = List.copyOf(classes);
        modalities = List.copyOf(modalities);
        classFrequencies = List.copyOf(classFrequencies);
        reasons = List.copyOf(reasons);
        if (classes.size() < 2) {
            throw new IllegalArgumentException(
                    "classes has %d entries, at least 2 are required".formatted(classes.size()));
        }
        if (classFrequencies.size() != classes.size()
                || !classFrequencies.stream().allMatch(share -> share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "classFrequencies must have a value above 0, up to 1, for each of %d classes"
                            .formatted(classes.size()));
        }
        if (input.channels() != network.inChannels() || modalities.size() != network.inChannels()) {
            throw new IllegalArgumentException("%d modalities, but %d input channels and network.inChannels %d"
                    .formatted(modalities.size(), input.channels(), network.inChannels()));
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("labelSmoothing is %s, must be 0 to below 1".formatted(labelSmoothing));
        }
    }

    /**
     * The plan of a classification.
     *
     * @param origin where it is from, for the message
     * @throws PlanException if it is another task's
     */
    public static ClassificationPlan require(Plan plan, Where origin) {
        return switch (plan) {
            case ClassificationPlan classification -> classification;
            case SegmentationPlan _ ->
                throw new PlanException(
                        "expected a classification plan, got a segmentation plan",
                        origin,
                        "make a plan for this data: klarsyn plan DATA");
        };
    }

    @Override
    public Task.Classification task() {
        return new Task.Classification(target, classes);
    }

    /** Size of the network's input. */
    public Patch patch() {
        return new Patch(1, input.height(), input.width());
    }

    /** With another encoder. */
    public ClassificationPlan withNetwork(EncoderArchitecture other) {
        return with(other, compute, optimization, reasons);
    }

    @Override
    public ClassificationPlan withCompute(Compute other) {
        return with(network, other, optimization, reasons);
    }

    @Override
    public ClassificationPlan withOptimization(Optimization other) {
        return with(network, compute, other, reasons);
    }

    @Override
    public ClassificationPlan withReasons(List<Reason> others) {
        return with(network, compute, optimization, others);
    }

    private ClassificationPlan with(
            EncoderArchitecture otherNetwork,
            Compute otherCompute,
            Optimization otherOptimization,
            List<Reason> otherReasons) {
        return new ClassificationPlan(
                format,
                cohort,
                target,
                classes,
                modalities,
                input,
                otherNetwork,
                classFrequencies,
                labelSmoothing,
                otherCompute,
                otherOptimization,
                augmentation,
                otherReasons);
    }
}
