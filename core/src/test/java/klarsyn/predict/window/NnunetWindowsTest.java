package klarsyn.predict.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.base.NnunetGolden;
import klarsyn.base.Seed;
import klarsyn.image.Geometry;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.nn.Network;
import klarsyn.nn.TinyNnunet;
import klarsyn.nn.UNet;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Compute;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Small networks over whole images, against nnU-Net's recorded logits.
 *
 * <p>nnU-Net sums in half precision, Klarsyn in single. So each image is computed twice: as in Klarsyn, which may
 * differ by the half-precision error stated in the README of the values, and with nnU-Net's roundings, which may differ
 * only by single roundings.
 */
class NnunetWindowsTest {

    private static final Compute SINGLE = new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 1, 1);

    /** One recorded image. */
    private record Slid(Json json) {

        String network() {
            return NnunetGolden.member(json, "network") instanceof Json.Text(String name) ? name : "";
        }

        boolean isFlag(String key) {
            return NnunetGolden.member(json, key) instanceof Json.Truth(boolean value) && value;
        }

        List<Integer> size() {
            List<Integer> size = NnunetGolden.integers(NnunetGolden.member(json, "patch_size"));
            return Stream.concat(Collections.nCopies(3 - size.size(), 1).stream(), size.stream())
                    .toList();
        }

        /** As axes of depth, height, width. */
        List<Integer> mirrorAxes() {
            Json axes = NnunetGolden.member(json, "mirror_axes");
            int before = 3
                    - NnunetGolden.elements(NnunetGolden.member(json, "patch_size"))
                            .size();
            return axes instanceof Json.Nothing
                    ? List.of()
                    : NnunetGolden.integers(axes).stream()
                            .map(axis -> axis + before)
                            .toList();
        }

        Volume image() {
            Json input = NnunetGolden.member(json, "input");
            long[] shape = NnunetGolden.shape(input);
            Shape ours = new Shape((int) shape[3], (int) shape[2], (int) shape[1]);
            return new Volume(Geometry.of(ours, Spacing.isotropic(1)), NnunetGolden.floats(input));
        }

        SlidingWindow windows(int batch) {
            return new SlidingWindow(
                    size(),
                    new WindowSteps.Even(NnunetGolden.number(NnunetGolden.member(json, "tile_step_size"))),
                    isFlag("use_gaussian") ? new Importance.Gaussian() : new Importance.Constant(),
                    Padding.ZERO,
                    batch);
        }
    }

    /** Difference of sums in half and single precision: in logits, and in voxels with another label. */
    private record Cost(double logits, int labels) {}

    /** The README of the values also contains the first, second and fourth. */
    private static final List<Cost> COSTS = List.of(
            new Cost(0.29, 0),
            new Cost(0.17, 0),
            new Cost(0.12, 0),
            new Cost(0.004, 0),
            new Cost(0.42, 0),
            new Cost(0.024, 2));

    @TestFactory
    Stream<DynamicTest> whole_images_get_the_logits_of_nnunet() {
        List<Json> all = NnunetGolden.elements(NnunetGolden.section("sliding_window_inference"));
        return IntStream.range(0, all.size()).mapToObj(i -> {
            Slid slid = new Slid(all.get(i));
            String name = "%d %s %s %s".formatted(i, slid.network(), slid.size(), slid.mirrorAxes());
            return DynamicTest.dynamicTest(name, () -> compare(slid, COSTS.get(i)));
        });
    }

    private static void compare(Slid slid, Cost cost) {
        Engine.useThreads(1);
        try (Scope _ = Scope.open("test")) {
            TinyNnunet tiny = TinyNnunet.named(slid.network());
            Network network = UNet.create(tiny.architecture(), List.of(0.5, 0.5), Seed.of(1));
            try (Weights weights = Weights.of(network)) {
                tiny.fill(weights);
                NetworkFunction function = new NetworkFunction(List.of(network), slid.mirrorAxes(), SINGLE);
                float[] recorded = NnunetGolden.floats(NnunetGolden.member(slid.json(), "logits"));
                float[] argmax = NnunetGolden.floats(NnunetGolden.member(slid.json(), "argmax"));
                requireHalves(halves(slid, function), recorded);
                for (int batch : new int[] {1, 3}) {
                    List<float[]> logits = slid.windows(batch).apply(function, List.of(slid.image()), 2);
                    requireSame(logits, recorded, argmax, cost);
                }
            }
        }
    }

    private static void requireSame(List<float[]> logits, float[] recorded, float[] argmax, Cost cost) {
        int voxels = argmax.length;
        int others = 0;
        for (int i = 0; i < voxels; i++) {
            assertThat((double) logits.get(0)[i]).isCloseTo(recorded[i], within(cost.logits));
            assertThat((double) logits.get(1)[i]).isCloseTo(recorded[voxels + i], within(cost.logits));
            others += (logits.get(1)[i] > logits.get(0)[i] ? 1 : 0) == argmax[i] ? 0 : 1;
        }
        assertThat(others).isEqualTo(cost.labels);
    }

    /** Sums rounded where nnU-Net rounds them. */
    private static float[] halves(Slid slid, PatchFunction function) {
        Volume image = slid.image();
        WindowGrid grid = slid.windows(1).over(image.shape());
        float[] importance = weights(slid, grid.size());
        int voxels = image.shape().voxels();
        float[] sums = new float[2 * voxels];
        float[] counts = new float[voxels];
        ImageWindows windows = new ImageWindows(List.of(image), Padding.ZERO);
        float[] patch = new float[grid.windowVoxels()];
        int[] size = grid.size();
        for (Window window : grid.windows(0, grid.layers(), new Tile(image.shape()))) {
            windows.cut(window, patch, 0);
            List<float[]> logits = new ArrayList<>();
            function.apply(
                    patch,
                    new long[] {1, 1, size[0], size[1], size[2]},
                    outputs -> logits.add(outputs.toArray(java.lang.foreign.ValueLayout.JAVA_FLOAT)));
            for (int i = 0; i < patch.length; i++) {
                int x = window.w() + i % size[2];
                int y = window.h() + i / size[2] % size[1];
                int z = window.d() + i / (size[1] * size[2]);
                boolean inside = x >= 0 && y >= 0 && z >= 0;
                if (inside
                        && x < image.shape().x()
                        && y < image.shape().y()
                        && z < image.shape().z()) {
                    int at = image.shape().index(x, y, z);
                    counts[at] = half(counts[at] + importance[i]);
                    for (int k = 0; k < 2; k++) {
                        float weighted = logits.getFirst()[k * patch.length + i] * importance[i];
                        sums[k * voxels + at] = half(sums[k * voxels + at] + weighted);
                    }
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = half(sums[i] / counts[i % voxels]);
        }
        return sums;
    }

    /** The map with peak 10 in half precision, without zeros. */
    private static float[] weights(Slid slid, int[] size) {
        float[] map = slid.windows(1).importance().map(size);
        if (!slid.isFlag("use_gaussian")) {
            return map;
        }
        float least = Float.MAX_VALUE;
        for (int i = 0; i < map.length; i++) {
            map[i] = half(map[i] * 10);
            least = map[i] > 0 ? Math.min(least, map[i]) : least;
        }
        for (int i = 0; i < map.length; i++) {
            map[i] = Math.max(map[i], least);
        }
        return map;
    }

    private static float half(float value) {
        return Float.float16ToFloat(Float.floatToFloat16(value));
    }

    /** Rounded to halves, logits that differ by 10⁻⁶ are mostly the same and else neighbors. */
    private static void requireHalves(float[] own, float[] recorded) {
        int others = 0;
        for (int i = 0; i < own.length; i++) {
            assertThat((double) own[i]).isCloseTo(recorded[i], within(1.5e-3 * (1 + Math.abs(recorded[i]))));
            others += own[i] == recorded[i] ? 0 : 1;
        }
        assertThat(others).isLessThan(own.length / 5);
    }
}
