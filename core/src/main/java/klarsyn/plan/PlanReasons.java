package klarsyn.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.data.Labels;
import klarsyn.data.WorldAxis;
import klarsyn.nn.Norm;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.tensor.Precision;

/** Explains each choice of a plan in one sentence. */
final class PlanReasons {

    private final List<Reason> reasons = new ArrayList<>();
    private final boolean pictures;

    private PlanReasons(SegmentationPlan plan) {
        this.pictures = plan.patch().depth() == 1;
    }

    static List<Reason> of(SegmentationPlan plan, Fingerprint fingerprint, Labels labels, String width) {
        PlanReasons words = new PlanReasons(plan);
        words.data(plan, fingerprint);
        words.network(plan, width);
        words.training(plan, labels);
        return words.reasons;
    }

    private void data(SegmentationPlan plan, Fingerprint fingerprint) {
        add("preprocessing.frame", "images are turned so that the coarsest axis is the slowest in memory");
        add("preprocessing.spacing", spacing(plan, fingerprint));
        add(
                "preprocessing.channels",
                plan.preprocessing().channels().stream()
                        .map(channel -> channel.scheme() == Scheme.CT
                                ? "Hounsfield units mean the same in every image: clipped and scaled by the foreground"
                                : "intensities have no common unit: each image is scaled by its own mean and deviation")
                        .distinct()
                        .collect(Collectors.joining("; ")));
        List<Double> shape = fingerprint.shape();
        add(
                "patch",
                String.format(
                        Locale.ROOT,
                        "the median image has %.0f×%.0f×%.0f voxels (x, y, z) at that spacing; the network halves"
                                + " what divides evenly",
                        shape.get(0),
                        shape.get(1),
                        shape.get(2)));
    }

    private static String spacing(SegmentationPlan plan, Fingerprint fingerprint) {
        String median = "the median of " + Count.of(fingerprint.cases(), "training case");
        return plan.preprocessing().spacing().voxelMl() > fingerprint.spacing().voxelMl()
                ? String.format(
                        Locale.ROOT,
                        "twice %s: at half the resolution a minute holds more steps, and labels keep a Dice of %.3f"
                                + " there",
                        median,
                        fingerprint.keptAtHalf())
                : median;
    }

    private void network(SegmentationPlan plan, String width) {
        add("network.features", width);
        add(
                "network.strides",
                pictures
                        ? "an axis is halved at most four times: what is coarser costs more than it learns"
                        : "an axis is halved while at least four voxels stay");
        add("network.kernels", "three voxels along an axis once its spacing is within twice the finest");
        add(
                "network.encoderBlocks",
                plan.network().encoderBlocks().stream().distinct().count() == 1
                        ? "the same at each resolution, two convolutions, as nnU-Net"
                        : "one convolution at the finest resolution, which takes most of a step and teaches least");
        add("network.supervised", "short trainings gain nothing from logits at coarser resolutions");
        add("compute.device", "the fastest device that libtorch finds");
        add(
                "compute.precision",
                plan.compute().precision() == Precision.BF16
                        ? "the processor multiplies bfloat16 in hardware"
                        : "the processor has no hardware for bfloat16");
        add(
                "compute.layout",
                plan.network().style().norm() == Norm.Kind.BATCH
                        ? "batch norm is fastest with channels last"
                        : "the layout that instance norm works in");
        add("compute.lanes", "a sample a core is faster than two cores on one operation");
        add(
                "compute.batch",
                pictures
                        ? "a picture shows little and costs little, so that a step takes several"
                        : "many small steps reach further in minutes than few large ones");
    }

    private void training(SegmentationPlan plan, Labels labels) {
        add(
                "loss",
                pictures
                        ? "the overlap of several pictures together, since one may be empty, and each pixel's class"
                        : "the overlap of each image and each voxel's class, as nnU-Net");
        add(
                "optimization.optimizer",
                "on the hippocampus Muon reached 0.888 where AdamW reached 0.871 in the same four minutes");
        add("optimization.learningRate", "the best of 1e-3 to 2e-2 in short trainings");
        add("optimization.muonLearningRate", "between 0.02 and 0.04 nothing was told apart");
        add("optimization.schedule", "down to zero when the time ends, so no step is lost to a rate that is too high");
        add(
                "optimization.steps",
                plan.optimization().steps() == 0 ? "as many as the minutes hold" : "as many as were asked for");
        add("augmentation.mirrorAxes", mirroring(plan, labels));
        if (pictures) {
            add("augmentation.sampling", "in many pictures there is nothing to be found, and little to be learned");
            add("augmentation.intensities", "devices differ in brightness and contrast, and in each channel by itself");
        }
        add(
                "augmentation.spatial",
                pictures
                        ? "a picture is seen often: turned and scaled it is not learned by heart"
                        : "no gain was seen below some thousand steps");
        add("inference.stepShare", "windows overlap by half, as nnU-Net");
        add("inference.mirrorAxes", "mirrored prediction would double the time of each image");
        add(
                "inference.wholeImageVoxels",
                "windows are as large as the training patch, so that instance norm sees what it saw in training");
    }

    private static String mirroring(SegmentationPlan plan, Labels labels) {
        boolean sided = labels.sidedAxes().contains(WorldAxis.X);
        if (sided) {
            return "off: the labels have sides ("
                    + labels.sides().stream()
                            .flatMap(side -> side.labels().stream())
                            .map(Labels.Label::name)
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ")";
        }
        return plan.augmentation().mirrorAxes().isEmpty()
                ? "off"
                : "left and right look alike, and no label's name has a side";
    }

    private void add(String key, String why) {
        reasons.add(new Reason(key, "", why));
    }
}
