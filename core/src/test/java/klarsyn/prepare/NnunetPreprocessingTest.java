package klarsyn.prepare;

import static klarsyn.base.NnunetGolden.elements;
import static klarsyn.base.NnunetGolden.floats;
import static klarsyn.base.NnunetGolden.integers;
import static klarsyn.base.NnunetGolden.member;
import static klarsyn.base.NnunetGolden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.region.NonZero;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.Normalization.Scheme;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against the values that nnU-Net 2.8.1 computed; axes there are z, y, x, which is the order of our arrays in memory. */
class NnunetPreprocessingTest {

    @TestFactory
    List<DynamicTest> whole_cases_are_prepared_as_in_nnunet() {
        return elements(NnunetGolden.section("preprocessing")).stream()
                .map(golden ->
                        DynamicTest.dynamicTest(((Json.Text) member(golden, "name")).value(), () -> checkCase(golden)))
                .toList();
    }

    private static void checkCase(Json golden) {
        Geometry grid = grid(member(golden, "image"), member(golden, "spacing"));
        List<Volume> image = volumes(member(golden, "image"), grid);
        Preprocessing preprocessing = preprocessing(golden);

        PreprocessedImage.Labeled labeled = preprocessing.apply(image, labels(member(golden, "seg"), grid));
        checkBox(labeled.image(), golden);
        checkImage(labeled.image(), member(golden, "data"));
        checkLabels(labeled.labels(), member(golden, "output_seg"));
        checkPlaces(labeled.labels(), golden);

        Json alone = member(golden, "data_without_input_seg");
        checkImage(preprocessing.apply(image), alone instanceof Json.Nothing ? member(golden, "data") : alone);
        LabelMap nothing = new LabelMap(grid, new short[grid.shape().voxels()]);
        checkLabels(preprocessing.apply(image, nothing).labels(), member(golden, "output_seg_without_input_seg"));
    }

    private static Preprocessing preprocessing(Json golden) {
        List<Json> schemes = elements(member(golden, "normalization_schemes"));
        List<Json> masks = elements(member(golden, "use_mask_for_norm"));
        List<Json> statistics = elements(member(golden, "intensity_properties"));
        List<Normalization> channels = new ArrayList<>();
        for (int i = 0; i < schemes.size(); i++) {
            Extent extent = masks.get(i).equals(new Json.Truth(true)) ? Extent.NON_ZERO : Extent.ALL;
            channels.add(normalization(((Json.Text) schemes.get(i)).value(), statistics.get(i))
                    .withExtent(extent));
        }
        double[] target = elements(member(golden, "target_spacing")).stream()
                .mapToDouble(NnunetGolden::number)
                .toArray();
        int last = target.length - 1;
        boolean flat = target.length == 2;
        return Preprocessing.nnunet(
                integers(member(golden, "transpose_forward")),
                new Spacing(target[last], target[last - 1], flat ? 1 : target[0]),
                flat ? Resizing.Axes.IN_PLANE : Resizing.Axes.ALL,
                channels);
    }

    static Normalization normalization(String scheme, Json statistics) {
        return scheme(scheme) == Scheme.CT
                ? Normalization.ct(
                        number(member(statistics, "percentile_00_5")),
                        number(member(statistics, "percentile_99_5")),
                        number(member(statistics, "mean")),
                        number(member(statistics, "std")))
                : Normalization.of(scheme(scheme));
    }

    static Scheme scheme(String name) {
        return switch (name) {
            case "CTNormalization" -> Scheme.CT;
            case "ZScoreNormalization" -> Scheme.Z_SCORE;
            case "RescaleTo01Normalization" -> Scheme.ZERO_TO_ONE;
            case "RGBTo01Normalization" -> Scheme.RGB;
            case "NoNormalization" -> Scheme.NONE;
            default -> throw new AssertionError(name);
        };
    }

    private static void checkBox(PreprocessedImage prepared, Json golden) {
        assertThat(sizes(prepared.reorientation().to().shape()))
                .isEqualTo(integers(member(golden, "shape_before_cropping")));
        assertThat(sizes(prepared.kept()))
                .isEqualTo(integers(member(golden, "shape_after_cropping_and_before_resampling")));
        assertThat(prepared.box()).isEqualTo(box(member(golden, "bbox")));
    }

    private static void checkImage(PreprocessedImage prepared, Json expected) {
        List<Integer> shape = integers(member(expected, "shape"));
        float[] values = floats(expected);
        int size = values.length / shape.getFirst();
        for (int channel = 0; channel < shape.getFirst(); channel++) {
            Volume volume = prepared.channels().get(channel);
            assertThat(sizes(volume.shape())).isEqualTo(shape.subList(1, 4));
            assertThat(volume.voxels())
                    .containsExactly(Arrays.copyOfRange(values, channel * size, (channel + 1) * size), within(1e-5f));
        }
    }

    private static void checkLabels(LabelMap labels, Json expected) {
        assertThat(sizes(labels.shape()))
                .isEqualTo(integers(member(expected, "shape")).subList(1, 4));
        assertThat(labels.voxels()).containsExactly(shorts(expected));
    }

    /** Which voxels nnU-Net may force into a patch; in which order its generator draws them is not claimed. */
    private static void checkPlaces(LabelMap labels, Json golden) {
        ((Json.Members) member(golden, "class_locations")).values().forEach((key, value) -> {
            Set<Integer> members = new TreeSet<>();
            for (String number : List.of(key.replaceAll("[()]", "").split(", ?", -1))) {
                members.add(Integer.parseInt(number));
            }
            boolean shortened = value instanceof Json.Members;
            List<Json> places = elements(shortened ? member(value, "first") : value);
            Set<Integer> found = new TreeSet<>();
            for (Json place : places) {
                List<Integer> zyx = integers(place);
                int index = labels.shape().index(zyx.get(3), zyx.get(2), zyx.get(1));
                assertThat(members).contains((int) labels.voxels()[index]);
                found.add(index);
            }
            long all = 0;
            for (short label : labels.voxels()) {
                all += members.contains((int) label) ? 1 : 0;
            }
            assertThat(all).isEqualTo(shortened ? (long) number(member(value, "count")) : found.size());
        });
    }

    @Test
    void what_is_not_zero_is_cut_out_as_in_nnunet() {
        Json golden = member(NnunetGolden.section("resampling"), "crop_to_nonzero");
        Json array = member(golden, "image");
        Geometry grid = Geometry.of(shape(array), Spacing.isotropic(1));
        List<Volume> image = volumes(array, grid);
        Box whole = Box.whole(grid.shape());
        assertThat(NonZero.mask(image, whole)).containsExactly(booleans(member(golden, "nonzero_mask_filled")));
        Preprocessing cropping = Preprocessing.nnunet(
                List.of(0, 1, 2),
                Spacing.isotropic(1),
                Resizing.Axes.ALL,
                List.of(Normalization.of(Scheme.NONE), Normalization.of(Scheme.NONE)));

        Json given = member(golden, "with_seg");
        PreprocessedImage.Labeled labeled = cropping.apply(image, labels(member(golden, "seg"), grid));
        assertThat(labeled.image().box()).isEqualTo(box(member(given, "bbox")));
        checkImage(labeled.image(), member(given, "data"));
        checkLabels(labeled.labels(), member(given, "seg"));

        Json alone = member(golden, "without_seg");
        LabelMap nothing = new LabelMap(grid, new short[grid.shape().voxels()]);
        checkImage(cropping.apply(image), member(alone, "data"));
        checkLabels(cropping.apply(image, nothing).labels(), member(alone, "seg"));
    }

    @Test
    void an_image_of_zeros_keeps_its_size_and_is_all_outside_as_in_nnunet() {
        Json golden = member(member(NnunetGolden.section("resampling"), "crop_to_nonzero"), "all_zero_image");
        List<Integer> size = integers(member(golden, "image_shape"));
        Geometry grid = Geometry.of(new Shape(size.get(3), size.get(2), size.get(1)), Spacing.isotropic(1));
        Volume zeros = new Volume(grid, new float[grid.shape().voxels()]);
        PreprocessedImage.Labeled prepared = Preprocessing.nnunet(
                        List.of(0, 1, 2),
                        Spacing.isotropic(1),
                        Resizing.Axes.ALL,
                        List.of(Normalization.of(Scheme.NONE)))
                .apply(List.of(zeros), new LabelMap(grid, new short[grid.shape().voxels()]));
        assertThat(prepared.image().box()).isEqualTo(box(member(golden, "bbox")));
        checkLabels(prepared.labels(), member(golden, "seg"));
    }

    @Test
    void what_an_image_encloses_counts_as_not_zero_as_in_nnunet() {
        Json golden = member(NnunetGolden.section("resampling"), "crop_to_nonzero");
        Json array = member(golden, "hole_image");
        Geometry grid = Geometry.of(shape(array), Spacing.isotropic(1));
        assertThat(NonZero.mask(volumes(array, grid), Box.whole(grid.shape())))
                .containsExactly(booleans(member(golden, "hole_mask_filled")));
    }

    private static Geometry grid(Json array, Json spacing) {
        double[] zyx =
                elements(spacing).stream().mapToDouble(NnunetGolden::number).toArray();
        return Geometry.of(shape(array), new Spacing(zyx[2], zyx[1], zyx[0]));
    }

    private static Shape shape(Json array) {
        List<Integer> axes = integers(member(array, "shape"));
        return new Shape(axes.get(3), axes.get(2), axes.get(1));
    }

    private static List<Volume> volumes(Json array, Geometry grid) {
        float[] values = floats(array);
        int size = grid.shape().voxels();
        List<Volume> volumes = new ArrayList<>();
        for (int from = 0; from < values.length; from += size) {
            volumes.add(new Volume(grid, Arrays.copyOfRange(values, from, from + size)));
        }
        return volumes;
    }

    private static LabelMap labels(Json array, Geometry grid) {
        return new LabelMap(grid, shorts(array));
    }

    private static short[] shorts(Json array) {
        float[] values = floats(array);
        short[] labels = new short[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) values[i];
        }
        return labels;
    }

    private static boolean[] booleans(Json array) {
        float[] values = floats(array);
        boolean[] mask = new boolean[values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = values[i] != 0;
        }
        return mask;
    }

    private static List<Integer> sizes(Shape shape) {
        return List.of(shape.z(), shape.y(), shape.x());
    }

    private static Box box(Json bounds) {
        List<List<Integer>> zyx =
                elements(bounds).stream().map(NnunetGolden::integers).toList();
        return new Box(
                zyx.get(2).get(0),
                zyx.get(1).get(0),
                zyx.get(0).get(0),
                zyx.get(2).get(1),
                zyx.get(1).get(1),
                zyx.get(0).get(1));
    }
}
