package klarsyn.plan;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.plan.AugmentationPlan.Plane;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What nnU-Net 2.8.1 does to training patches, transform by transform, against our settings told in its words. */
class NnunetPipelinesTest {

    @TestFactory
    List<DynamicTest> training_patches_are_varied_as_in_nnunet() {
        return pipelines()
                .map(golden -> DynamicTest.dynamicTest(name(golden), () -> {
                    List<Json> told = new ArrayList<>(told(golden));
                    told.addAll(afterwards(golden));
                    assertThat(told).containsExactlyElementsOf(elements(member(golden, "training")));
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> validation_patches_are_varied_in_nothing() {
        return pipelines()
                .map(golden -> DynamicTest.dynamicTest(
                        name(golden),
                        () -> assertThat(afterwards(golden).stream()
                                        .filter(transform -> !isOneOf(transform, "MaskImage", "Apply", "RemoveRandom"))
                                        .toList())
                                .containsExactlyElementsOf(elements(member(golden, "validation")))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> the_same_entries_of_a_batch_are_placed_round_labels_as_in_nnunet() {
        return elements(member(NnunetGolden.section("lr"), "foreground_oversampling")).stream()
                .map(golden -> {
                    int batch = (int) number(member(golden, "batch_size"));
                    List<Json> forced = IntStream.range(0, batch)
                            .<Json>mapToObj(
                                    entry -> new Json.Truth(AugmentationPlan.Sampling.NNUNET.forces(entry, batch)))
                            .toList();
                    return DynamicTest.dynamicTest(
                            "batch of " + batch,
                            () -> assertThat(forced)
                                    .containsExactlyElementsOf(elements(member(golden, "forced_foreground"))));
                })
                .toList();
    }

    /** All but those of cascades, which are planned here but not trained. */
    private static java.util.stream.Stream<Json> pipelines() {
        return elements(member(NnunetGolden.section("augmentation"), "pipelines")).stream()
                .filter(golden -> !name(golden).contains("cascade"));
    }

    private static String name(Json golden) {
        return ((Json.Text) member(golden, "name")).value();
    }

    private static boolean isOneOf(Json transform, String... starts) {
        String name = ((Json.Text) member(transform, "transform")).value();
        return List.of(starts).stream().anyMatch(name::startsWith);
    }

    /** Our settings for a patch; how far it may turn is the planner's to say. */
    private static AugmentationPlan settings(Json golden) {
        List<Integer> patch = integers(member(golden, "patch_size"));
        boolean slices = patch.size() == 2;
        boolean flat = !slices && Math.max(patch.get(1), patch.get(2)) > 3 * patch.getFirst();
        boolean elongated = slices && Math.max(patch.get(0), patch.get(1)) > 1.5 * Math.min(patch.get(0), patch.get(1));
        return AugmentationPlan.nnunet(
                slices || flat ? Plane.IN_PLANE : Plane.ALL_AXES,
                elongated ? 15 : slices || flat ? 180 : 30,
                slices ? List.of(1, 2) : List.of(0, 1, 2));
    }

    private static List<Json> told(Json golden) {
        List<Integer> patch = integers(member(golden, "patch_size"));
        AugmentationPlan settings = settings(golden);
        boolean folded = patch.size() == 3 && settings.spatial().plane() == Plane.IN_PLANE;
        List<Json> told = new ArrayList<>();
        if (folded) {
            told.add(transform("Convert3DTo2DTransform", 1, ""));
        }
        told.add(spatial(settings.spatial(), folded ? patch.subList(1, 3) : patch));
        if (folded) {
            told.add(transform("Convert2DTo3DTransform", 1, ""));
        }
        settings.intensities().forEach(variation -> told.add(told(variation, folded)));
        List<Integer> axes = settings.mirrorAxes().stream()
                .map(axis -> axis - 3 + patch.size())
                .toList();
        told.add(transform("MirrorTransform", 1, "'allowed_axes': " + axes));
        return told;
    }

    private static Json spatial(AugmentationPlan.Spatial settings, List<Integer> patch) {
        double radians = Math.toRadians(settings.degrees());
        return transform("SpatialTransform", 1, """
            'patch_size': %s, 'patch_center_dist_from_border': %s, 'random_crop': false,
            'p_elastic_deform': 0, 'elastic_deform_scale': [0, 0.2], 'elastic_deform_magnitude': [0, 0.2],
            'p_rotation': %s, 'rotation': [%s, %s], 'p_rot_per_axis': 1,
            'p_scaling': %s, 'scaling': %s, 'p_synchronize_scaling_across_axes': 1,
            'p_synchronize_def_scale_across_axes': 0, 'bg_style_seg_sampling': false, 'seg_tiebreak': 'nearest',
            'mode_seg': 'bilinear', 'border_mode_seg': 'constant', 'center_deformation': true,
            'mode_image': 'bilinear', 'padding_mode_image': 'zeros', 'padding_value_seg': -1,
            'padding_value_image': 0, 'align_corners': false\
            """.formatted(
                        patch,
                        patch.stream().map(_ -> 0).toList(),
                        settings.rotation(),
                        -radians,
                        radians,
                        settings.scaling(),
                        told(settings.scale())));
    }

    private static String told(AugmentationPlan.Span span) {
        String range = "[%s, %s]".formatted(span.low(), span.high());
        return switch (span.spread()) {
            case EVEN -> range;
            case ABOUT_ONE -> "{'sampler': 'BGContrast', 'range': %s}".formatted(range);
        };
    }

    private static Json told(Variation variation, boolean folded) {
        double probability = variation.probability();
        return switch (variation) {
            case Variation.Noise noise ->
                transform("GaussianNoiseTransform", probability, """
                    'noise_variance': %s, 'p_per_channel': 1, 'synchronize_channels': true\
                    """.formatted(told(noise.deviation())));
            case Variation.Blur blur ->
                transform("GaussianBlurTransform", probability, """
                    'blur_sigma': %s, 'synchronize_channels': false, 'synchronize_axes': false, 'p_per_channel': %s\
                    """.formatted(told(blur.sigma()), blur.channels()));
            case Variation.Brightness brightness ->
                transform("MultiplicativeBrightnessTransform", probability, """
                    'multiplier_range': %s, 'synchronize_channels': false, 'p_per_channel': 1\
                    """.formatted(told(brightness.factor())));
            case Variation.Contrast contrast ->
                transform("ContrastTransform", probability, """
                    'contrast_range': %s, 'preserve_range': true, 'synchronize_channels': false,
                    'p_per_channel': 1.0\
                    """.formatted(told(contrast.factor())));
            case Variation.LowResolution low -> {
                assertThat(low.plane() == Plane.IN_PLANE || !folded).isTrue();
                yield transform("SimulateLowResolutionTransform", probability, """
                    'scale': %s, 'synchronize_channels': false, 'synchronize_axes': true, 'ignore_axes': %s,
                    'allowed_channels': null, 'p_per_channel': %s\
                    """.formatted(
                        told(low.scale()), folded ? "[0]" : "null", low.channels())); // a slice has no depth to lose
            }
            case Variation.Gamma gamma ->
                transform("GammaTransform", probability, """
                    'gamma': %s, 'p_invert_image': %s, 'synchronize_channels': false, 'p_per_channel': 1.0,
                    'p_retain_stats': 1.0\
                    """.formatted(
                                told(gamma.power()),
                                switch (gamma.bent()) {
                                    case IMAGE -> 0;
                                    case NEGATIVE -> 1;
                                }));
        };
    }

    /** What follows from the normalization, the labels and the network. */
    private static List<Json> afterwards(Json golden) {
        Json options = member(golden, "options");
        List<Json> told = new ArrayList<>();
        List<Integer> blanked = masked(elements(member(options, "use_mask_for_norm")));
        if (!blanked.isEmpty()) {
            told.add(transform(
                    "MaskImageTransform",
                    1,
                    "'apply_to_channels': %s, 'channel_idx_in_seg': 0, 'set_outside_to': 0".formatted(blanked)));
        }
        told.add(transform("RemoveLabelTransform", 1, "'segmentation_channels': null, 'label_value': -1, 'set_to': 0"));
        if (((Json.Members) options).values().containsKey("regions")) {
            List<String> regions = new ArrayList<>(elements(member(options, "regions")).stream()
                    .map(region -> integers(region).toString())
                    .toList());
            if (((Json.Members) options).values().containsKey("ignore_label")) {
                regions.add("[" + (int) number(member(options, "ignore_label")) + "]");
            }
            told.add(transform(
                    "ConvertSegmentationToRegionsTransform",
                    1,
                    "'regions': %s, 'channel_in_seg': 0".formatted(regions)));
        }
        told.add(transform("DownsampleSegForDSTransform", 1, "'ds_scales': " + scales(golden)));
        return told;
    }

    private static List<Integer> masked(List<Json> masks) {
        return IntStream.range(0, masks.size())
                .filter(channel -> masks.get(channel).equals(new Json.Truth(true)))
                .boxed()
                .toList();
    }

    /** Of each output's target: all but that of the lowest resolution. */
    private static List<List<Double>> scales(Json golden) {
        List<Json> strides = elements(member(golden, "strides"));
        List<List<Double>> scales = new ArrayList<>();
        List<Double> scale = integers(strides.getFirst()).stream().map(_ -> 1.0).toList();
        for (Json stride : strides.subList(0, strides.size() - 1)) {
            List<Double> finer = scale;
            List<Integer> steps = integers(stride);
            scale = IntStream.range(0, steps.size())
                    .mapToObj(axis -> finer.get(axis) / steps.get(axis))
                    .toList();
            scales.add(scale);
        }
        return scales;
    }

    private static Json transform(String name, double probability, String parameters) {
        return Json.parse("{'transform': '%s', 'apply_probability': %s, 'parameters': {%s}}"
                .formatted(name, probability, parameters)
                .replace('\'', '"'));
    }
}
