package klarsyn.plan.nnunet;

import java.util.ArrayList;
import java.util.List;
import klarsyn.plan.MemoryForecast;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;
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

    /** Of a plan whose values somebody else has chosen. */
    static List<Reason> ofGiven(SegmentationPlan plan) {
        NnunetReasons words = new NnunetReasons();
        words.add("origin.preset", "as the plans that were given; all values are theirs");
        words.training(plan);
        return words.reasons;
    }

    private void data(SegmentationPlan plan) {
        boolean flat = plan.preprocessing().resizing().axes() == Resizing.Axes.IN_PLANE;
        add("origin.preset", "asked for; all values are those of nnU-Net's planner");
        add("preprocessing.frame", "axes as stored, the coarsest one first, as nnU-Net transposes");
        add("preprocessing.spacing", "the median of the training cases; the 10th percentile along a very coarse axis");
        add("preprocessing.channels", "by the channel's name, as nnU-Net");
        add(
                "patch",
                flat
                        ? "a slice of the median image, as far as nnU-Net's limit of memory lets it"
                        : "the median image, as far as nnU-Net's limit of memory lets it");
        add("network.features", "doubled at each resolution up to nnU-Net's cap");
        add("network.strides", "an axis is halved while at least four voxels stay");
        add("network.kernels", "three voxels along an axis once its spacing is within twice the finest");
    }

    private void training(SegmentationPlan plan) {
        add(
                "compute.batch",
                "what nnU-Net's limit of memory holds; here a training will hold about %d MiB"
                        .formatted(MemoryForecast.bytes(plan) >> 20));
        add("loss", "Dice and cross-entropy at all resolutions but the coarsest, as nnU-Net's trainer");
        add("optimization.optimizer", "as nnU-Net's trainer");
        add("optimization.schedule", "as nnU-Net's trainer");
        add(
                "optimization.steps",
                plan.optimization().steps() == 0
                        ? "as many as the minutes hold, where nnU-Net makes 250,000"
                        : "as many as were asked for, where nnU-Net makes 250,000");
        add("augmentation.spatial", "as nnU-Net's trainer turns patches of these proportions");
        add("augmentation.mirrorAxes", mirroring(plan));
        add("inference.stepShare", "windows overlap by half, as nnU-Net");
        add("inference.mirrorAxes", "as nnU-Net; each axis doubles the time of an image");
    }

    private static String mirroring(SegmentationPlan plan) {
        return plan.labels().sides().isEmpty()
                ? "all axes, as nnU-Net"
                : "all axes, as nnU-Net, although the labels have sides ("
                        + plan.labels().sides().getFirst().reason() + ")";
    }

    private void add(String key, String why) {
        reasons.add(new Reason(key, "", why));
    }
}
