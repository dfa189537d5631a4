package klarsyn.plan.json;

import java.util.List;
import java.util.Set;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.loss.Loss;
import klarsyn.nn.EncoderArchitecture;
import klarsyn.nn.UNetArchitecture;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.Plan;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Normalization;

/** Checks the consistency of a plan's parts, which the parts cannot check alone and a manual edit may break. */
public final class PlanCheck {

    private static final int LARGEST_COUNT = 1 << 16;
    private static final long LARGEST_DIVISOR = 1 << 12;
    private static final long LARGEST_PATCH = 1 << 28;

    private final Where origin;

    private PlanCheck(Where origin) {
        this.origin = origin;
    }

    /** Rejects a plan whose parts are inconsistent, or that no network can implement. */
    public static void require(SegmentationPlan plan, Where origin) {
        PlanCheck check = new PlanCheck(origin);
        check.require(plan.format() == Plan.FORMAT, "format", plan.format(), String.valueOf(Plan.FORMAT));
        check.counts(plan);
        check.network(plan.network());
        check.patch(plan);
        check.compute(plan.compute());
        check.inference(plan.inference());
        check.postProcessing(plan);
        check.intensities(plan);
        check.loss(plan.loss().loss(), plan.labels());
        check.axes(plan.augmentation().mirrorAxes(), "augmentation.mirrorAxes");
    }

    /** Rejects a plan of another version, or one that no network can implement. */
    static void require(ClassificationPlan plan, Where origin) {
        PlanCheck check = new PlanCheck(origin);
        check.require(plan.format() == Plan.FORMAT, "format", plan.format(), String.valueOf(Plan.FORMAT));
        check.compute(plan.compute());
        check.require(
                plan.classes().stream().distinct().count() == plan.classes().size(),
                "classes",
                plan.classes(),
                "different names");
        EncoderArchitecture network = plan.network();
        for (int stage = 0; stage < network.stages(); stage++) {
            check.resolution(network.kernels().get(stage), network.strides().get(stage), stage);
            check.count(network.features().get(stage), "network.features[" + stage + "]");
            check.blocks(network.blocks().get(stage), "network.blocks[" + stage + "]");
        }
        check.strides(network.strides());
        for (int axis = 0; axis < 3; axis++) {
            int divisor = network.divisor(axis);
            check.require(
                    plan.patch().sizes().get(axis) % divisor == 0,
                    "input",
                    plan.input().height() + " × " + plan.input().width() + " pixels",
                    "multiples of what the strides make: %d along axis %d".formatted(divisor, axis));
        }
    }

    private void counts(SegmentationPlan plan) {
        int classes = plan.labels().classes();
        int channels = plan.modalities().size();
        int previous = plan.previousChannels();
        require(
                plan.network().classes() == classes,
                "network.classes",
                plan.network().classes(),
                "%d: background and the labels of the task, or its regions".formatted(classes));
        require(
                plan.classFrequencies().size() == classes,
                "classFrequencies",
                plan.classFrequencies(),
                "%d values: background and the labels of the task, or its regions".formatted(classes));
        for (double frequency : plan.classFrequencies()) {
            require(frequency > 0 && frequency <= 1, "classFrequencies", frequency, "values above 0, up to 1");
        }
        require(
                plan.network().inChannels() == channels + previous,
                "network.inChannels",
                plan.network().inChannels(),
                previous == 0
                        ? "%d: one per modality".formatted(channels)
                        : "%d: one per modality, and one per label of the previous configuration"
                                .formatted(channels + previous));
        require(
                plan.preprocessing().channels().size() == channels,
                "preprocessing.channels",
                plan.preprocessing().channels().size() + " long",
                "one entry per modality");
    }

    private void network(UNetArchitecture network) {
        for (int stage = 0; stage < network.stages(); stage++) {
            resolution(network.kernels().get(stage), network.strides().get(stage), stage);
            count(network.features().get(stage), "network.features[" + stage + "]");
            blocks(network.encoderBlocks().get(stage), "network.encoderBlocks[" + stage + "]");
            if (stage + 1 < network.stages()) {
                blocks(network.decoderBlocks().get(stage), "network.decoderBlocks[" + stage + "]");
            }
        }
        strides(network.strides());
    }

    private void resolution(List<Integer> kernel, List<Integer> stride, int stage) {
        require(
                kernel.size() == 3 && kernel.stream().allMatch(k -> k >= 1 && k % 2 == 1 && k <= 15),
                "network.kernels[" + stage + "]",
                kernel,
                "three odd sizes up to 15");
        require(
                stride.size() == 3 && stride.stream().allMatch(s -> s >= 1 && s <= 16),
                "network.strides[" + stage + "]",
                stride,
                "three strides of 1 to 16");
    }

    private void strides(List<List<Integer>> strides) {
        require(
                strides.getFirst().equals(List.of(1, 1, 1)),
                "network.strides[0]",
                strides.getFirst(),
                "[1, 1, 1]: the finest resolution is the image's");
        require(strides.size() <= 12, "network.strides", strides, "at most 12 resolutions");
        for (int axis = 0; axis < 3; axis++) {
            long divisor = 1;
            for (List<Integer> stride : strides) {
                divisor *= stride.get(axis);
            }
            require(
                    divisor <= LARGEST_DIVISOR,
                    "network.strides",
                    strides,
                    "a product of at most %d along each axis".formatted(LARGEST_DIVISOR));
        }
    }

    private void blocks(int value, String key) {
        require(value >= 1 && value <= 64, key, value, "1 to 64");
    }

    private void patch(SegmentationPlan plan) {
        double voxels = 1;
        for (int size : plan.patch().sizes()) {
            voxels *= size;
        }
        require(voxels <= LARGEST_PATCH, "patch", plan.patch(), "at most %d voxels".formatted(LARGEST_PATCH));
        for (int axis = 0; axis < 3; axis++) {
            int divisor = plan.network().divisor(axis);
            require(
                    plan.patch().sizes().get(axis) % divisor == 0,
                    "patch",
                    plan.patch(),
                    "multiples of the product of the strides: %d along axis %d".formatted(divisor, axis));
        }
    }

    private void compute(Compute compute) {
        count(compute.lanes(), "compute.lanes");
        count(compute.batch(), "compute.batch");
    }

    private void inference(Inference inference) {
        require(
                inference.stepShare() > 0 && inference.stepShare() <= 1,
                "inference.stepShare",
                inference.stepShare(),
                "a fraction of the window above 0, up to 1; usually 0.5");
        require(
                inference.wholeImageVoxels() >= 0,
                "inference.wholeImageVoxels",
                inference.wholeImageVoxels(),
                "0 or more voxels");
        axes(inference.mirrorAxes(), "inference.mirrorAxes");
    }

    private void postProcessing(SegmentationPlan plan) {
        List<Integer> known =
                plan.labels().foreground().stream().map(Labels.Label::value).toList();
        for (Set<Integer> mask : plan.postProcessing().masks()) {
            require(!mask.isEmpty() && known.containsAll(mask), "postProcessing.masks", mask, "label values: " + known);
        }
    }

    private void intensities(SegmentationPlan plan) {
        for (Normalization channel : plan.preprocessing().channels()) {
            require(
                    channel.lower() <= channel.upper(),
                    "preprocessing.channels",
                    "lower %s, upper %s".formatted(channel.lower(), channel.upper()),
                    "lower at most equal to upper");
        }
    }

    private void loss(Loss loss, Labels labels) {
        switch (loss) {
            case Loss.Combined(var terms) -> terms.forEach(term -> loss(term.loss(), labels));
            case Loss.CrossEntropy entropy -> weights(entropy.weights(), labels.classes());
            case Loss.TopK worst -> weights(worst.weights(), labels.classes());
            case Loss.Dice dice -> weights(dice.weights(), evaluatedChannels(dice.background(), labels));
            case Loss.Tversky tversky -> weights(tversky.weights(), evaluatedChannels(tversky.background(), labels));
            case Loss.Focal focal -> weights(focal.weights(), evaluatedChannels(focal.background(), labels));
            case Loss.UnifiedFocal _ ->
                require(!labels.areRegions(), "loss.loss", "unifiedfocal", "a loss for regions, such as focal");
            case Loss.Wasserstein wasserstein -> distances(wasserstein, labels);
            case Loss.GeneralisedDice _, Loss.Hausdorff _, Loss.Boundary _, Loss.ClDice _ -> {
                // any labels are allowed
            }
        }
    }

    private static int evaluatedChannels(Loss.Background background, Labels labels) {
        boolean without = background == Loss.Background.EXCLUDED && !labels.areRegions() && labels.classes() > 1;
        return labels.classes() - (without ? 1 : 0);
    }

    private void weights(List<Double> weights, int channels) {
        require(
                weights.isEmpty() || weights.size() == channels,
                "loss.loss.weights",
                weights,
                "none, or %d: one per evaluated channel".formatted(channels));
    }

    private void distances(Loss.Wasserstein wasserstein, Labels labels) {
        require(
                !labels.areRegions() && wasserstein.distances().size() == labels.classes(),
                "loss.loss.distances",
                wasserstein.distances().size() + " rows",
                labels.areRegions()
                        ? "a loss for regions, such as dice"
                        : "%d: one per class, background first".formatted(labels.classes()));
    }

    private void axes(List<Integer> axes, String key) {
        boolean each = axes.stream().allMatch(axis -> axis >= 0 && axis < 3);
        require(
                each && axes.stream().distinct().count() == axes.size(),
                key,
                axes,
                "each of 0 (depth), 1 (height), 2 (width) at most once");
    }

    private void count(int value, String key) {
        require(value >= 1 && value <= LARGEST_COUNT, key, value, "1 to " + LARGEST_COUNT);
    }

    private void require(boolean fine, String key, Object value, String allowed) {
        if (!fine) {
            throw new PlanException(key + " is " + value, Where.of(origin + ", " + key), allowed);
        }
    }
}
