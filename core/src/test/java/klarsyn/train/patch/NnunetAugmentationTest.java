package klarsyn.train.patch;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.floats;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.image.Shape;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.Patch;
import klarsyn.plan.Variation.Gamma.GammaInput;
import klarsyn.train.patch.IntensityAugmentation.Brightness;
import klarsyn.train.patch.IntensityAugmentation.Contrast;
import klarsyn.train.patch.IntensityAugmentation.Gamma;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against single transforms of nnU-Net 2.8.1 with fixed parameters, which computes in single precision. */
class NnunetAugmentationTest {

    @TestFactory
    List<DynamicTest> contrast_is_that_of_nnunet() {
        return each("contrast", example -> new Contrast(0, value(example, "multiplier")));
    }

    @TestFactory
    List<DynamicTest> brightness_is_that_of_nnunet() {
        return each("brightness", example -> new Brightness(0, value(example, "multiplier")));
    }

    @TestFactory
    List<DynamicTest> gamma_is_that_of_nnunet() {
        return each(
                "gamma",
                example -> new Gamma(
                        0,
                        value(example, "gamma"),
                        isTrue(example, "invert") ? GammaInput.NEGATIVE : GammaInput.IMAGE,
                        isTrue(example, "retain_stats") ? Gamma.Kept.MOMENTS : Gamma.Kept.RANGE));
    }

    @TestFactory
    List<DynamicTest> the_loss_of_resolution_is_that_of_nnunet() {
        return each("low_resolution", example -> {
            List<Double> scale = numbers(member(example, "scale"));
            return new LowResolutionAugmentation(
                    0, scale.get(2), scale.getFirst() == 1 ? Plane.IN_PLANE : Plane.ALL_AXES);
        });
    }

    @TestFactory
    List<DynamicTest> blur_is_that_of_nnunet() {
        return each("gaussian_blur", example -> {
            List<Double> sigma = numbers(member(example, "sigma"));
            return new BlurAugmentation(0, sigma.get(0), sigma.get(1), sigma.get(2));
        });
    }

    private static List<DynamicTest> each(String kind, Function<Json, Augmentation> augmentation) {
        Json golden = golden();
        List<DynamicTest> tests = new ArrayList<>();
        for (Json example : elements(member(golden, kind))) {
            Augmentation one = augmentation.apply(example);
            tests.add(DynamicTest.dynamicTest(one.toString(), () -> {
                float[] image = floats(member(golden, "image"));
                List<Integer> shape = integers(member(member(golden, "image"), "shape"));
                Patch patch = new Patch(shape.get(1), shape.get(2), shape.get(3));
                one.apply(new LabeledPatch(patch, image, new float[patch.voxels()]));
                assertThat(image).containsExactly(floats(member(example, "output")), within(2e-6f));
            }));
        }
        return tests;
    }

    /** What a coarser output of the network is compared with: every new voxel takes the nearest one's label. */
    @TestFactory
    List<DynamicTest> labels_are_thinned_as_in_nnunet() {
        Json golden = member(golden(), "downsample_seg");
        Shape from = shape(member(golden, "input"));
        List<Json> outputs = elements(member(golden, "outputs"));
        return IntStream.range(0, outputs.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        elements(member(golden, "scales")).get(i).compact(),
                        () -> assertThat(Resampling.resizeLabels(
                                        shorts(member(golden, "input")),
                                        from,
                                        shape(outputs.get(i)),
                                        Interpolation.NEAREST))
                                .containsExactly(shorts(outputs.get(i)))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> rotation_and_scale_are_those_of_nnunet() {
        return elements(member(golden(), "spatial")).stream()
                .map(example -> DynamicTest.dynamicTest(
                        member(example, "angles_radians").compact() + " times "
                                + member(example, "scale").compact(),
                        () -> checkSpatial(example)))
                .toList();
    }

    private static void checkSpatial(Json example) {
        List<Integer> size = integers(member(example, "patch_size"));
        boolean flat = size.size() == 2;
        Patch patch = flat ? new Patch(1, size.get(0), size.get(1)) : new Patch(size.get(0), size.get(1), size.get(2));
        SpatialAugmentation spatial = spatial(example, flat);
        if (!(member(example, "affine") instanceof Json.Nothing)) {
            checkMatrix(spatial.matrix(), elements(member(example, "affine")));
        }
        List<Double> center = new ArrayList<>(numbers(member(example, "center_in_pixels")));
        if (flat) {
            center.addFirst(0.5);
        }
        double[] corner = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double middle = spatial.isIdentity() ? Math.floor(center.get(axis)) : center.get(axis);
            int length = patch.sizes().get(axis);
            corner[2 - axis] = middle - (spatial.isIdentity() ? Math.floorDiv(length, 2) : length / 2.0);
        }
        try (Arena arena = Arena.ofConfined()) {
            LabeledPatch sample = spatial.cut(prepared(example, arena), corner, patch);
            assertThat(sample.image()).containsExactly(floats(member(example, "output_image")), within(2e-5f));
            assertThat(sample.labels()).containsExactly(floats(member(example, "output_seg")));
        }
    }

    private static SpatialAugmentation spatial(Json example, boolean flat) {
        List<Double> angles = member(example, "angles_radians") instanceof Json.Nothing
                ? List.of(0.0, 0.0, 0.0)
                : numbers(member(example, "angles_radians"));
        double scale = member(example, "scale") instanceof Json.Nothing ? 1 : value(example, "scale");
        return flat
                ? new SpatialAugmentation(angles.getLast(), 0, 0, scale, Plane.IN_PLANE)
                : new SpatialAugmentation(angles.get(0), angles.get(1), angles.get(2), scale, Plane.ALL_AXES);
    }

    private static void checkMatrix(double[] matrix, List<Json> rows) {
        int first = 3 - rows.size();
        for (int row = first; row < 3; row++) {
            for (int column = first; column < 3; column++) {
                assertThat(matrix[3 * row + column])
                        .isCloseTo(number(elements(rows.get(row - first)).get(column - first)), within(1e-12));
            }
        }
    }

    private static PreparedCase prepared(Json example, Arena arena) {
        float[] image = floats(member(example, "image"));
        short[] labels = shorts(member(example, "seg"));
        MemorySegment file = arena.allocate(6L * image.length);
        for (int i = 0; i < image.length; i++) {
            file.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * i, image[i]);
            file.set(ValueLayout.JAVA_SHORT_UNALIGNED, 4L * image.length + 2L * i, labels[i]);
        }
        Shape shape = shape(member(example, "image"));
        return new PreparedCase("golden", shape, 1, List.of(), file, List.of(), List.of());
    }

    private static Json golden() {
        return member(NnunetGolden.section("augmentation"), "deterministic_examples");
    }

    private static Shape shape(Json array) {
        List<Integer> axes = integers(member(array, "shape"));
        int last = axes.size() - 1;
        return new Shape(axes.get(last), axes.get(last - 1), last < 3 ? 1 : axes.get(1));
    }

    private static short[] shorts(Json array) {
        float[] values = floats(array);
        short[] labels = new short[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) values[i];
        }
        return labels;
    }

    private static double value(Json json, String key) {
        return number(member(json, key));
    }

    private static boolean isTrue(Json json, String key) {
        return member(json, key).equals(new Json.Truth(true));
    }

    private static List<Double> numbers(Json json) {
        return elements(json).stream().map(NnunetGolden::number).toList();
    }
}
