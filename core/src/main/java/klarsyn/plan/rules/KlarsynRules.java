package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import klarsyn.data.Cohort;
import klarsyn.data.label.Labels;
import klarsyn.data.label.WorldAxis;
import klarsyn.image.Orientation;
import klarsyn.image.Spacing;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss.Over;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle.Blocks;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.AugmentationPlan.Sampling;
import klarsyn.plan.AugmentationPlan.Span;
import klarsyn.plan.AugmentationPlan.Spatial;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.Optimization;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.Variation;
import klarsyn.plan.rules.WidthSearch.Width;
import klarsyn.preflight.Intensities;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Preprocessing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;

/**
 * The parts of Klarsyn's own plans that follow from the data, all except network width and compute settings.
 *
 * @param labels      structures to find
 * @param fingerprint of the training cases
 * @param blocks      kind of U-Net
 * @param coarser     voxels of the target spacing per voxel of the network, in the plane of pictures; 1 or 2
 */
record KlarsynRules(Cohort cohort, Labels labels, Fingerprint fingerprint, Blocks blocks, int coarser) {

    private static final int SMALLEST_PATCH_VOXELS = 8_000;

    /** Minimum Dice of labels at half resolution: below it, half resolution loses more than it gains. */
    private static final double KEPT_AT_HALF = 0.95;

    private static final Spatial ROTATED_PICTURES = new Spatial(0.5, 20, 0.5, Span.even(0.8, 1.25), Plane.IN_PLANE);

    /** Half of the pictures are centered near a label, in addition to random ones. */
    private static final Sampling LABELED_PICTURES = new Sampling(0.5, Sampling.Forced.BY_CHANCE, 0.5);

    /** Each channel separately, because sequences and cameras differ. */
    private static final List<Variation> TINTED_PICTURES = List.of(
            new Variation.Brightness(0.5, Span.even(0.7, 1.3)),
            new Variation.Contrast(0.3, Span.aboutOne(0.65, 1.5)),
            new Variation.Gamma(0.3, Span.aboutOne(0.7, 1.5), Variation.Gamma.GammaInput.IMAGE));

    private static final int FEATURE_CAP = 320;

    /**
     * Limits of a training step.
     *
     * @param fewest   minimum number of patches
     * @param most     maximum number of patches
     * @param halvings maximum number of halvings of an axis
     * @param widths   of networks, in descending order
     */
    private record BatchRules(int fewest, int most, int halvings, List<Width> widths) {

        private static final int PATCH_VOXELS = 96_000;
        private static final int STEP_VOXELS = 131_072;

        /**
         * In 3-D, two patches per step learn more per minute than many. Below about 400 steps, more steps help more than
         * more channels (bench/recipes).
         */
        static final BatchRules VOLUMES = new BatchRules(
                2,
                2,
                5,
                List.of(
                        new Width(32, 1000),
                        new Width(24, 350),
                        new Width(16, 450),
                        new Width(12, 350),
                        new Width(8, 20)));

        /**
         * Pictures are cheap and contain little, so a step takes several. Further resolutions would make the update as
         * expensive as the rest of the step.
         */
        static final BatchRules PICTURES = new BatchRules(
                4,
                32,
                4,
                List.of(
                        new Width(32, 550),
                        new Width(24, 250),
                        new Width(16, 150),
                        new Width(12, 100),
                        new Width(8, 20)));

        int batch(long patch) {
            return Math.clamp(STEP_VOXELS / patch, fewest, most);
        }
    }

    static KlarsynRules of(Cohort cohort, Labels labels, Fingerprint fingerprint, Blocks blocks) {
        return new KlarsynRules(cohort, labels, fingerprint, blocks, 1);
    }

    /** The same at half resolution for pictures, if that preserves their labels. */
    Optional<KlarsynRules> atHalfResolution() {
        return isOfPictures() && fingerprint.keptAtHalf() >= KEPT_AT_HALF
                ? Optional.of(new KlarsynRules(cohort, labels, fingerprint, blocks, 2))
                : Optional.empty();
    }

    private BatchRules batchRules() {
        return isOfPictures() ? BatchRules.PICTURES : BatchRules.VOLUMES;
    }

    /** Whether the median image is 2-D. */
    private boolean isOfPictures() {
        return shape().getFirst() <= 1;
    }

    /** Candidate widths, in descending order. */
    List<Width> widths() {
        return batchRules().widths();
    }

    /** With another network width. */
    SegmentationPlan withWidth(SegmentationPlan plan, int width) {
        return plan.withNetwork(
                plan.patch(),
                plan.network().withFeatures(features(width, plan.network().stages())));
    }

    static int width(SegmentationPlan plan) {
        List<Integer> features = plan.network().features();
        return features.size() > 1 ? features.get(1) / 2 : features.getFirst();
    }

    /**
     * Channels of each resolution, doubled up to the cap.
     *
     * <p>The finest of several in a volume has two thirds of that, in multiples of eight: it takes most of the time and
     * learns least (bench/recipes).
     */
    private List<Integer> features(int width, int stages) {
        List<Integer> features = new ArrayList<>();
        for (int s = 0; s < stages; s++) {
            features.add(Math.min(FEATURE_CAP, width << s));
        }
        if (!isOfPictures() && stages > 1) {
            features.set(0, Math.max(8, width * 2 / 3 / 8 * 8));
        }
        return features;
    }

    /** Convolutions of each resolution; one at the finest resolution of a volume. */
    private List<Integer> convolutions(int stages) {
        List<Integer> convolutions = new ArrayList<>(Collections.nCopies(stages, 2));
        if (!isOfPictures() && stages > 1) {
            convolutions.set(0, 1);
        }
        return convolutions;
    }

    /** Voxels of the largest patch, then of successive halves. */
    List<Integer> patchSizes() {
        return IntStream.iterate(
                        BatchRules.PATCH_VOXELS, voxels -> voxels >= SMALLEST_PATCH_VOXELS, voxels -> voxels / 2)
                .boxed()
                .toList();
    }

    /**
     * The plan with a network width and a maximum patch size.
     *
     * @param width   half the channels of the second resolution
     * @param machine compute settings; batch and layout follow from data and network
     * @param steps   0 for as many as fit the time limit
     */
    SegmentationPlan plan(int width, int patchVoxels, Compute machine, long steps) {
        Orientation orientation = orientation();
        List<Double> spacing = spacing();
        Topology topology = fit(patchVoxels);
        UNetArchitecture network = network(topology, width);
        int batch = batchRules().batch(fit(BatchRules.PATCH_VOXELS).voxels());
        SegmentationPlan plan = new SegmentationPlan(
                SegmentationPlan.FORMAT,
                cohort.name(),
                labels,
                cohort.modalities(),
                Preprocessing.klarsyn(
                        orientation.toString(),
                        new Spacing(spacing.get(2), spacing.get(1), spacing.get(0)),
                        normalizations()),
                topology.patch(),
                network,
                fingerprint.classFrequencies(labels),
                machine.withBatch(batch).withLayout(layout(network, machine.device())),
                Optimization.DEFAULT.withSteps(steps),
                AugmentationPlan.mirroring(mirrorAxes(orientation)),
                new Inference(0.5, List.of(), 0),
                List.of());
        return isOfPictures() ? ofPictures(plan) : plan;
    }

    private static SegmentationPlan ofPictures(SegmentationPlan plan) {
        return plan.withLoss(DeepSupervision.standard(Over.BATCH))
                .withAugmentation(plan.augmentation()
                        .withSampling(LABELED_PICTURES)
                        .withSpatial(ROTATED_PICTURES)
                        .withIntensities(TINTED_PICTURES));
    }

    /** Voxels along each axis of the median image, the slowest first. */
    private List<Double> shape() {
        return slowestFirst(axis -> Math.max(1, fingerprint.shape().get(axis) / coarser));
    }

    private List<Double> spacing() {
        return slowestFirst(
                axis -> fingerprint.spacing().along(axis) * (fingerprint.shape().get(axis) > 1 ? coarser : 1));
    }

    private List<Double> slowestFirst(IntToDoubleFunction value) {
        Orientation orientation = orientation();
        List<Double> values = new ArrayList<>();
        for (int axis = 2; axis >= 0; axis--) {
            values.add(value.applyAsDouble(orientation.along(axis).worldAxis()));
        }
        return values;
    }

    /** The largest patch with the proportions of the median image within the limit; a picture has depth one. */
    private Topology fit(int voxels) {
        int from = isOfPictures() ? 1 : 0;
        List<Double> spacing = spacing().subList(from, 3);
        Topology patch = PatchFit.of(spacing, shape().subList(from, 3), one -> one.voxels() > voxels);
        return Topology.of(spacing, patch.size(), batchRules().halvings()).inDepth();
    }

    private UNetArchitecture network(Topology topology, int width) {
        int channels = cohort.channels().size();
        int classes = labels.classes();
        int stages = topology.strides().size();
        List<Integer> features = features(width, stages);
        List<List<Integer>> kernels = topology.kernels();
        List<List<Integer>> strides = topology.strides();
        List<Integer> one = Collections.nCopies(stages, 1);
        return switch (blocks) {
            case PLAIN ->
                UNetArchitecture.plain(channels, classes, features, kernels, strides, convolutions(stages), 1);
            case RESIDUAL_ENCODER ->
                UNetArchitecture.residualEncoder(channels, classes, features, kernels, strides, one, 1);
            case RESIDUAL -> UNetArchitecture.residual(channels, classes, features, kernels, strides, one, 1);
        };
    }

    /** On a CPU, channels last is fastest for most networks (ADR 3); on a GPU, for batch norm. */
    private static Layout layout(UNetArchitecture network, Device device) {
        return switch (network.style().norm()) {
            case BATCH -> Layout.CHANNELS_LAST;
            case INSTANCE -> device == Device.CPU ? Layout.CHANNELS_LAST : Layout.CONTIGUOUS;
        };
    }

    /**
     * Arrays in RAS, with the coarsest axis in the slowest position, as nnU-Net transposes. In a picture the depth is
     * coarsest.
     */
    private Orientation orientation() {
        List<Integer> order = TargetSpacing.coarsestFirst(IntStream.of(2, 1, 0)
                .mapToObj(axis -> fingerprint.shape().get(axis) <= 1
                        ? Double.POSITIVE_INFINITY
                        : fingerprint.spacing().along(axis))
                .toList());
        StringBuilder letters = new StringBuilder();
        for (int axis : order.reversed()) {
            letters.append("SAR".charAt(axis));
        }
        return Orientation.parse(letters.toString());
    }

    private List<Normalization> normalizations() {
        List<Normalization> schemes = new ArrayList<>();
        for (Cohort.Channel channel : cohort.channels()) {
            boolean hounsfield = channel.modality().equalsIgnoreCase("CT");
            Intensities all = fingerprint.foreground().get(channel.index());
            schemes.add(
                    hounsfield
                            ? Normalization.ct(all.percentile00_5(), all.percentile99_5(), all.mean(), all.std())
                            : Normalization.zScore());
        }
        return schemes;
    }

    private List<Integer> mirrorAxes(Orientation orientation) {
        Set<WorldAxis> sided = labels.sidedAxes();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            boolean leftRight = orientation.along(2 - axis).worldAxis() == WorldAxis.X.ordinal();
            if (leftRight && !sided.contains(WorldAxis.X)) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
