package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.List;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.rules.MemoryForecast;
import klarsyn.prepare.Resizing;

/** Explains each choice of a plan by nnU-Net's rules in one sentence. */
final class NnunetReasons {

    private final List<Reason> reasons = new ArrayList<>();

    private NnunetReasons() {}

    static List<Reason> of(SegmentationPlan plan) {
        NnunetReasons words = new NnunetReasons();
        words.data(plan);
        words.training(plan);
        return words.reasons;
    }

    /** Reasons for a plan with given values. */
    static List<Reason> forGivenPlan(SegmentationPlan plan) {
        NnunetReasons words = new NnunetReasons();
        words.add("origin.preset", "all values are from the given plans");
        words.training(plan);
        return words.reasons;
    }

    private void data(SegmentationPlan plan) {
        boolean flat = plan.preprocessing().resizing().axes() == Resizing.Axes.IN_PLANE;
        add("origin.preset", "as requested; all values are those of nnU-Net's planner");
        add("preprocessing.frame", "axes as stored, the coarsest one first, as nnU-Net transposes");
        add("preprocessing.spacing", "the median of the training cases; the 10th percentile along a very coarse axis");
        add("preprocessing.channels", "by the channel's name, as in nnU-Net");
        add(
                "patch",
                flat
                        ? "a slice of the median image, within nnU-Net's memory limit"
                        : "the median image, within nnU-Net's memory limit");
        add("network.features", "doubled at each resolution up to nnU-Net's cap");
        add("network.strides", "an axis is halved while at least four voxels remain");
        add("network.kernels", "three voxels along an axis once its spacing is within a factor of two of the finest");
    }

    private void training(SegmentationPlan plan) {
        add(
                "compute.batch",
                "within nnU-Net's memory limit; training takes about %d MiB here"
                        .formatted(MemoryForecast.bytes(plan) >> 20));
        add("loss", "Dice and cross-entropy at all resolutions but the coarsest, as in nnU-Net");
        add("optimization.optimizer", "as in nnU-Net");
        add("optimization.schedule", "as in nnU-Net");
        add(
                "optimization.steps",
                plan.optimization().steps() == 0
                        ? "as many as fit the time limit; nnU-Net makes 250,000"
                        : "as requested; nnU-Net makes 250,000");
        add("augmentation.spatial", "as nnU-Net for patches of these proportions");
        add("augmentation.mirrorAxes", mirroring(plan));
        add("inference.stepShare", "windows overlap by half, as in nnU-Net");
        add("inference.mirrorAxes", "as in nnU-Net; each axis doubles the prediction time");
    }

    private static String mirroring(SegmentationPlan plan) {
        return plan.labels().sides().isEmpty()
                ? "all axes, as in nnU-Net"
                : "all axes, as in nnU-Net, although the labels have sides ("
                        + plan.labels().sides().getFirst().reason() + ")";
    }

    private void add(String key, String why) {
        reasons.add(new Reason(key, "", why));
    }
}
