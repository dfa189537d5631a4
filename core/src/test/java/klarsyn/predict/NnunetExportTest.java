package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.Padding;
import klarsyn.image.Reorientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.predict.export.Decision;
import klarsyn.predict.export.Export;
import klarsyn.predict.export.Placement;
import klarsyn.predict.window.Activation;
import klarsyn.predict.window.ImageAxes;
import klarsyn.predict.window.ImageWindows;
import klarsyn.predict.window.Importance;
import klarsyn.predict.window.Passage;
import klarsyn.predict.window.PatchFunction;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.SlidingWindow;
import klarsyn.predict.window.Tile;
import klarsyn.predict.window.WindowSteps;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Resizing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** From logits to labels as nnU-Net exports them, against its recorded examples. */
class NnunetExportTest {

    /** One recorded example; nnU-Net's axes are z, y, x. */
    private record Example(Json json) {

        Json get(String key) {
            return NnunetGolden.member(json, key);
        }

        String name() {
            return get("name") instanceof Json.Text(String name) ? name : "";
        }

        List<Integer> integers(String key) {
            return NnunetGolden.integers(get(key));
        }

        Spacing spacing(String key) {
            List<Double> mm = NnunetGolden.elements(get(key)).stream()
                    .map(NnunetGolden::number)
                    .toList();
            return new Spacing(mm.get(2), mm.get(1), mm.get(0));
        }

        Shape shape(String key) {
            List<Integer> sizes = integers(key);
            return new Shape(sizes.get(2), sizes.get(1), sizes.get(0));
        }

        float[] floats(String key) {
            return NnunetGolden.floats(get(key));
        }

        Shape seen() {
            long[] shape = NnunetGolden.shape(get("logits"));
            return new Shape((int) shape[3], (int) shape[2], (int) shape[1]);
        }

        Shape stored() {
            long[] shape = NnunetGolden.shape(get("segmentation"));
            return new Shape((int) shape[2], (int) shape[1], (int) shape[0]);
        }

        Box box() {
            List<List<Integer>> axes = NnunetGolden.elements(get("bbox")).stream()
                    .map(NnunetGolden::integers)
                    .toList();
            return new Box(
                    axes.get(2).get(0),
                    axes.get(1).get(0),
                    axes.get(0).get(0),
                    axes.get(2).get(1),
                    axes.get(1).get(1),
                    axes.get(0).get(1));
        }

        boolean areRegions() {
            return get("regions_class_order") instanceof Json.Elements;
        }

        Decision decision() {
            return areRegions() ? new Decision.LastAbove(integers("regions_class_order"), 0) : new Decision.Largest();
        }

        Reorientation reorientation() {
            Geometry stored = Geometry.of(stored(), Spacing.isotropic(1));
            return new Frame.AsStored(integers("transpose_forward")).reorientation(stored);
        }

        Passage passage() {
            Shape seen = seen();
            ImageAxes axes = ImageAxes.between(
                    seen,
                    spacing("spacing_of_logits"),
                    shape("shape_after_cropping"),
                    spacing("spacing_of_target"),
                    Resizing.NNUNET.logits());
            PatchFunction logits = PatchFunction.onHeap((patches, shape) -> floats("logits"));
            SlidingWindow whole = new SlidingWindow(
                    List.of(0, 0, 0), new WindowSteps.Even(0.5), new Importance.Constant(), Padding.ZERO, 1);
            Volume anything = new Volume(Geometry.of(seen, Spacing.isotropic(1)), new float[seen.voxels()]);
            return new Passage(
                    new Route(whole.over(seen), axes, 3),
                    logits,
                    new ImageWindows(List.of(anything), Padding.ZERO),
                    whole.importance());
        }
    }

    private static Stream<Example> examples() {
        return NnunetGolden.elements(NnunetGolden.member(NnunetGolden.section("export"), "examples")).stream()
                .map(Example::new);
    }

    @TestFactory
    Stream<DynamicTest> logits_become_the_labels_and_probabilities_of_nnunet() {
        return examples()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    Passage passage = example.passage();
                    for (int down : new int[] {1, 3, passage.shape().y()}) {
                        compare(
                                example,
                                passage,
                                Tiling.of(List.of(passage.route()), 1, down, 2).tiles());
                    }
                }));
    }

    private static void compare(Example example, Passage passage, List<Tile> tiles) {
        Shape kept = passage.shape();
        Placement place = Placement.of(example.reorientation(), example.box());
        float[] resampled = example.floats("resampled_logits");
        int voxels = example.stored().voxels();
        short[] labels = new short[voxels];
        float[] probabilities = new float[3 * voxels];
        Arrays.fill(probabilities, 0, example.areRegions() ? 0 : voxels, 1);
        Activation activation = example.areRegions() ? Activation.SIGMOID : Activation.SOFTMAX;
        new Export(
                        List.of(passage),
                        activation,
                        (Export.VoxelSink) (x, y, z, outputs) -> {
                            for (int k = 0; k < 3; k++) {
                                assertThat(outputs[k])
                                        .isCloseTo(resampled[k * kept.voxels() + kept.index(x, y, z)], within(1e-5f));
                            }
                            labels[place.index(x, y, z)] = example.decision().label(outputs);
                            activation.apply(outputs);
                            for (int k = 0; k < 3; k++) {
                                probabilities[k * voxels + place.index(x, y, z)] = outputs[k];
                            }
                        },
                        1)
                .fill(tiles);
        float[] expected = example.floats("segmentation");
        for (int i = 0; i < voxels; i++) {
            assertThat((float) labels[i]).as("voxel %d", i).isEqualTo(expected[i]);
        }
        assertThat(probabilities)
                .containsExactly(example.floats("probabilities"), org.assertj.core.data.Offset.offset(1e-6f));
    }

    @Test
    void a_coarse_axis_is_treated_separately_as_in_nnunet() {
        Map<String, OptionalInt> apart = new TreeMap<>();
        examples()
                .forEach(example -> apart.put(
                        example.name(),
                        Resizing.NNUNET
                                .logits()
                                .axis(example.spacing("spacing_of_logits"), example.spacing("spacing_of_target"))));
        assertThat(apart.get("argmax")).isEmpty();
        assertThat(apart.get("argmax, coarse first axis")).hasValue(2);
        assertThat(apart.get("2d configuration")).hasValue(2);
    }
}
