package klarsyn.plan;

import java.util.List;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.nn.EncoderArchitecture;
import klarsyn.prepare.PictureInput;

/**
 * How pictures are classified: one class per case, by a convolutional encoder whose features are averaged.
 *
 * @param format           version of this structure
 * @param cohort           name of the data set that it was made for
 * @param target           what the classes are called together
 * @param classes          names of the classes, in the order of their numbers
 * @param modalities       what each channel is, such as {@code red}
 * @param input            what is done to a picture first
 * @param network          the shape of the encoder
 * @param classFrequencies share of each class among the training cases
 * @param labelSmoothing   share of the target's probability that is spread over all classes, 0 to below 1
 * @param compute          how the machine computes
 * @param optimization     how weights follow gradients
 * @param augmentation     how training pictures are varied
 * @param reasons          why, one sentence per choice
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

    /** Keeps own copies; rejects parts that do not fit one another. */
    public ClassificationPlan {
        classes = List.copyOf(classes);
        modalities = List.copyOf(modalities);
        classFrequencies = List.copyOf(classFrequencies);
        reasons = List.copyOf(reasons);
        if (classes.size() < 2) {
            throw new IllegalArgumentException(
                    "classes has %d entries, at least 2 are needed".formatted(classes.size()));
        }
        if (classFrequencies.size() != classes.size()
                || !classFrequencies.stream().allMatch(share -> share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "classFrequencies must have a share above 0, up to 1, for each of %d classes"
                            .formatted(classes.size()));
        }
        if (input.channels() != network.inChannels() || modalities.size() != network.inChannels()) {
            throw new IllegalArgumentException("%d modalities, %d channels of the input, network.inChannels %d"
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
                        "the plan segments, a classification was expected",
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

    /** The same with another encoder. */
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
