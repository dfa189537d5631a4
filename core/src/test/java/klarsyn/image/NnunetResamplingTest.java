package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import klarsyn.base.SharedData;
import klarsyn.image.region.Components;
import klarsyn.image.region.Connectivity;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import klarsyn.image.resample.ResizeRule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against values computed by nnU-Net 2.8.1 (recipe in its README); axes there are z, y, x. */
class NnunetResamplingTest {

    private static final Interpolation[] BY_ORDER = {
        Interpolation.NEAREST, Interpolation.LINEAR, Interpolation.CUBIC, Interpolation.CUBIC
    };

    private static JsonNode golden() {
        Path file = SharedData.conformance("nnunet").resolve("golden.json");
        return JsonMapper.shared().readTree(file.toFile());
    }

    /** Halfway between two slices nnU-Net rounds both shares down and gives neither label; no plan needs this. */
    private static boolean losesLabels(JsonNode node) {
        return node.get("is_seg").asBoolean()
                && node.get("do_separate_z").asBoolean()
                && node.get("order_z").asInt() == 1;
    }

    @TestFactory
    List<DynamicTest> images_and_labels_are_resampled_as_in_nnunet() {
        return golden().get("resampling")
                .get("resample")
                .valueStream()
                .map(node -> DynamicTest.dynamicTest(node.get("name").asString(), () -> check(node)))
                .toList();
    }

    private static void check(JsonNode node) {
        StoredArray input = StoredArray.withChannels(node.get("input"));
        StoredArray expected = StoredArray.withChannels(node.get("output"));
        ResizeRule rule = rule(node);
        OptionalInt axis = rule.axis(spacing(node.get("current_spacing")), spacing(node.get("new_spacing")));
        assertThat(axis).isEqualTo(axis(node));
        for (int channel = 0; channel < input.channels(); channel++) {
            if (node.get("is_seg").asBoolean()) {
                checkLabels(input, expected, channel, rule, axis, losesLabels(node));
            } else {
                float[] voxels = rule.resize(input.channel(channel), input.shape(), expected.shape(), axis);
                assertThat(voxels).containsExactly(expected.channel(channel), within(1e-4f));
            }
        }
    }

    private static ResizeRule rule(JsonNode node) {
        JsonNode forced = node.get("force_separate_z");
        return new ResizeRule(
                BY_ORDER[node.get("order").asInt()],
                BY_ORDER[node.get("order_z").asInt()],
                apart(forced));
    }

    private static ResizeRule.Apart apart(JsonNode forced) {
        if (forced.isNull()) {
            return ResizeRule.Apart.THICK_SLICES;
        }
        return forced.asBoolean() ? ResizeRule.Apart.ALWAYS : ResizeRule.Apart.NEVER;
    }

    private static OptionalInt axis(JsonNode node) {
        return node.get("do_separate_z").asBoolean()
                ? OptionalInt.of(2 - node.get("axis").asInt())
                : OptionalInt.empty();
    }

    /** If two labels have the same share, nnU-Net's choice depends on the last bit of its sums: both are accepted. */
    private static void checkLabels(
            StoredArray input,
            StoredArray expected,
            int channel,
            ResizeRule rule,
            OptionalInt axis,
            boolean losesLabels) {
        short[] labels = input.labels(channel);
        short[] result = rule.resizeLabels(labels, input.shape(), expected.shape(), axis);
        short[] wanted = expected.labels(channel);
        for (int i = 0; i < result.length; i++) {
            if (result[i] != wanted[i]) {
                if (losesLabels) {
                    int slice = i / expected.shape().x() / expected.shape().y();
                    double position =
                            (slice + 0.5) * input.shape().z() / expected.shape().z();
                    assertThat(wanted[i]).isZero();
                    assertThat(position).as("halfway is a whole number here").isEqualTo(Math.rint(position));
                } else {
                    float mine = share(labels, result[i], input.shape(), expected.shape(), rule, axis)[i];
                    float theirs = share(labels, wanted[i], input.shape(), expected.shape(), rule, axis)[i];
                    assertThat(mine)
                            .as("share of %s against %s", result[i], wanted[i])
                            .isCloseTo(theirs, within(1e-6f));
                }
            }
        }
    }

    private static float[] share(short[] labels, short label, Shape from, Shape to, ResizeRule rule, OptionalInt axis) {
        float[] indicator = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            indicator[i] = labels[i] == label ? 1 : 0;
        }
        return rule.resize(indicator, from, to, axis);
    }

    @TestFactory
    List<DynamicTest> the_axis_with_thick_slices_is_found_as_in_nnunet() {
        return golden().get("resampling")
                .get("determine_do_sep_z")
                .valueStream()
                .map(node -> DynamicTest.dynamicTest(node.toString(), () -> {
                    ResizeRule rule = new ResizeRule(
                            Interpolation.CUBIC, Interpolation.NEAREST, apart(node.get("force_separate_z")));
                    assertThat(rule.axis(spacing(node.get("current_spacing")), spacing(node.get("new_spacing"))))
                            .isEqualTo(axis(node));
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> the_new_shape_is_that_of_nnunet_but_never_empty() {
        return golden().get("resampling")
                .get("compute_new_shape")
                .valueStream()
                .map(node -> DynamicTest.dynamicTest(node.toString(), () -> {
                    Geometry grid = Geometry.of(shape(node.get("old_shape")), spacing(node.get("old_spacing")));
                    assertThat(Resampling.grid(grid, spacing(node.get("new_spacing")))
                                    .shape())
                            .isEqualTo(shape(node.get("new_shape")));
                }))
                .toList();
    }

    private static Shape shape(JsonNode zyx) {
        int last = zyx.size() - 1;
        return new Shape(
                Math.max(1, zyx.get(last).asInt()),
                Math.max(1, zyx.get(last - 1).asInt()),
                last < 2 ? 1 : Math.max(1, zyx.get(0).asInt()));
    }

    private static Spacing spacing(JsonNode zyx) {
        int last = zyx.size() - 1;
        return new Spacing(
                zyx.get(last).asDouble(),
                zyx.get(last - 1).asDouble(),
                last < 2 ? 1 : zyx.get(0).asDouble());
    }

    @TestFactory
    List<DynamicTest> the_largest_part_is_kept_as_in_nnunet() {
        return golden().get("postprocessing")
                .valueStream()
                .filter(node -> node.get("labels_or_regions").isNumber()
                        && node.get("background_label").asInt() == 0)
                .map(node -> DynamicTest.dynamicTest(node.get("name").asString(), () -> {
                    StoredArray input = StoredArray.plain(node.get("input"));
                    LabelMap map = new LabelMap(Geometry.of(input.shape(), Spacing.isotropic(1)), input.labels(0));
                    int label = node.get("labels_or_regions").asInt();
                    assertThat(Components.keepLargest(map, label, Connectivity.CORNERS)
                                    .voxels())
                            .isEqualTo(StoredArray.plain(node.get("output")).labels(0));
                }))
                .toList();
    }
}
