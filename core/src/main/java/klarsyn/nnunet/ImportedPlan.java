package klarsyn.nnunet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.Task;
import klarsyn.image.Interpolation;
import klarsyn.image.ResizeRule;
import klarsyn.image.Spacing;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Augmenting;
import klarsyn.plan.Compute;
import klarsyn.plan.Inference;
import klarsyn.plan.NnunetArchitecture;
import klarsyn.plan.NnunetConfiguration;
import klarsyn.plan.NnunetIntensities;
import klarsyn.plan.NnunetNetwork;
import klarsyn.plan.NnunetPlans;
import klarsyn.plan.NnunetResampling;
import klarsyn.plan.Normalisation;
import klarsyn.plan.Normalisation.Extent;
import klarsyn.plan.Optimisation;
import klarsyn.plan.Optimisation.Optimizer;
import klarsyn.plan.Optimisation.Schedule;
import klarsyn.plan.Patch;
import klarsyn.plan.Plan;
import klarsyn.plan.Preprocessing;
import klarsyn.plan.Resizing;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;

/** The plan that predicts as nnU-Net does with a configuration of its plans. */
final class ImportedPlan {

    private static final double STEP = 0.5;
    private static final String ANOTHER = "import another configuration; this one predicts with nnU-Net alone";

    private final NnunetPlans plans;
    private final NnunetConfiguration configuration;
    private final DatasetFile dataset;
    private final Where where;

    /** The plan of a configuration; {@code where} names the plans' file. */
    ImportedPlan(NnunetPlans plans, String configuration, DatasetFile dataset, Where where) {
        this.plans = plans;
        this.configuration = plans.configuration(configuration);
        this.dataset = dataset;
        this.where = where;
    }

    /** 2 or 3: what nnU-Net's network computes in. */
    int dimensions() {
        return configuration.architecture().axes();
    }

    /**
     * The plan.
     *
     * @param mirrorAxes nnU-Net's axes whose mirror images are predicted too
     * @throws ModelException if nnU-Net does something there that Klarsyn does not
     */
    Plan plan(List<Integer> mirrorAxes) {
        if (!configuration.previousStage().isEmpty()) {
            throw refused("the configuration refines what %s predicts, a cascade"
                    .formatted(configuration.previousStage().getFirst()));
        }
        if (!configuration.preprocessor().equals("DefaultPreprocessor")) {
            throw refused("images are prepared by %s".formatted(configuration.preprocessor()));
        }
        int classes = dataset.labels().classes();
        List<Integer> axes =
                mirrorAxes.stream().map(axis -> axis + 3 - dimensions()).toList();
        return new Plan(
                Plan.FORMAT,
                plans.datasetName(),
                new Task.Segmentation(dataset.labels()),
                dataset.channels(),
                preprocessing(),
                patch(),
                network(classes),
                Collections.nCopies(classes, 1.0 / classes),
                new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 1, configuration.batchSize()),
                new Optimisation(Optimizer.SGD_NESTEROV, 0.01, 0.03, 3e-5, 12, Schedule.POLY, 0, 0),
                Augmenting.mirroring(axes),
                new Inference(STEP, axes, 0),
                List.of());
    }

    private Patch patch() {
        List<Integer> size = inSpace(configuration.patchSize(), 1);
        return new Patch(size.get(0), size.get(1), size.get(2));
    }

    private UNetArchitecture network(int classes) {
        NnunetArchitecture theirs = configuration.architecture();
        UNetStyle style = theirs.network() == NnunetNetwork.PLAIN ? UNetStyle.PLAIN : UNetStyle.RESIDUAL_ENCODER;
        return new UNetArchitecture(
                dataset.channels().size(),
                classes,
                theirs.features(),
                theirs.kernels().stream().map(kernel -> inSpace(kernel, 1)).toList(),
                theirs.strides().stream().map(stride -> inSpace(stride, 1)).toList(),
                theirs.encoder(),
                theirs.decoder().reversed(),
                Math.max(1, theirs.features().size() - 1),
                style.asNnunet());
    }

    /** 2-D is 3-D of depth one. */
    private static <T> List<T> inSpace(List<T> sizes, T depth) {
        if (sizes.size() == 3) {
            return sizes;
        }
        List<T> all = new ArrayList<>(sizes);
        all.addFirst(depth);
        return List.copyOf(all);
    }

    private Preprocessing preprocessing() {
        List<Double> mm = inSpace(
                configuration.spacing(),
                plans.medianSpacing().isEmpty() ? 1.0 : plans.medianSpacing().getFirst());
        Resizing.Axes axes = dimensions() == 2 ? Resizing.Axes.IN_PLANE : Resizing.Axes.ALL;
        Preprocessing standard = Preprocessing.nnunet(
                plans.transposeForward(), new Spacing(mm.get(2), mm.get(1), mm.get(0)), axes, normalisations());
        return new Preprocessing(
                standard.frame(),
                standard.crop(),
                standard.spacing(),
                new Resizing(
                        axes,
                        0,
                        rule(configuration.resampleImage()),
                        rule(configuration.resampleLabels()),
                        rule(configuration.resampleLogits())),
                standard.normalised(),
                standard.channels());
    }

    private ResizeRule rule(NnunetResampling resampling) {
        if (!resampling.function().equals("resample_data_or_seg_to_shape")) {
            throw refused("images are resampled by %s".formatted(resampling.function()));
        }
        return new ResizeRule(
                interpolation(resampling, "order"),
                interpolation(resampling, "order_z"),
                switch (argument(resampling, "force_separate_z")) {
                    case Json.Truth(boolean always) -> always ? ResizeRule.Apart.ALWAYS : ResizeRule.Apart.NEVER;
                    case Json.Nothing _ -> ResizeRule.Apart.THICK_SLICES;
                    default -> throw refused("force_separate_z is neither true nor false nor null");
                });
    }

    private Interpolation interpolation(NnunetResampling resampling, String key) {
        int order = argument(resampling, key) instanceof Json.Numeric(BigDecimal number) ? number.intValue() : 0;
        return switch (order) {
            case 0 -> Interpolation.NEAREST;
            case 1 -> Interpolation.LINEAR;
            case 3 -> Interpolation.CUBIC;
            default -> throw refused("images are resampled with splines of order " + order);
        };
    }

    private static Json argument(NnunetResampling resampling, String key) {
        return Optional.ofNullable(resampling.arguments().get(key)).orElse(new Json.Nothing());
    }

    private List<Normalisation> normalisations() {
        int channels = configuration.normalisations().size();
        if (channels != dataset.channels().size()) {
            throw refused("the plans scale %d channels, dataset.json has %d"
                    .formatted(channels, dataset.channels().size()));
        }
        List<Normalisation> all = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            all.add(normalisation(channel));
        }
        return all;
    }

    private Normalisation normalisation(int channel) {
        Normalisation.Scheme scheme = configuration.normalisations().get(channel);
        if (scheme == Normalisation.Scheme.CT) {
            if (channel >= plans.foreground().size()) {
                throw refused("the plans hold no intensities of channel " + channel);
            }
            NnunetIntensities seen = plans.foreground().get(channel);
            return Normalisation.ct(seen.percentile00_5(), seen.percentile99_5(), seen.mean(), seen.std());
        }
        boolean masked = configuration.maskedNorms().get(channel) && scheme.mayLeaveOutZeros();
        return Normalisation.of(scheme).withExtent(masked ? Extent.NON_ZERO : Extent.ALL);
    }

    private ModelException refused(String what) {
        return new ModelException(what + ", which Klarsyn does not do", where, ANOTHER);
    }
}
