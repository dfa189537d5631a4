package klarsyn.predict.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.Outcome;
import klarsyn.base.Recorded;
import klarsyn.base.SharedData;
import klarsyn.image.Geometry;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against the recorded values of MONAI 1.5.0; {@code docs/conformance.md} lists the results. */
class MonaiWindowsTest {

    private static final String FILE = "inferers.test_sliding_window_inference";

    private static Stream<Recorded> cases() {
        return Recorded.file(SharedData.conformance("monai").resolve(FILE + ".json")).get("cases").elements().stream();
    }

    @TestFactory
    Stream<DynamicTest> cases_of_monai_are_reproduced() {
        return cases().map(each -> DynamicTest.dynamicTest(each.get("name").text(), () -> check(each)));
    }

    @Test
    void the_documented_counts_and_reasons_are_correct() throws IOException {
        List<Outcome> outcomes = cases().map(MonaiWindowsTest::check).toList();
        String page = Files.readString(Path.of("..", "docs", "conformance.md"));
        assertThat(page).contains(Outcome.row(FILE, outcomes) + "\n\n");
    }

    private static Outcome check(Recorded each) {
        return switch (each.get("class").text()) {
            case "compute_importance_map" -> importance(each);
            case "dense_patch_slices" -> positions(each);
            default -> each.get("expected_error").truth(false) ? rejected(each) : inference(each);
        };
    }

    private static Outcome importance(Recorded each) {
        int[] size = ints(each.get("kwargs").get("patch_size"));
        float[] map = weights(each, size.length).map(size);
        requireClose(map, floats(each.get("expected")), each.get("tolerance"));
        return Outcome.PASSED;
    }

    private static Importance weights(Recorded each, int axes) {
        Recorded arguments = each.get("kwargs");
        if (arguments.get("mode").text("constant").equals("constant")) {
            return new Importance.Constant();
        }
        double[] sigma = arguments.has("sigma_scale")
                ? arguments.get("sigma_scale").numbers(axes)
                : new double[] {0.125, 0.125, 0.125};
        return new Importance.Centerd(Arrays.stream(sigma).boxed().toList());
    }

    /** Windows of the padded image, the first axis outermost. */
    private static Outcome positions(Recorded each) {
        int[] image = ints(each.get("kwargs").get("image_size"));
        int[] roi = each.get("kwargs").get("roi_size").integers(image.length);
        double[] overlap = each.get("kwargs").get("overlap").numbers(image.length);
        List<List<Integer>> positions = List.of(List.of());
        for (int axis = 0; axis < image.length; axis++) {
            int window = roi[axis] > 0 ? roi[axis] : image[axis];
            assertThat(window).isEqualTo(ints(each.get("expected").get("resolved_roi"))[axis]);
            int before = Math.max(0, window - image[axis]) / 2;
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> position : positions) {
                for (int start : new WindowSteps.Fixed(overlap[axis]).along(image[axis], window)) {
                    longer.add(Stream.concat(position.stream(), Stream.of(start + before))
                            .toList());
                }
            }
            positions = longer;
        }
        int[] own = positions.stream().flatMap(List::stream).mapToInt(i -> i).toArray();
        assertThat(own).isEqualTo(ints(each.get("expected").get("window_starts").get("data")));
        return Outcome.PASSED;
    }

    private static Outcome rejected(Recorded each) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WindowSteps.Fixed(each.get("kwargs").get("overlap").number()));
        return Outcome.PASSED;
    }

    private static Outcome inference(Recorded each) {
        int[] shape = ints(each.get("input").get("inputs").get("shape"));
        int axes = shape.length - 2;
        if (axes > 3) {
            return Outcome.notClaimed("images of four axes");
        }
        if (each.get("predictor").get("kind").text().equals("multi")) {
            return Outcome.notClaimed("several outputs with other resolutions than the image's");
        }
        float[] input = floats(each.get("input").get("inputs"));
        List<float[]> items = new ArrayList<>();
        PatchFunction predictor = predictor(each.get("predictor"));
        int length = input.length / shape[0];
        for (int item = 0; item < shape[0]; item++) {
            float[] voxels = Arrays.copyOfRange(input, item * length, (item + 1) * length);
            items.addAll(windows(each, axes).apply(predictor, volumes(voxels, shape), shape[1]));
        }
        float[] output = new float[input.length];
        for (int i = 0, at = 0; i < items.size(); at += items.get(i).length, i++) {
            System.arraycopy(items.get(i), 0, output, at, items.get(i).length);
        }
        if (each.has("monai_output")) {
            requireClose(output, floats(each.get("monai_output")), each.get("monai_output_tolerance"));
        }
        requireClose(output, expected(each, input), each.get("tolerance"));
        return Outcome.PASSED;
    }

    private static SlidingWindow windows(Recorded each, int axes) {
        Recorded arguments = each.get("kwargs");
        int[] roi = arguments.get("roi_size").integers(axes);
        List<Integer> size = IntStream.range(0, 3)
                .mapToObj(axis -> axis < 3 - axes ? 1 : roi[axis - 3 + axes])
                .toList();
        Padding padding = switch (arguments.get("padding_mode").text("constant")) {
            case "reflect" -> Padding.Extension.REFLECTED;
            case "replicate" -> Padding.Extension.EDGE;
            case "circular" -> Padding.Extension.REPEATED;
            default -> new Padding.Value((float) arguments.get("cval").number(0));
        };
        return new SlidingWindow(
                size,
                new WindowSteps.Fixed(arguments.get("overlap").number()),
                weights(each, 3),
                padding,
                arguments.get("sw_batch_size").integer());
    }

    private static List<Volume> volumes(float[] voxels, int[] shape) {
        int last = shape.length - 1;
        Shape ours = new Shape(shape[last], last > 2 ? shape[last - 1] : 1, last > 3 ? shape[last - 2] : 1);
        return IntStream.range(0, shape[1])
                .mapToObj(channel -> new Volume(
                        Geometry.of(ours, Spacing.isotropic(1)),
                        Arrays.copyOfRange(voxels, channel * ours.voxels(), (channel + 1) * ours.voxels())))
                .toList();
    }

    /** A test double for the network. */
    private static PatchFunction predictor(Recorded how) {
        float[] ramp = how.has("ramp") ? floats(how.get("ramp")) : new float[] {0};
        float scale = (float) how.get("scale").number(1);
        float offset = (float) how.get("offset").number(0);
        int[] calls = {0};
        return PatchFunction.onHeap((patches, shape) -> {
            float added = switch (how.get("kind").text()) {
                case "call_counter" -> how.get("first_offset").integer() + calls[0]++;
                case "add_batch_sum" -> sum(patches);
                default -> offset;
            };
            boolean squared = how.get("kind").text().equals("square_plus_ramp");
            float[] outputs = new float[patches.length];
            for (int i = 0; i < outputs.length; i++) {
                float value = squared ? patches[i] * patches[i] : scale * patches[i];
                outputs[i] = value + ramp[i % ramp.length] + added;
            }
            return outputs;
        });
    }

    private static float sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return (float) sum;
    }

    private static float[] expected(Recorded each, float[] input) {
        Recorded expected = each.get("expected");
        if (expected.has("shape")) {
            return floats(expected);
        }
        float plus = (float) expected.get("equals_input_plus").number(0);
        float times = (float) expected.get("equals_input_times").number(1);
        float[] values = new float[input.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = input[i] * times + plus;
        }
        return values;
    }

    /** To the recorded tolerance, but at least three ulps, as sums are in single precision. */
    private static void requireClose(float[] own, float[] theirs, Recorded tolerance) {
        double absolute = tolerance.get("atol").number(1e-5);
        double relative = tolerance.get("rtol").number(1e-4);
        assertThat(own).hasSameSizeAs(theirs);
        for (int i = 0; i < own.length; i++) {
            double allowed = Math.max(absolute + relative * Math.abs(theirs[i]), 3 * Math.ulp(theirs[i]));
            assertThat((double) own[i]).as("voxel %d", i).isCloseTo(theirs[i], within(allowed));
        }
    }

    private static int[] ints(Recorded list) {
        return list.elements().stream().mapToInt(Recorded::integer).toArray();
    }

    private static float[] floats(Recorded array) {
        int size = Arrays.stream(ints(array.get("shape"))).reduce(1, Math::multiplyExact);
        float[] values = new float[size];
        List<Recorded> data = array.has("data") ? array.get("data").elements() : List.of();
        for (int i = 0; i < size; i++) {
            values[i] = data.isEmpty()
                    ? generated(array.get("generator"), i)
                    : (float) data.get(i).number();
        }
        return values;
    }

    private static float generated(Recorded generator, int i) {
        return generator.get("kind").text().equals("arange") ? i : i * 7919 % 1000 / 1000f; // else anything will do
    }
}
