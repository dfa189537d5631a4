package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import klarsyn.base.Count;
import klarsyn.data.label.Labels;
import klarsyn.data.label.WorldAxis;
import klarsyn.plan.Reason;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.tensor.Layout;
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
        add("preprocessing.frame", "the coarsest axis becomes the slowest in memory");
        add("preprocessing.spacing", spacing(plan, fingerprint));
        add(
                "preprocessing.channels",
                plan.preprocessing().channels().stream()
                        .map(channel -> channel.scheme() == Scheme.CT
                                ? "Hounsfield units are comparable between images: clipped and scaled by foreground"
                                        + " statistics"
                                : "intensities have no common unit: each image is scaled by its own mean and standard"
                                        + " deviation")
                        .distinct()
                        .collect(Collectors.joining("; ")));
        List<Double> shape = fingerprint.shape();
        add(
                "patch",
                String.format(
                        Locale.ROOT,
                        "the median image has %.0f×%.0f×%.0f voxels (x, y, z) at that spacing, rounded to what the"
                                + " strides divide",
                        shape.get(0),
                        shape.get(1),
                        shape.get(2)));
    }

    private static String spacing(SegmentationPlan plan, Fingerprint fingerprint) {
        String median = "the median of " + Count.of(fingerprint.cases(), "training case");
        return plan.preprocessing().spacing().voxelMl() > fingerprint.spacing().voxelMl()
                ? String.format(
                        Locale.ROOT,
                        "twice %s: half the resolution allows more steps per minute, and labels keep a Dice of %.3f",
                        median,
                        fingerprint.keptAtHalf())
                : median;
    }

    private void network(SegmentationPlan plan, String width) {
        add("network.features", width);
        add(
                "network.strides",
                pictures
                        ? "an axis is halved at most four times: coarser resolutions cost more than they gain"
                        : "an axis is halved while at least four voxels remain");
        add("network.kernels", "three voxels along an axis once its spacing is within a factor of two of the finest");
        add(
                "network.encoderBlocks",
                plan.network().encoderBlocks().stream().distinct().count() == 1
                        ? "two convolutions at each resolution, as in nnU-Net"
                        : "one convolution at the finest resolution, which takes most of the time and learns least");
        add("network.supervised", "deep supervision does not improve short trainings");
        add("compute.device", "the fastest device available to libtorch");
        add(
                "compute.precision",
                plan.compute().precision() == Precision.BF16
                        ? "the CPU has matrix instructions for bfloat16"
                        : "without matrix instructions for bfloat16, FP32 is faster on most CPUs");
        add(
                "compute.layout",
                plan.compute().layout() == Layout.CHANNELS_LAST
                        ? "convolutions on a CPU, and batch norm, are fastest with channels last"
                        : "the best layout for instance norm on a GPU");
        add("compute.lanes", "one sample per core is faster than all cores on one operation");
        add(
                "compute.batch",
                pictures
                        ? "a picture contains little and is cheap, so a step takes several"
                        : "many small steps learn more per minute than few large ones");
    }

    private void training(SegmentationPlan plan, Labels labels) {
        add(
                "loss",
                pictures
                        ? "Dice over several pictures, because some may be empty, and cross-entropy per pixel"
                        : "Dice per image and cross-entropy per voxel, as in nnU-Net");
        add("optimization.optimizer", "Dice on the hippocampus after four minutes: 0.888 with Muon, 0.871 with AdamW");
        add("optimization.learningRate", "the best of 1e-3 to 2e-2 in short trainings");
        add("optimization.muonLearningRate", "no difference was found between 0.02 and 0.04");
        add(
                "optimization.schedule",
                "decreases to zero at the end of the time limit, so the last steps are not lost" + " to a high rate");
        add("optimization.steps", plan.optimization().steps() == 0 ? "as many as fit the time limit" : "as requested");
        add("augmentation.mirrorAxes", mirroring(plan, labels));
        if (pictures) {
            add("augmentation.sampling", "many pictures have no labels, and contribute little to training");
            add("augmentation.intensities", "devices differ in brightness and contrast, per channel");
        }
        add(
                "augmentation.spatial",
                pictures
                        ? "pictures are used many times: rotation and scaling prevent overfitting"
                        : "no improvement was found below some thousand steps");
        add("inference.stepShare", "windows overlap by half, as in nnU-Net");
        add("inference.mirrorAxes", "mirroring would double the prediction time");
        add(
                "inference.wholeImageVoxels",
                "windows have the size of the training patch, as instance norm depends on it");
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
                : "left and right look alike, and no label name has a side";
    }

    private void add(String key, String why) {
        reasons.add(new Reason(key, "", why));
    }
}
