package klarsyn.nnunet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.image.Spacing;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.nnunet.NnunetArchitecture;
import klarsyn.plan.nnunet.NnunetConfiguration;
import klarsyn.plan.nnunet.NnunetIntensities;
import klarsyn.plan.nnunet.NnunetNetwork;
import klarsyn.plan.nnunet.NnunetPlans;
import klarsyn.plan.nnunet.NnunetResampling;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;

/**
 * A plan in the form of nnU-Net.
 *
 * <p>Values of nnU-Net's plans that Klarsyn's plan lacks, such as medians of the training images, are filled with
 * values of the plan: no prediction depends on them.
 */
final class ExportedPlan {

    private static final String RESAMPLING = "resample_data_or_seg_to_shape";

    private final SegmentationPlan plan;
    private final Preprocessing preprocessing;

    ExportedPlan(SegmentationPlan plan) {
        this.plan = plan;
        this.preprocessing = plan.preprocessing();
    }

    /**
     * Rejects plans that nnU-Net cannot implement.
     *
     * @throws ModelException with all reasons
     */
    void requireKnown() {
        List<String> reasons = new ArrayList<>();
        if (forward().isEmpty()) {
            reasons.add("images are reoriented to an orientation other than RAS");
        }
        if (preprocessing.crop() != Preprocessing.Crop.NON_ZERO_MARKED) {
            reasons.add("images are not cropped as in nnU-Net");
        }
        if (preprocessing.normalized() != Preprocessing.Normalized.BEFORE_RESIZING) {
            reasons.add("intensities are normalized after resizing");
        }
        if (preprocessing.resizing().tolerance() != 0) {
            reasons.add("images with nearly the plan's spacing are not resized");
        }
        if (plan.inference().wholeImageVoxels() != 0) {
            reasons.add("small images are predicted in one window");
        }
        UNetStyle style = plan.network().style();
        UNetStyle known = style.blocks() == UNetStyle.Blocks.RESIDUAL_ENCODER
                ? UNetStyle.RESIDUAL_ENCODER
                : UNetStyle.PLAIN.asNnunet();
        if (!style.asNnunet().equals(known) || plan.network().stages() < 2) {
            reasons.add("nnU-Net does not support this network");
        }
        if (plan.labels().ignored().size() > 1) {
            reasons.add("more than one label value is ignored");
        }
        if (!plan.postProcessing().masks().isEmpty()) {
            reasons.add("only the largest component of a label is kept");
        }
        if (dimensions() == 2 && !isFlat()) {
            reasons.add("images are resized slice by slice, but predicted in 3-D");
        }
        if (dimensions() == 2 && plan.inference().mirrorAxes().contains(0)) {
            reasons.add("slices are mirrored across their plane");
        }
        if (!reasons.isEmpty()) {
            throw new ModelException(
                    "nnU-Net does not support this plan: " + String.join("; ", reasons),
                    Where.of("plan of " + plan.cohort()),
                    "train with a preset of nnU-Net for a model that both support");
        }
    }

    /** 2 or 3. */
    int dimensions() {
        return preprocessing.resizing().axes() == Resizing.Axes.IN_PLANE ? 2 : 3;
    }

    private boolean isFlat() {
        UNetArchitecture network = plan.network();
        return plan.patch().depth() == 1
                && Stream.concat(network.kernels().stream(), network.strides().stream())
                        .allMatch(sizes -> sizes.getFirst() == 1);
    }

    /** nnU-Net requires an ignored value to follow all others; no prediction depends on it. */
    Labels labels() {
        Labels labels = plan.labels();
        int most = labels.foreground().stream()
                .flatMap(label -> label.members().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return labels.ignored().isEmpty() ? labels : new Labels(labels.foreground(), Set.of(most + 1));
    }

    private Optional<List<Integer>> forward() {
        return switch (preprocessing.frame()) {
            case Frame.AsStored(List<Integer> transposition) -> Optional.of(transposition);
            case Frame.Anatomical turned -> turned.transposition();
        };
    }

    String configurationName() {
        return dimensions() == 2 ? "2d" : "3d_fullres";
    }

    /** nnU-Net's mirror axes, or null if there are none. */
    Json mirrorAxes() {
        List<Integer> axes = plan.inference().mirrorAxes().stream()
                .map(axis -> axis - (3 - dimensions()))
                .toList();
        return axes.isEmpty() ? new Json.Nothing() : Json.of(axes);
    }

    NnunetPlans plans() {
        List<Integer> forward = forward().orElseThrow();
        List<Integer> backward = List.of(forward.indexOf(0), forward.indexOf(1), forward.indexOf(2));
        SequencedMap<String, NnunetPlans.Entry> configurations = new LinkedHashMap<>();
        configurations.put(configurationName(), configuration());
        Spacing mm = preprocessing.spacing();
        return new NnunetPlans(
                plan.cohort().matches("Dataset\\d{3}_.+") ? plan.cohort() : "Dataset001_" + plan.cohort(),
                "nnUNetPlans",
                List.of(mm.z(), mm.y(), mm.x()),
                plan.patch().sizes(),
                preprocessing.frame() instanceof Frame.AsStored ? "SimpleITKIO" : NnunetPlans.TURNING_READER,
                forward,
                backward,
                configurations,
                "ExperimentPlanner",
                "LabelManager",
                preprocessing.channels().stream().map(ExportedPlan::intensities).toList());
    }

    private static NnunetIntensities intensities(Normalization channel) {
        return new NnunetIntensities(
                channel.mean(),
                channel.mean(),
                channel.deviation(),
                channel.lower(),
                channel.upper(),
                channel.upper(),
                channel.lower());
    }

    private NnunetConfiguration configuration() {
        Spacing mm = preprocessing.spacing();
        List<Integer> patch = axes(plan.patch().sizes());
        Resizing resizing = preprocessing.resizing();
        return new NnunetConfiguration(
                "nnUNetPlans_" + configurationName(),
                "DefaultPreprocessor",
                plan.compute().batch(),
                patch,
                patch.stream().map(Integer::doubleValue).toList(),
                axes(List.of(mm.z(), mm.y(), mm.x())),
                preprocessing.channels().stream().map(Normalization::scheme).toList(),
                preprocessing.channels().stream()
                        .map(channel -> channel.extent() == Extent.NON_ZERO)
                        .toList(),
                resampling(resizing.image(), false),
                resampling(resizing.labels(), true),
                resampling(resizing.logits(), false),
                architecture(),
                false,
                List.of(),
                List.of());
    }

    private <T> List<T> axes(List<T> inSpace) {
        return inSpace.subList(3 - dimensions(), 3);
    }

    private NnunetArchitecture architecture() {
        UNetArchitecture network = plan.network();
        boolean residual = network.style().blocks() == UNetStyle.Blocks.RESIDUAL_ENCODER;
        return new NnunetArchitecture(
                residual ? NnunetNetwork.RESIDUAL_ENCODER : NnunetNetwork.PLAIN,
                network.features(),
                network.kernels().stream().map(this::axes).toList(),
                network.strides().stream().map(this::axes).toList(),
                network.encoderBlocks(),
                network.decoderBlocks().reversed());
    }

    private static NnunetResampling resampling(ResizeRule rule, boolean labels) {
        SequencedMap<String, Json> arguments = new LinkedHashMap<>();
        arguments.put("is_seg", new Json.Truth(labels));
        arguments.put("order", Json.Numeric.of(order(rule.interpolation())));
        arguments.put("order_z", Json.Numeric.of(order(rule.across())));
        arguments.put(
                "force_separate_z",
                switch (rule.apart()) {
                    case NEVER -> new Json.Truth(false);
                    case THICK_SLICES -> new Json.Nothing();
                    case ALWAYS -> new Json.Truth(true);
                });
        return new NnunetResampling(RESAMPLING, arguments);
    }

    private static long order(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> 0;
            case LINEAR -> 1;
            case CUBIC -> 3;
        };
    }
}
