package klarsyn.plan.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.loss.Loss;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Compute;
import klarsyn.plan.Plan;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Frame;

/** Describes a plan in sentences: each choice with its reason. */
public final class PlanDescription {

    private PlanDescription() {}

    /** Each choice and its reason, in the order of the plan's reasons. */
    public static List<String> of(Plan plan) {
        return plan.reasons().stream()
                .map(reason -> choice(plan, reason) + ": " + reason.why() + ".")
                .toList();
    }

    /** Network, samples and compute settings on one line. */
    public static String summary(Plan plan) {
        Compute compute = plan.compute();
        return "%s, %s per step, %s, %s"
                .formatted(
                        network(plan),
                        Count.of(compute.batch(), "sample"),
                        compute.precision(),
                        compute.lanes() > 1 ? Count.of(compute.lanes(), "lane") : "all cores together");
    }

    /** What the plan says about the number of its steps; empty without measurement. */
    public static Optional<String> forecast(Plan plan) {
        return plan.reasons().stream()
                .filter(reason -> reason.key().equals("optimization.steps"))
                .map(Reason::why)
                .filter(why -> why.startsWith("about"))
                .findFirst();
    }

    private static String network(Plan plan) {
        return switch (plan) {
            case SegmentationPlan segmentation ->
                String.format(
                        Locale.ROOT,
                        "U-Net with %.1f million weights on patches of %s voxels",
                        segmentation.network().parameters() / 1e6,
                        segmentation.patch());
            case ClassificationPlan classification ->
                String.format(
                        Locale.ROOT,
                        "residual network with %.2f million weights on pictures of %d×%d pixels",
                        classification.network().numbers() / 1e6,
                        classification.input().height(),
                        classification.input().width());
        };
    }

    private static String choice(Plan plan, Reason reason) {
        return switch (plan) {
            case SegmentationPlan segmentation -> choice(segmentation, reason);
            case ClassificationPlan classification -> choice(classification, reason);
        };
    }

    private static String choice(ClassificationPlan plan, Reason reason) {
        return switch (reason.key()) {
            case "input" ->
                "Pictures of %d×%d pixels"
                        .formatted(plan.input().height(), plan.input().width());
            case "network.features" ->
                "A residual network with %s channels"
                        .formatted(joined(plan.network().features()));
            case "network.strides" -> Count.of(plan.network().stages(), "resolution");
            case "compute.batch" -> "Batches of " + plan.compute().batch();
            case "optimization.optimizer" ->
                "Optimizer " + named(plan.optimization().optimizer());
            case "labelSmoothing" -> "Label smoothing of " + plan.labelSmoothing();
            case "augmentation" -> "Mild augmentation";
            default -> reason.key() + " " + reason.value();
        };
    }

    private static String choice(SegmentationPlan plan, Reason reason) {
        return switch (reason.key()) {
            case "origin.preset" ->
                "Planner %s, configuration %s"
                        .formatted(plan.origin().preset().word(), plan.origin().configuration());
            case "loss" -> "Loss: " + named(plan.loss().loss());
            case "preprocessing.frame" ->
                switch (plan.preprocessing().frame()) {
                    case Frame.Anatomical(String orientation) -> "Array axes in the order " + orientation;
                    case Frame.AsStored(List<Integer> axes) -> "Array axes as stored, in the order " + joined(axes);
                };
            case "preprocessing.spacing" -> "Voxels of " + plan.preprocessing().spacing();
            case "preprocessing.channels" ->
                "Intensity normalization "
                        + plan.preprocessing().channels().stream()
                                .map(channel -> named(channel.scheme()))
                                .distinct()
                                .collect(Collectors.joining(", "));
            case "patch" -> "Patches of %s voxels".formatted(plan.patch());
            case "network.features" ->
                "A U-Net with %s channels".formatted(joined(plan.network().features()));
            case "network.strides" -> Count.of(plan.network().stages(), "resolution");
            case "network.kernels" ->
                "Kernels of "
                        + plan.network().kernels().stream()
                                .map(PlanDescription::product)
                                .distinct()
                                .collect(Collectors.joining(", then "));
            case "network.encoderBlocks" ->
                "%s blocks per resolution".formatted(joined(plan.network().encoderBlocks()));
            case "network.supervised" ->
                plan.network().supervised() == 1
                        ? "No deep supervision"
                        : "Deep supervision at %d resolutions"
                                .formatted(plan.network().supervised());
            case "compute.device" -> "Device: " + plan.compute().device();
            case "compute.precision" -> "Convolutions in " + plan.compute().precision();
            case "compute.layout" -> "Memory layout " + named(plan.compute().layout());
            case "compute.lanes" ->
                plan.compute().lanes() == 1
                        ? "One lane with all threads"
                        : "%d lanes".formatted(plan.compute().lanes());
            case "compute.batch" -> "Batches of " + plan.compute().batch();
            case "optimization.optimizer" ->
                "Optimizer " + named(plan.optimization().optimizer());
            case "optimization.learningRate" ->
                "Learning rate %s".formatted(plan.optimization().learningRate());
            case "optimization.muonLearningRate" ->
                "Learning rate of Muon %s".formatted(plan.optimization().muonLearningRate());
            case "optimization.schedule" ->
                "Learning rate schedule " + named(plan.optimization().schedule());
            case "optimization.steps" ->
                plan.optimization().steps() == 0
                        ? "Steps"
                        : Count.of(plan.optimization().steps(), "step");
            case "augmentation.mirrorAxes" -> "Mirroring in training";
            case "augmentation.sampling" ->
                "%.0f %% of samples near a label"
                        .formatted(100 * plan.augmentation().sampling().foreground());
            case "augmentation.spatial" -> plan.augmentation().onlyMirrors() ? "No other augmentation" : "Augmentation";
            case "augmentation.intensities" -> "Intensity augmentation";
            case "inference.stepShare" -> "Overlapping windows in prediction";
            case "inference.mirrorAxes" ->
                plan.inference().mirrorAxes().isEmpty() ? "No mirroring in prediction" : "Mirroring in prediction";
            case "inference.wholeImageVoxels" -> "Windows";
            default -> reason.key() + " " + reason.value();
        };
    }

    private static String named(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String named(Loss loss) {
        return loss instanceof Loss.Combined(List<Loss.Term> terms)
                ? terms.stream().map(term -> named(term.loss())).collect(Collectors.joining(" + "))
                : loss.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String product(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
