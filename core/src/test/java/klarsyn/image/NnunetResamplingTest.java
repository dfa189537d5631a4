package klarsyn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import klarsyn.base.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against the values that nnU-Net 2.8.1 computed (its README tells the recipe); axes there are z, y, x. */
class NnunetResamplingTest {

    private static final Interpolation[] BY_ORDER = {
        Interpolation.NEAREST, Interpolation.LINEAR, Interpolation.CUBIC, Interpolation.CUBIC
    };

    private static JsonNode golden() {
        Path file = SharedData.conformance("nnunet").resolve("golden.json");
        return JsonMapper.shared().readTree(file.toFile());
    }

    @TestFactory
    List<DynamicTest> images_and_labels_are_resampled_as_in_nnunet() {
        return golden().get("resampling")
                .get("resample")
                .valueStream()
                // Half-way between two slices nnU-Net then rounds both shares down and gives neither label; no plan
                // asks it.
                .filter(node ->
                        !(node.get("is_seg").asBoolean() && node.get("order_z").asInt() == 1))
                .map(node -> DynamicTest.dynamicTest(node.get("name").asString(), () -> check(node)))
                .toList();
    }

    private static void check(JsonNode node) {
        StoredArray input = StoredArray.withChannels(node.get("input"));
        StoredArray expected = StoredArray.withChannels(node.get("output"));
        Interpolation interpolation = BY_ORDER[node.get("order").asInt()];
        Interpolation along = BY_ORDER[node.get("order_z").asInt()];
        OptionalInt axis = node.get("do_separate_z").asBoolean()
                ? OptionalInt.of(2 - node.get("axis").asInt())
                : OptionalInt.empty();
        for (int channel = 0; channel < input.channels(); channel++) {
            if (node.get("is_seg").asBoolean()) {
                checkLabels(input, expected, channel, axis, interpolation, along);
            } else {
                float[] voxels =
                        resampled(input.channel(channel), input.shape(), expected.shape(), axis, interpolation, along);
                assertThat(voxels).containsExactly(expected.channel(channel), within(1e-4f));
            }
        }
    }

    private static float[] resampled(
            float[] voxels, Shape from, Shape to, OptionalInt axis, Interpolation interpolation, Interpolation along) {
        if (axis.isEmpty()) {
            return Resampling.resize(voxels, from, to, interpolation);
        }
        Shape slices = inPlane(from, to, axis.getAsInt());
        float[] wide = Resampling.resizeSlices(voxels, from, slices, axis.getAsInt(), interpolation);
        return Resampling.resize(wide, slices, to, along);
    }

    private static void checkLabels(
            StoredArray input,
            StoredArray expected,
            int channel,
            OptionalInt axis,
            Interpolation interpolation,
            Interpolation along) {
        short[] labels = input.labels(channel);
        if (axis.isEmpty()) {
            checkLabels(labels, input.shape(), expected, channel, interpolation);
        } else {
            Shape slices = inPlane(input.shape(), expected.shape(), axis.getAsInt());
            short[] wide = Resampling.resizeLabels(labels, input.shape(), slices, interpolation);
            checkLabels(wide, slices, expected, channel, along);
        }
    }

    /** Where two labels have the same share, nnU-Net's choice hangs on the last bit of its sums: either will do. */
    private static void checkLabels(
            short[] labels, Shape from, StoredArray expected, int channel, Interpolation interpolation) {
        short[] result = Resampling.resizeLabels(labels, from, expected.shape(), interpolation);
        short[] wanted = expected.labels(channel);
        for (int i = 0; i < result.length; i++) {
            if (result[i] != wanted[i]) {
                float mine = share(labels, result[i], from, expected.shape(), interpolation)[i];
                float theirs = share(labels, wanted[i], from, expected.shape(), interpolation)[i];
                assertThat(mine)
                        .as("share of %s against %s", result[i], wanted[i])
                        .isCloseTo(theirs, within(1e-6f));
            }
        }
    }

    private static float[] share(short[] labels, short label, Shape from, Shape to, Interpolation interpolation) {
        float[] indicator = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            indicator[i] = labels[i] == label ? 1 : 0;
        }
        return Resampling.resize(indicator, from, to, interpolation);
    }

    private static Shape inPlane(Shape from, Shape to, int axis) {
        return switch (axis) {
            case 0 -> new Shape(from.x(), to.y(), to.z());
            case 1 -> new Shape(to.x(), from.y(), to.z());
            default -> new Shape(to.x(), to.y(), from.z());
        };
    }

    @TestFactory
    List<DynamicTest> the_axis_with_thick_slices_is_found_as_in_nnunet() {
        return golden().get("resampling")
                .get("determine_do_sep_z")
                .valueStream()
                .filter(node -> node.get("force_separate_z").isNull())
                .map(node -> DynamicTest.dynamicTest(node.toString(), () -> {
                    OptionalInt axis = Resampling.coarseAxis(
                            spacing(node.get("current_spacing")), spacing(node.get("new_spacing")));
                    OptionalInt expected = node.get("do_separate_z").asBoolean()
                            ? OptionalInt.of(2 - node.get("axis").asInt())
                            : OptionalInt.empty();
                    assertThat(axis).isEqualTo(expected);
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> the_new_shape_is_that_of_nnunet_but_never_empty() {
        return golden().get("resampling")
                .get("compute_new_shape")
                .valueStream()
                .filter(node -> node.get("old_shape").size() == 3)
                .map(node -> DynamicTest.dynamicTest(node.toString(), () -> {
                    JsonNode old = node.get("old_shape");
                    Shape shape = new Shape(
                            old.get(2).asInt(), old.get(1).asInt(), old.get(0).asInt());
                    Geometry grid = Geometry.of(shape, spacing(node.get("old_spacing")));
                    JsonNode expected = node.get("new_shape");
                    assertThat(Resampling.grid(grid, spacing(node.get("new_spacing")))
                                    .shape())
                            .isEqualTo(new Shape(
                                    Math.max(1, expected.get(2).asInt()),
                                    Math.max(1, expected.get(1).asInt()),
                                    Math.max(1, expected.get(0).asInt())));
                }))
                .toList();
    }

    private static Spacing spacing(JsonNode zyx) {
        return new Spacing(
                zyx.get(2).asDouble(), zyx.get(1).asDouble(), zyx.get(0).asDouble());
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
