package klarsyn.plan.nnunet;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.Json;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.image.Spacing;
import klarsyn.image.region.KeepLargest;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.Optimization;
import klarsyn.plan.Origin;
import klarsyn.plan.Patch;
import klarsyn.plan.Preset;
import klarsyn.plan.SegmentationPlan;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/**
 * Converts a configuration of nnU-Net's plans to a plan of Klarsyn.
 *
 * <p>Adds the settings of nnU-Net's trainer that the plans do not contain: loss, optimizer, augmentation, window
 * overlap of one half, mirroring along all axes.
 */
final class NnunetPlan {

    private final NnunetPlans plans;
    private final String name;
    private final NnunetConfiguration configuration;

    private NnunetPlan(NnunetPlans plans, String name) {
        this.plans = plans;
        this.name = name;
        this.configuration = plans.configuration(name);
    }

    static SegmentationPlan of(NnunetPlans plans, String configuration, Labels labels, List<String> modalities) {
        return new NnunetPlan(plans, configuration).plan(labels, modalities);
    }

    private SegmentationPlan plan(Labels labels, List<String> modalities) {
        int channels = configuration.normalizations().size();
        if (modalities.size() != channels) {
            throw error(
                    "normalization_schemes",
                    "%s, but the data set has %d".formatted(Count.of(channels, "channel"), modalities.size()),
                    "use the plans of this data set");
        }
        if (!configuration.preprocessor().equals("DefaultPreprocessor")) {
            throw unknown("preprocessor_name", configuration.preprocessor());
        }
        if (!plans.labelManager().equals("LabelManager")) {
            throw unknown("label_manager", plans.labelManager());
        }
        Origin origin = new Origin(preset(), name, configuration.previousStage());
        int previous = origin.previous().isEmpty() ? 0 : labels.count();
        Patch patch = Patch.of(inDepth(configuration.patchSize(), 1));
        List<Integer> axes = axes() == 2 ? List.of(1, 2) : List.of(0, 1, 2);
        AugmentationPlan augmentation = augmentation(patch, axes);
        return new SegmentationPlan(
                SegmentationPlan.FORMAT,
                plans.datasetName(),
                origin,
                labels,
                modalities,
                preprocessing(),
                patch,
                network(channels + previous, labels.classes()),
                Collections.nCopies(labels.classes(), 1.0 / labels.classes()),
                new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 1, configuration.batchSize()),
                loss(),
                Optimization.NNUNET,
                augmentation,
                new Inference(0.5, axes, 0),
                KeepLargest.NOTHING,
                List.of());
    }

    private int axes() {
        return configuration.architecture().axes();
    }

    /** The preset of the planner; for unknown planners, the smallest with the same network. */
    private Preset preset() {
        return Stream.of(Preset.values())
                .filter(preset -> NnunetLimits.of(preset)
                        .filter(limits -> limits.planner().equals(plans.planner()))
                        .isPresent())
                .findFirst()
                .orElse(
                        switch (configuration.architecture().network()) {
                            case PLAIN -> Preset.NNUNET;
                            case RESIDUAL_ENCODER -> Preset.RESENC_M;
                        });
    }

    private UNetArchitecture network(int inChannels, int classes) {
        NnunetArchitecture theirs = configuration.architecture();
        UNetStyle style = switch (theirs.network()) {
            case PLAIN -> UNetStyle.PLAIN;
            case RESIDUAL_ENCODER -> UNetStyle.RESIDUAL_ENCODER;
        };
        return new UNetArchitecture(
                inChannels,
                classes,
                theirs.features(),
                theirs.kernels().stream().map(kernel -> inDepth(kernel, 1)).toList(),
                theirs.strides().stream().map(stride -> inDepth(stride, 1)).toList(),
                theirs.encoder(),
                theirs.decoder().reversed(),
                Math.max(1, theirs.features().size() - 1),
                style.asNnunet());
    }

    private DeepSupervision loss() {
        return new DeepSupervision(
                Loss.nnunet(configuration.batchDice() ? Loss.Over.BATCH : Loss.Over.SAMPLE),
                DeepSupervision.Levels.HALVING_BUT_COARSEST);
    }

    private static AugmentationPlan augmentation(Patch patch, List<Integer> axes) {
        NnunetRotation rotation = NnunetRotation.of(patch);
        return AugmentationPlan.nnunet(rotation.inPlane() ? Plane.IN_PLANE : Plane.ALL_AXES, rotation.degrees(), axes);
    }

    /** 2-D is 3-D of depth one. */
    private static <T> List<T> inDepth(List<T> sizes, T depth) {
        return sizes.size() == 3 ? sizes : List.of(depth, sizes.get(0), sizes.get(1));
    }

    // ---- preprocessing

    private Preprocessing preprocessing() {
        List<Double> mm = inDepth(configuration.spacing(), plans.medianSpacing().getFirst());
        Resizing.Axes axes = axes() == 2 ? Resizing.Axes.IN_PLANE : Resizing.Axes.ALL;
        Resizing resizing = new Resizing(
                axes,
                0,
                rule("resampling_fn_data", configuration.resampleImage()),
                rule("resampling_fn_seg", configuration.resampleLabels()),
                rule("resampling_fn_probabilities", configuration.resampleLogits()));
        return new Preprocessing(
                frame(),
                Preprocessing.Crop.NON_ZERO_MARKED,
                new Spacing(mm.get(2), mm.get(1), mm.get(0)),
                resizing,
                Preprocessing.Normalized.BEFORE_RESIZING,
                IntStream.range(0, configuration.normalizations().size())
                        .mapToObj(this::normalization)
                        .toList());
    }

    /** All but one of nnU-Net's readers keep images as stored. */
    private Frame frame() {
        List<Integer> forward = plans.transposeForward();
        return switch (plans.imageReaderWriter()) {
            case "SimpleITKIO", "NibabelIO", "NaturalImage2DIO", "Tiff3DIO" -> new Frame.AsStored(forward);
            case NnunetPlans.TURNING_READER -> new Frame.Anatomical(Frame.Anatomical.transposed(forward));
            default -> throw unknown("image_reader_writer", plans.imageReaderWriter());
        };
    }

    private Normalization normalization(int channel) {
        Scheme scheme = configuration.normalizations().get(channel);
        if (scheme == Scheme.CT) {
            if (channel >= plans.foreground().size()) {
                throw error(
                        "normalization_schemes",
                        "channel %d is normalized by intensities that are missing in the plans".formatted(channel),
                        "make new plans with nnU-Net");
            }
            NnunetIntensities seen = plans.foreground().get(channel);
            return Normalization.ct(seen.percentile00_5(), seen.percentile99_5(), seen.mean(), seen.std());
        }
        boolean masked = configuration.maskedNorms().get(channel) && scheme.mayLeaveOutZeros();
        return Normalization.of(scheme).withExtent(masked ? Extent.NON_ZERO : Extent.ALL);
    }

    private ResizeRule rule(String key, NnunetResampling resampling) {
        if (!resampling.function().equals(NnunetResampling.DEFAULT)) {
            throw unknown(key, resampling.function());
        }
        return new ResizeRule(
                interpolation(key, resampling, "order"),
                interpolation(key, resampling, "order_z"),
                switch (argument(resampling, "force_separate_z")) {
                    case Json.Truth(boolean always) -> always ? ResizeRule.Apart.ALWAYS : ResizeRule.Apart.NEVER;
                    case Json.Nothing _ -> ResizeRule.Apart.THICK_SLICES;
                    case Json other -> throw unknown(key + "_kwargs.force_separate_z", other.compact());
                });
    }

    private Interpolation interpolation(String key, NnunetResampling resampling, String order) {
        Json value = argument(resampling, order);
        int number = value instanceof Json.Numeric(BigDecimal given) ? given.intValue() : -1;
        return switch (number) {
            case 0 -> Interpolation.NEAREST;
            case 1 -> Interpolation.LINEAR;
            case 3 -> Interpolation.CUBIC;
            default -> throw unknown(key + "_kwargs." + order, value.compact());
        };
    }

    private static Json argument(NnunetResampling resampling, String key) {
        return Optional.ofNullable(resampling.arguments().get(key)).orElse(new Json.Nothing());
    }

    private PlanException unknown(String key, String value) {
        return error(key, value + " is not supported by Klarsyn", "use another configuration, or predict with nnU-Net");
    }

    private PlanException error(String key, String what, String fix) {
        return new PlanException(what, Where.of("configuration %s, %s".formatted(name, key)), fix);
    }
}
