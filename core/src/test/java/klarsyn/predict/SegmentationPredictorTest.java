package klarsyn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.base.ModelException;
import klarsyn.base.PlanException;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.image.Affine;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.Resampling;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Inference;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.predict.window.ImageWindows;
import klarsyn.predict.window.Importance;
import klarsyn.predict.window.Window;
import klarsyn.predict.window.WindowSteps;
import klarsyn.prepare.Frame;
import klarsyn.prepare.Preprocessing;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

    private final SegmentationPlan plan = TinyPlans.isotropic();
    private final Network network;
    private final Weights weights;
    private long liveBefore;

    PredictorTest() {
        Engine.useThreads(1);
        try (Scope _ = Scope.open("network")) {
            network = UNet.create(plan.network(), List.of(1.0, 1.0, 1.0), Seed.of(5));
            weights = Weights.of(network);
        }
    }

    @BeforeEach
    void countLiveObjects() {
        liveBefore = Scope.liveObjects();
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(Scope.liveObjects()).isEqualTo(liveBefore);
        weights.close();
    }

    private static Volume noise(Geometry geometry) {
        RandomGenerator random = Seed.of(9).generator();
        float[] voxels = new float[geometry.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return new Volume(geometry, voxels);
    }

    private LabelMap labels(SegmentationPlan how, Volume image) {
        return SegmentationPredictor.of(how, network).predict(List.of(image)).labels();
    }

    @Test
    void labels_lie_on_the_very_grid_of_the_image() {
        Volume image = noise(Geometry.of(new Shape(9, 5, 12), Spacing.isotropic(1)));
        LabelMap labels = labels(plan, image);
        assertThat(labels.geometry()).isSameAs(image.geometry());
        assertThat(labels.voxels()).contains((short) 0, (short) 1, (short) 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAS", "LPS", "SAR", "PIR", "AIL"})
    void the_order_in_which_voxels_are_stored_changes_no_label(String stored) {
        Volume image = noise(Geometry.of(new Shape(9, 11, 13), Spacing.isotropic(1)));
        LabelMap expected = labels(plan, image);
        LabelMap labels = labels(plan, image.reorientedTo(Orientation.parse(stored)));
        assertThat(labels.geometry().orientation()).hasToString(stored);
        assertThat(labels.reorientedTo(Orientation.RAS).voxels()).isEqualTo(expected.voxels());
    }

    @Test
    void an_image_half_way_between_orientations_gets_its_labels_in_its_own_order() {
        double half = 0.5;
        double root = Math.sqrt(half);
        Affine halfway = new Affine(half, -half, -root, 3, root, root, 0, -7, half, -half, root, 1);
        Volume image = noise(new Geometry(new Shape(4, 5, 6), halfway));
        for (Orientation each : Orientation.all()) {
            Preprocessing reoriented = plan.preprocessing().withFrame(new Frame.Anatomical(each.toString()));
            LabelMap labels = labels(TinyPlans.with(plan, reoriented), image);
            assertThat(labels.geometry()).isSameAs(image.geometry());
        }
    }

    @Test
    void progress_grows_to_the_whole_image_and_changes_no_label() {
        Volume image = noise(Geometry.of(new Shape(19, 5, 14), Spacing.isotropic(1)));
        List<Double> shares = new ArrayList<>();
        Segmented reported = SegmentationPredictor.of(plan, network)
                .withProgress(shares::add)
                .predict(List.of(image));
        assertThat(shares).hasSizeGreaterThan(1).isSorted().last().isEqualTo(1.0);
        assertThat(reported.labels().voxels()).isEqualTo(labels(plan, image).voxels());
    }

    @Test
    void windows_kept_slab_by_slab_give_what_all_of_them_at_once_give() {
        Volume image = noise(Geometry.of(new Shape(19, 5, 14), Spacing.isotropic(1)));
        float[][] logits = plainLogits(
                plan.preprocessing().apply(List.of(image)).channels().getFirst());
        assertThat(labels(plan, image).voxels()).isEqualTo(largest(logits));
    }

    @Test
    void logits_are_resampled_to_the_grid_of_the_image_before_the_largest_wins() {
        Volume image = noise(Geometry.of(new Shape(9, 17, 6), new Spacing(1.5, 0.8, 3)));
        Volume prepared = plan.preprocessing().apply(List.of(image)).channels().getFirst();
        float[][] logits = plainLogits(prepared);
        for (int k = 0; k < logits.length; k++) {
            logits[k] = Resampling.resize(logits[k], prepared.shape(), image.shape(), Interpolation.LINEAR);
        }
        assertThat(prepared.shape()).isNotEqualTo(image.shape());
        assertThat(labels(plan, image).voxels()).isEqualTo(largest(logits));
    }

    @Test
    void another_orientation_and_anisotropic_spacing_keep_the_labels_in_their_place() {
        Preprocessing reoriented =
                plan.preprocessing().withFrame(new Frame.Anatomical("SAR")).withSpacing(new Spacing(1, 1, 2));
        SegmentationPlan other = TinyPlans.with(plan, reoriented);
        Volume image = noise(Geometry.of(new Shape(14, 12, 17), new Spacing(1, 2, 1.6)));
        LabelMap expected = labels(other, image);
        Volume stored = image.reorientedTo(Orientation.parse("IPR"));
        LabelMap labels = labels(other, stored);
        assertThat(labels.geometry()).isSameAs(stored.geometry());
        assertThat(labels.reorientedTo(Orientation.RAS).voxels()).isEqualTo(expected.voxels());
    }

    @Test
    void a_small_image_is_predicted_in_one_window() {
        Volume image = noise(Geometry.of(new Shape(3, 4, 5), Spacing.isotropic(1)));
        Window whole = new Window(0, 0, 0, 6, 4, 4); // padded to even sizes, the extra voxel at the end
        float[] padded = forward(
                whole, plan.preprocessing().apply(List.of(image)).channels().getFirst());
        float[][] logits = new float[3][60];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 60; i++) {
                logits[k][i] = padded[i % 3 + 4 * (i / 3 % 4 + 4 * (i / 12 + 6 * k))];
            }
        }
        assertThat(labels(plan, image).voxels()).isEqualTo(largest(logits));
    }

    @Test
    void mirrored_prediction_is_equivariant() {
        SegmentationPlan mirrored = TinyPlans.with(plan, new Inference(0.5, List.of(0, 2), 1 << 20));
        Volume image = noise(Geometry.of(new Shape(10, 8, 12), Spacing.isotropic(1)));
        Volume reversed = new Volume(image.geometry(), reversedInXAndZ(image));
        short[] labels = labels(mirrored, image).voxels();
        LabelMap ofReversed = labels(mirrored, reversed);
        short[] back = ofReversed.reorientedTo(Orientation.parse("LAI")).voxels();
        assertThat(back).isEqualTo(labels);
        assertThat(labels(TinyPlans.with(plan, new Inference(0.5, List.of(), 1 << 20)), image)
                        .voxels())
                .isNotEqualTo(labels);
    }

    private static float[] reversedInXAndZ(Volume image) {
        return image.reorientedTo(Orientation.parse("LAI")).voxels();
    }

    @Test
    void threads_may_share_a_predictor() throws Exception {
        SegmentationPredictor predictor = SegmentationPredictor.of(plan, network);
        Volume image = noise(Geometry.of(new Shape(9, 10, 11), Spacing.isotropic(1)));
        short[] expected = predictor.predict(List.of(image)).labels().voxels();
        try (ExecutorService lanes = Executors.newFixedThreadPool(2)) {
            List<Future<Segmented>> futures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                futures.add(lanes.submit(() -> {
                    Engine.useThreads(1);
                    return predictor.predict(List.of(image));
                }));
            }
            for (Future<Segmented> future : futures) {
                assertThat(future.get().labels().voxels()).isEqualTo(expected);
            }
        }
    }

    @Test
    void fifty_predictions_leak_no_memory() {
        Volume image = noise(Geometry.of(new Shape(6, 6, 9), Spacing.isotropic(1)));
        for (int i = 0; i < 50; i++) {
            labels(plan, image);
            assertThat(Scope.liveObjects()).isEqualTo(liveBefore);
        }
    }

    @Test
    void networks_of_folds_are_averaged_as_logits_and_models_as_probabilities() {
        Volume image = noise(Geometry.of(new Shape(4, 4, 4), Spacing.isotropic(1)));
        SegmentationPredictor one = SegmentationPredictor.of(plan, network);
        try (Scope _ = Scope.open("other")) {
            Network other = UNet.create(plan.network(), List.of(1.0, 1.0, 1.0), Seed.of(6));
            List<Volume> a = one.probabilities(List.of(image));
            List<Volume> b = SegmentationPredictor.of(plan, other).probabilities(List.of(image));
            List<Volume> logits =
                    SegmentationPredictor.ofFolds(plan, List.of(network, other)).probabilities(List.of(image));
            List<Volume> mean = SegmentationPredictor.ensemble(List.of(one, SegmentationPredictor.of(plan, other)))
                    .probabilities(List.of(image));
            for (int i = 0; i < 64; i++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += Math.sqrt(a.get(k).voxels()[i] * b.get(k).voxels()[i]);
                }
                for (int k = 0; k < 3; k++) {
                    float pa = a.get(k).voxels()[i];
                    float pb = b.get(k).voxels()[i];
                    // a mean of logits is a geometric mean of probabilities
                    assertThat(logits.get(k).voxels()[i]).isCloseTo((float) (Math.sqrt(pa * pb) / sum), within(1e-5f));
                    assertThat(mean.get(k).voxels()[i]).isCloseTo((pa + pb) / 2, within(1e-6f));
                }
            }
        }
    }

    @Test
    void an_ensemble_of_models_with_different_labels_is_rejected() {
        SegmentationPlan other = plan.withLabels(Labels.of("front", "side"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> SegmentationPredictor.ensemble(
                        List.of(SegmentationPredictor.of(plan, network), SegmentationPredictor.of(other, network))))
                .withMessageContaining("side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAS", "LPS", "PIR"})
    void models_with_different_reorientation_or_crop_are_averaged_per_voxel(String stored) {
        Preprocessing cut = plan.preprocessing();
        Preprocessing asStored = cut.withFrame(new Frame.AsStored(List.of(2, 0, 1)));
        Preprocessing whole = new Preprocessing(
                cut.frame(), Preprocessing.Crop.NONE, cut.spacing(), cut.resizing(), cut.normalized(), cut.channels());
        List<SegmentationPredictor> models = Stream.of(cut, asStored, whole)
                .map(how -> SegmentationPredictor.of(plan.withPreprocessing(how), network))
                .toList();
        List<Volume> image = List.of(withoutUpperPart(new Shape(9, 10, 11)).reorientedTo(Orientation.parse(stored)));

        List<Volume> mean = SegmentationPredictor.ensemble(models).probabilities(image);
        short[] labels =
                SegmentationPredictor.ensemble(models).predict(image).labels().voxels();

        List<List<Volume>> each =
                models.stream().map(model -> model.probabilities(image)).toList();
        for (int i = 0; i < labels.length; i++) {
            int voxel = i;
            float[] expected = new float[3];
            for (int k = 0; k < 3; k++) {
                int output = k;
                expected[k] = (float) each.stream()
                        .mapToDouble(maps -> maps.get(output).voxels()[voxel])
                        .average()
                        .orElseThrow();
                assertThat(mean.get(k).voxels()[i]).isCloseTo(expected[k], within(1e-6f));
            }
            float largest = Math.max(expected[0], Math.max(expected[1], expected[2]));
            assertThat(expected[labels[i]]).isCloseTo(largest, within(1e-6f));
        }
    }

    @Test
    void only_models_with_different_reorientation_keep_all_probabilities() {
        Preprocessing asStored = plan.preprocessing().withFrame(new Frame.AsStored(List.of(0, 1, 2)));
        List<Member> members = List.of(
                new Member(plan, List.of(network)), new Member(plan.withPreprocessing(asStored), List.of(network)));
        Geometry alike = Geometry.of(new Shape(60, 50, 12), Spacing.isotropic(1));

        assertThat(ModelGroups.of(members, alike).bytesPerVoxel()).isEqualTo(2);
        assertThat(ModelGroups.of(members, alike.reorientedTo(Orientation.parse("LPS")))
                        .bytesPerVoxel())
                .isEqualTo(2 + 3 * 4);
    }

    /** Noise, and zeros above. */
    private static Volume withoutUpperPart(Shape shape) {
        Volume noise = noise(Geometry.of(shape, Spacing.isotropic(1)));
        float[] voxels = noise.voxels().clone();
        Arrays.fill(voxels, (shape.z() - 3) * shape.x() * shape.y(), voxels.length, 0);
        return new Volume(noise.geometry(), voxels);
    }

    @Test
    void mirror_images_and_folds_are_counted_before_they_are_used() {
        SegmentationPredictor folds = SegmentationPredictor.ofFolds(plan, List.of(network, network));
        assertThat(folds.passes()).isEqualTo(2);
        assertThat(folds.withMirrorAxes(List.of(0, 1, 2)).passes()).isEqualTo(16);
        assertThat(SegmentationPredictor.ensemble(List.of(folds, SegmentationPredictor.of(plan, network)))
                        .passes())
                .isEqualTo(3);
    }

    @Test
    void less_memory_changes_no_label() {
        Volume image = noise(Geometry.of(new Shape(60, 50, 12), Spacing.isotropic(1)));
        SegmentationPredictor free = SegmentationPredictor.of(plan, network);
        Forecast plenty = free.forecast(image.geometry());
        assertThat(plenty.tiles()).isOne();
        long bytes = plenty.bytes() - (1 << 18);
        Forecast tight = free.withMemory(bytes).forecast(image.geometry());
        assertThat(tight.tiles()).isGreaterThan(1);
        assertThat(tight.bytes()).isLessThanOrEqualTo(bytes);
        assertThat(tight.windows()).isGreaterThanOrEqualTo(plenty.windows());
        assertThat(free.withMemory(bytes).predict(List.of(image)).labels().voxels())
                .isEqualTo(free.predict(List.of(image)).labels().voxels());
    }

    @Test
    void as_many_images_are_predicted_in_parallel_as_fit_into_memory() {
        Geometry large = Geometry.of(new Shape(60, 50, 12), Spacing.isotropic(1));
        Geometry small = Geometry.of(new Shape(9, 5, 12), Spacing.isotropic(1));
        SegmentationPredictor free = SegmentationPredictor.of(plan, network);
        long one = free.forecast(large).bytes();
        long process = 270L << 20;

        assertThat(parallelCases(free.withMemory(one - (1 << 18)), large)).isZero();
        assertThat(parallelCases(free.withMemory(one), small, large)).isOne();
        assertThat(parallelCases(free.withMemory(one + (one - process)), large)).isEqualTo(2);
        assertThat(parallelCases(free.withMemory(4L << 30), small)).isEqualTo(4);
        assertThat(free.parallelCases(List.of(large), 1)).isOne();
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> parallelCases(free.withMemory(200L << 20), large))
                .withMessageContaining("60×50×12");
        assertThat(free.withMemory(one - (1 << 18)).sharedBy(0).forecast(large).tiles())
                .isGreaterThan(1);
        assertThat(free.withMemory(one).sharedBy(2).forecast(large).tiles()).isOne();
    }

    private static int parallelCases(SegmentationPredictor predictor, Geometry... images) {
        return predictor.parallelCases(List.of(images), 4);
    }

    @Test
    void a_memory_too_small_for_one_tile_is_rejected_with_the_required_one() {
        Geometry grid = Geometry.of(new Shape(40, 41, 42), Spacing.isotropic(0.7));
        SegmentationPredictor small = SegmentationPredictor.of(plan, network).withMemory(200L << 20);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> small.forecast(grid))
                .withMessageContaining("40×41×42")
                .withMessageContaining("200 MiB")
                .withMessageMatching("(?s).*allow \\d+ MiB.*");
        assertThatExceptionOfType(PlanException.class).isThrownBy(() -> small.predict(List.of(noise(grid))));
        assertThatExceptionOfType(PlanException.class).isThrownBy(() -> small.probabilities(List.of(noise(grid))));
    }

    @Test
    void a_forecast_lists_windows_and_passes() {
        Forecast forecast = SegmentationPredictor.of(plan, network)
                .withMirrorAxes(List.of(2))
                .forecast(Geometry.of(new Shape(16, 8, 24), Spacing.isotropic(1)));
        assertThat(forecast.windows()).isEqualTo(3 * 5);
        assertThat(forecast.passes()).isEqualTo(2);
        assertThat(forecast.seconds()).isPositive();
        assertThat(forecast)
                .hasToString("about %.0f s and %.2f GiB: 15 windows, each predicted 2 times"
                        .formatted(forecast.seconds(), forecast.bytes() / (double) (1 << 30)));
    }

    @Test
    void borders_of_zeros_are_background() {
        Geometry grid = Geometry.of(new Shape(9, 10, 11), Spacing.isotropic(1));
        float[] voxels = noise(grid).voxels().clone();
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i % 9 < 3 || i / 90 > 8 ? 0 : voxels[i];
        }
        Volume image = new Volume(grid, voxels);
        Volume middle = image.cut(new Box(3, 0, 0, 9, 10, 9), Padding.ZERO);
        LabelMap labels = labels(plan, image);
        assertThat(labels.cut(new Box(3, 0, 0, 9, 10, 9)).voxels())
                .isEqualTo(labels(plan, middle).voxels());
        assertThat(labels.cut(new Box(0, 0, 0, 3, 10, 11)).voxels()).containsOnly(0);
        List<Volume> probabilities = SegmentationPredictor.of(plan, network).probabilities(List.of(image));
        assertThat(probabilities.getFirst().at(0, 0, 0)).isEqualTo(1);
        assertThat(probabilities.get(1).at(0, 0, 0)).isZero();
    }

    @Test
    void channels_that_the_model_does_not_know_are_rejected() {
        Volume image = noise(Geometry.of(new Shape(4, 4, 4), Spacing.isotropic(1)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentationPredictor.of(plan, network).predict(List.of(image, image)))
                .withMessageContaining("MRI");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentationPredictor.of(plan, network).predict(List.of()));
    }

    @Test
    void a_label_has_a_volume() {
        short[] voxels = {0, 1, 1, 2, 0, 1};
        Segmented prediction =
                new Segmented(new LabelMap(Geometry.of(new Shape(1, 2, 3), new Spacing(2, 5, 10)), voxels));
        assertThat(prediction.volumeMl(new Label(1, "one"))).isCloseTo(0.3, within(1e-12));
        assertThat(prediction.volumeMl(new Label(7, "seven"))).isZero();
        assertThat(prediction.volumeMl(new Label(9, "a region", List.of(1, 7)))).isCloseTo(0.3, within(1e-12));
    }

    // ---- the plain way: everything at once, in double precision

    private float[] forward(Window window, Volume image) {
        try (Autograd _ = Autograd.off()) {
            float[] patch = new float[window.voxels()];
            new ImageWindows(List.of(image), Padding.ZERO).cut(window, patch, 0);
            Tensor input = Tensor.of(patch, 1, 1, window.depth(), window.height(), window.width());
            return network.forward(input, Pass.EVALUATE).toFloatArray();
        }
    }

    private float[][] plainLogits(Volume image) {
        Shape shape = image.shape();
        int size = 8;
        double[][] sums = new double[3][shape.voxels()];
        double[] counts = new double[shape.voxels()];
        float[] importance = new Importance.Gaussian().map(size, size, size);
        for (int d : starts(shape.z(), size)) {
            for (int h : starts(shape.y(), size)) {
                for (int w : starts(shape.x(), size)) {
                    float[] logits = forward(new Window(d, h, w, size, size, size), image);
                    for (int i = 0; i < importance.length; i++) {
                        int x = w + i % size;
                        int y = h + i / size % size;
                        int z = d + i / (size * size);
                        if (x >= 0 && x < shape.x() && y >= 0 && y < shape.y() && z >= 0 && z < shape.z()) {
                            counts[shape.index(x, y, z)] += importance[i];
                            for (int k = 0; k < 3; k++) {
                                sums[k][shape.index(x, y, z)] +=
                                        (double) importance[i] * logits[k * importance.length + i];
                            }
                        }
                    }
                }
            }
        }
        float[][] means = new float[3][shape.voxels()];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < counts.length; i++) {
                means[k][i] = (float) (sums[k][i] / counts[i]);
            }
        }
        return means;
    }

    private static int[] starts(int image, int window) {
        return new WindowSteps.Even(0.5).along(image, window);
    }

    private static short[] largest(float[][] logits) {
        short[] labels = new short[logits[0].length];
        for (int i = 0; i < labels.length; i++) {
            for (short k = 1; k < logits.length; k++) {
                labels[i] = logits[k][i] > logits[labels[i]][i] ? k : labels[i];
            }
        }
        return labels;
    }
}
