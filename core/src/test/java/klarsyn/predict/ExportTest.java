package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.image.Geometry;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import klarsyn.image.resample.ResizeRule;
import klarsyn.predict.export.Decision;
import klarsyn.predict.export.Export;
import klarsyn.predict.export.Placement;
import klarsyn.predict.window.Activation;
import klarsyn.predict.window.AxisWeights;
import klarsyn.predict.window.ImageAxes;
import klarsyn.predict.window.ImageWindows;
import klarsyn.predict.window.Importance;
import klarsyn.predict.window.Passage;
import klarsyn.predict.window.PatchFunction;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.SlidingWindow;
import klarsyn.predict.window.Tile;
import klarsyn.predict.window.WindowSteps;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    private static final Spacing MM = Spacing.isotropic(1);
    private static final ResizeRule LINEAR = ResizeRule.even(Interpolation.LINEAR);

    /** A stand-in whose outputs depend on the place in the window too, so that every weight matters. */
    private static PatchFunction noisy(int outputs) {
        return PatchFunction.onHeap((patches, shape) -> {
            int voxels = (int) (shape[2] * shape[3] * shape[4]);
            int channels = (int) shape[1];
            float[] logits = new float[(int) shape[0] * outputs * voxels];
            for (int n = 0; n < shape[0]; n++) {
                for (int k = 0; k < outputs; k++) {
                    for (int i = 0; i < voxels; i++) {
                        float value = patches[n * channels * voxels + i];
                        logits[(n * outputs + k) * voxels + i] =
                                (float) Math.sin((k + 1) * (3.0 * value + 0.37 * i % 5)) - 0.01f * k;
                    }
                }
            }
            return logits;
        });
    }

    private static Volume noise(Shape shape) {
        RandomGenerator random = Seed.of(9).generator();
        float[] voxels = new float[shape.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return new Volume(Geometry.of(shape, MM), voxels);
    }

    private static SlidingWindow windows(int d, int h, int w, int batch) {
        return new SlidingWindow(
                List.of(d, h, w), new WindowSteps.Even(0.5), new Importance.Gaussian(), Padding.ZERO, batch);
    }

    private static Passage passage(Volume seen, Shape image, SlidingWindow windows, int outputs, ResizeRule rule) {
        ImageAxes axes = ImageAxes.between(seen.shape(), new Spacing(1, 1, 4), image, MM, rule);
        return new Passage(
                new Route(windows.over(seen.shape()), axes, outputs),
                noisy(outputs),
                new ImageWindows(List.of(seen), Padding.ZERO),
                windows.importance());
    }

    private static List<float[]> values(List<Passage> passages, List<Tile> tiles, int threads) {
        Shape shape = passages.getFirst().shape();
        List<float[]> values = new ArrayList<>();
        for (int k = 0; k < passages.getFirst().route().outputs(); k++) {
            values.add(new float[shape.voxels()]);
        }
        Export.VoxelSink sink = (x, y, z, outputs) -> {
            for (int k = 0; k < outputs.length; k++) {
                values.get(k)[shape.index(x, y, z)] += outputs[k]; // each voxel comes once, or the sum is another
            }
        };
        new Export(passages, Activation.SOFTMAX, sink, threads).fill(tiles);
        return values;
    }

    private static List<Tile> tiles(Passage passage, int down, int across) {
        return Tiling.of(List.of(passage.route()), 1, down, across).tiles();
    }

    /** Everything at once: logits of the whole image, brought to its grid class by class. */
    private static List<float[]> plain(Passage passage, SlidingWindow windows, Volume seen, ResizeRule rule) {
        Shape from = seen.shape();
        Shape to = passage.shape();
        return windows
                .apply(
                        noisy(passage.route().outputs()),
                        List.of(seen),
                        passage.route().outputs())
                .stream()
                .map(logits -> rule.resize(logits, from, to, rule.axis(new Spacing(1, 1, 4), MM)))
                .toList();
    }

    @ParameterizedTest(name = "{0}×{1}×{2} to {3}×{4}×{5}")
    @CsvSource({
        "9, 8, 11, 21, 15, 26",
        "19, 14, 12, 8, 9, 7",
        "9, 8, 11, 9, 8, 11",
        "5, 4, 1, 7, 9, 1",
        "7, 6, 5, 7, 3, 11",
        "3, 3, 9, 1, 1, 2"
    })
    void tile_by_tile_gives_what_all_at_once_gives(int x, int y, int z, int toX, int toY, int toZ) {
        Volume seen = noise(new Shape(x, y, z));
        Shape image = new Shape(toX, toY, toZ);
        SlidingWindow windows = windows(4, 4, 6, 1);
        for (ResizeRule rule : List.of(LINEAR, ResizeRule.thickSlicesApart(Interpolation.LINEAR))) {
            Passage passage = passage(seen, image, windows, 3, rule);
            List<float[]> expected = plain(passage, windows, seen, rule);
            List<float[]> whole = values(List.of(passage), tiles(passage, 1, 1), 1);
            for (int k = 0; k < 3; k++) {
                assertThat(whole.get(k)).containsExactly(expected.get(k), Offset.offset(1e-5f));
            }
            for (int down : new int[] {1, Math.min(2, toY), Math.min(5, toY), toY}) {
                for (int across : new int[] {1, Math.min(3, toX), toX}) {
                    List<float[]> tiled = values(List.of(passage), tiles(passage, down, across), 1);
                    for (int k = 0; k < 3; k++) {
                        assertThat(tiled.get(k)).isEqualTo(whole.get(k));
                    }
                }
            }
        }
    }

    @Test
    void any_number_of_threads_gives_the_same_bits() {
        Volume seen = noise(new Shape(40, 36, 30));
        SlidingWindow windows = windows(16, 20, 24, 1);
        Passage passage = passage(seen, new Shape(70, 64, 60), windows, 9, LINEAR);
        List<float[]> one = values(List.of(passage), tiles(passage, 1, 1), 1);
        for (int threads : new int[] {2, 3}) {
            List<float[]> several = values(List.of(passage), tiles(passage, 2, 1), threads);
            for (int k = 0; k < 9; k++) {
                assertThat(several.get(k)).isEqualTo(one.get(k));
            }
        }
    }

    @Test
    void slices_in_batches_are_slices_one_by_one() {
        Volume seen = noise(new Shape(9, 10, 13));
        Passage one = passage(seen, new Shape(12, 9, 13), windows(1, 8, 6, 1), 3, LINEAR);
        Passage many = passage(seen, new Shape(12, 9, 13), windows(1, 8, 6, 7), 3, LINEAR);
        List<float[]> expected = values(List.of(one), tiles(one, 1, 1), 1);
        List<float[]> batches = values(List.of(many), tiles(many, 2, 2), 1);
        for (int k = 0; k < 3; k++) {
            assertThat(batches.get(k)).isEqualTo(expected.get(k));
        }
    }

    @Test
    void several_models_are_the_mean_of_their_probabilities() {
        Shape image = new Shape(10, 9, 8);
        Passage coarse = passage(noise(new Shape(5, 6, 7)), image, windows(4, 4, 4, 1), 3, LINEAR);
        Passage fine = passage(noise(new Shape(12, 10, 9)), image, windows(6, 4, 6, 1), 3, LINEAR);
        List<float[]> a = values(List.of(coarse), tiles(coarse, 1, 1), 1);
        List<float[]> b = values(List.of(fine), tiles(fine, 1, 1), 1);
        List<Tile> tiles =
                Tiling.of(List.of(coarse.route(), fine.route()), 1, 2, 3).tiles();
        List<float[]> mean = values(List.of(coarse, fine), tiles, 1);
        for (int i = 0; i < image.voxels(); i++) {
            double sumA = 0;
            double sumB = 0;
            for (int k = 0; k < 3; k++) {
                sumA += Math.exp(a.get(k)[i]);
                sumB += Math.exp(b.get(k)[i]);
            }
            for (int k = 0; k < 3; k++) {
                double expected = (Math.exp(a.get(k)[i]) / sumA + Math.exp(b.get(k)[i]) / sumB) / 2;
                assertThat((double) mean.get(k)[i]).isCloseTo(expected, Offset.offset(1e-6));
            }
        }
    }

    @Test
    void tiles_are_as_large_as_the_memory_allows() {
        Volume seen = noise(new Shape(40, 40, 40));
        Passage passage = passage(seen, new Shape(80, 80, 80), windows(16, 16, 16, 1), 5, LINEAR);
        List<Route> routes = List.of(passage.route());
        Tiling whole = Tiling.of(routes, 1, 1, 1);
        assertThat(Tiling.within(whole.bytes(), routes, 1)).contains(whole);
        assertThat(whole.windows()).isEqualTo(64);
        long bytes = whole.bytes();
        while (bytes > Tiling.smallest(routes, 1).bytes()) {
            Tiling tiling = Tiling.within(bytes, routes, 1).orElseThrow();
            assertThat(tiling.bytes()).isLessThanOrEqualTo(bytes);
            assertThat(tiling.tiles().stream().mapToLong(Tile::plane).sum()).isEqualTo(80 * 80);
            bytes = bytes * 2 / 3;
        }
        assertThat(Tiling.within(Tiling.smallest(routes, 1).bytes() - 1, routes, 1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 4, 1e7})
    void labels_are_those_of_the_largest_logits_even_where_logits_are_equal(double steps) {
        Shape seen = new Shape(9, 8, 7);
        Shape image = new Shape(40, 21, 16);
        int outputs = 4;
        RandomGenerator random = Seed.of(4).generator();
        float[] logits = new float[outputs * seen.voxels()];
        for (int i = 0; i < logits.length; i++) {
            double value = random.nextGaussian();
            // a few numbers only, so that many are equal; or such as differ in their last digits
            logits[i] = (float) (steps > 4 ? 1 + Math.rint(value) / steps : Math.rint(value * steps));
        }
        SlidingWindow whole = new SlidingWindow(
                List.of(0, 0, 0), new WindowSteps.Even(1), new Importance.Constant(), Padding.ZERO, 1);
        Passage passage = new Passage(
                new Route(whole.over(seen), ImageAxes.between(seen, MM, image, MM, LINEAR), outputs),
                PatchFunction.onHeap((patches, shape) -> logits),
                new ImageWindows(List.of(noise(seen)), Padding.ZERO),
                whole.importance());
        short[] labels = new short[image.voxels()];
        Placement place = new Placement(0, 1, 40, 40 * 21);
        new Export(List.of(passage), Activation.SOFTMAX, new Export.LabelSink(new Decision.Largest(), labels, place), 1)
                .fill(tiles(passage, 2, 2));
        List<float[]> values = values(List.of(passage), tiles(passage, 1, 1), 1);
        float[] voxel = new float[outputs];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 0; k < outputs; k++) {
                voxel[k] = values.get(k)[i];
            }
            assertThat(labels[i]).isEqualTo(new Decision.Largest().label(voxel));
        }
    }

    @Test
    void the_first_of_equal_logits_wins() {
        Decision largest = new Decision.Largest();
        assertThat(largest.label(new float[] {1, 1, 0})).isZero();
        assertThat(largest.label(new float[] {0, 2, 2})).isEqualTo((short) 1);
        assertThat(largest.label(new float[] {5, 5, 6})).isEqualTo((short) 2);
    }

    @Test
    void later_regions_are_written_over_earlier_ones() {
        Decision regions = new Decision.LastAbove(List.of(3, 1, 2), 0);
        assertThat(regions.label(new float[] {1, 1, -1})).isEqualTo((short) 1);
        assertThat(regions.label(new float[] {1, 0, 0})).isEqualTo((short) 3);
        assertThat(regions.label(new float[] {-1, -1, 2})).isEqualTo((short) 2);
        assertThat(regions.label(new float[] {-1, 0, -2})).isZero();
    }

    @Test
    void resampling_is_that_of_whole_volumes() {
        AxisWeights axis = AxisWeights.of(7, 16, Interpolation.LINEAR);
        float[] line = {3, 1, 4, 1, 5, 9, 2};
        float[] expected = Resampling.resize(line, new Shape(7, 1, 1), new Shape(16, 1, 1), Interpolation.LINEAR);
        for (int i = 0; i < 16; i++) {
            assertThat(line[axis.first(i)] * axis.low(i) + line[axis.second(i)] * axis.high(i))
                    .isEqualTo(expected[i]);
        }
    }
}
