package klarsyn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import klarsyn.base.Seed;
import klarsyn.loss.Loss.Background;
import klarsyn.loss.Loss.Over;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    private static final long[] SHAPE = {2, 3, 3, 4, 5};

    static Stream<Loss> losses() {
        return Stream.of(
                Loss.standard(),
                Loss.nnunetTopK(Over.BATCH),
                new Loss.Dice(
                        Background.INCLUDED,
                        Over.SAMPLE,
                        Loss.Power.SQUARED,
                        Loss.Ratio.JACCARD,
                        0,
                        0,
                        List.of(1.0, 2.0, 0.5)),
                new Loss.GeneralisedDice(
                        Background.INCLUDED, Over.SAMPLE, Loss.VolumeWeight.INVERSE_SQUARE, 1e-5, 1e-5),
                focalTversky(),
                new Loss.CrossEntropy(List.of(1.0, 2.0, 0.5), 0.005, Loss.RegionMean.MEAN),
                Loss.Focal.plain(Background.EXCLUDED),
                new Loss.UnifiedFocal(0.5, 0.7, 0.5),
                new Loss.Hausdorff(Background.EXCLUDED, Over.SAMPLE, 2, Loss.Scale.LOGARITHM),
                new Loss.Boundary(Background.EXCLUDED),
                new Loss.ClDice(2, 1),
                wasserstein());
    }

    private static Loss focalTversky() {
        return new Loss.Tversky(Background.EXCLUDED, Over.SAMPLE, 0.3, 0.7, 0.75, 1e-5, 1e-5, List.of());
    }

    private static Loss wasserstein() {
        return new Loss.Wasserstein(
                List.of(List.of(0.0, 2.0, 2.0), List.of(2.0, 0.0, 1.0), List.of(2.0, 1.0, 0.0)),
                Loss.ErrorWeight.FOREGROUND,
                1e-5,
                1e-5);
    }

    static Tensor logits(long... shape) {
        RandomGenerator random = Seed.of(5).generator();
        float[] values =
                new float[(int) Stream.of(shape).flatMapToLong(Arrays::stream).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextGaussian());
        }
        return Tensor.of(values, shape);
    }

    /** 0, 1, 2, 0 … in an order unrelated to the logits. */
    static Tensor labels(long samples, long... space) {
        float[] values = new float[(int) (samples * space[0] * space[1] * space[2])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 + i / 3) % 3;
        }
        return Tensor.of(values, samples, 1, space[0], space[1], space[2]);
    }

    private static Tensor labels() {
        return labels(SHAPE[0], SHAPE[2], SHAPE[3], SHAPE[4]);
    }

    private static float[] gradient(Tensor loss, Tensor leaf) {
        return Autograd.gradients(loss, List.of(leaf)).getFirst().toFloatArray();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_loss_is_less_where_the_truth_is_reported(Loss loss) {
        try (Scope _ = Scope.open("test")) {
            Tensor sure = labels().oneHot(3).add(-0.5).multiply(12);
            double right = loss.of(sure, LossTarget.ofClasses(labels())).item();
            double wrong =
                    loss.of(sure.multiply(-1), LossTarget.ofClasses(labels())).item();
            assertThat(right).isLessThan(wrong).isLessThan(0.05);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_gradient_is_the_slope(Loss loss) {
        try (Scope _ = Scope.open("test")) {
            Tensor leaf = logits(SHAPE).asParameter();
            LossTarget target = LossTarget.ofClasses(labels());
            float[] gradient = gradient(loss.of(leaf, target), leaf);
            float[] values = leaf.toFloatArray();
            int at = 77;
            float[] up = values.clone();
            float[] down = values.clone();
            up[at] += 0.01f;
            down[at] -= 0.01f;
            double slope = (loss.of(Tensor.of(up, SHAPE), target).item()
                            - loss.of(Tensor.of(down, SHAPE), target).item())
                    / 0.02;
            assertThat((double) gradient[at]).isCloseTo(slope, within(2e-4 + 0.02 * Math.abs(slope)));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void what_does_not_count_has_no_gradient_and_changes_nothing(Loss loss) {
        boolean looksAtNeighbors =
                loss instanceof Loss.Hausdorff || loss instanceof Loss.Boundary || loss instanceof Loss.ClDice;
        if (looksAtNeighbors) {
            return;
        }
        try (Scope _ = Scope.open("test")) {
            Tensor values = logits(SHAPE);
            float[] mask = new float[2 * 60];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = i % 4 == 0 ? 0 : 1;
            }
            Tensor counted = Tensor.of(mask, 2, 1, 3, 4, 5);
            Tensor leaf = values.add(counted.multiply(-5).add(5)).asParameter();
            Tensor others = values.add(counted.multiply(3).add(-3));
            LossTarget target = LossTarget.ofClasses(labels()).counting(counted);
            Tensor value = loss.of(leaf, target);
            float[] gradient = gradient(value, leaf);

            assertThat(value.item()).isCloseTo(loss.of(others, target).item(), within(1e-6));
            for (int i = 0; i < gradient.length; i++) {
                if (mask[i / 180 * 60 + i % 60] == 0) {
                    assertThat(gradient[i]).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void nothing_that_counts_gives_a_number_and_no_gradient(Loss loss) {
        try (Scope _ = Scope.open("test")) {
            Tensor leaf = logits(SHAPE).asParameter();
            LossTarget nothing = LossTarget.ofClasses(labels()).counting(Tensor.zeros(2, 1, 3, 4, 5));
            Tensor value = loss.of(leaf, nothing);
            assertThat(value.item()).isFinite();
            assertThat(gradient(value, leaf)).doesNotContain(Float.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void nothing_stays_in_native_memory(Loss loss) {
        long before = Scope.liveObjects();
        try (Scope _ = Scope.open("test")) {
            loss.of(logits(SHAPE), LossTarget.ofClasses(labels()));
        }
        assertThat(Scope.liveObjects()).isEqualTo(before);
    }

    @Test
    void classes_given_as_shares_are_the_same_as_their_numbers() {
        try (Scope _ = Scope.open("test")) {
            Tensor values = logits(SHAPE);
            losses().filter(loss -> !(loss instanceof Loss.CrossEntropy))
                    .forEach(loss -> assertThat(loss.of(values, LossTarget.ofShares(labels().oneHot(3)))
                                    .item())
                            .as("%s", loss)
                            .isCloseTo(
                                    loss.of(values, LossTarget.ofClasses(labels()))
                                            .item(),
                                    within(1e-6)));
        }
    }

    @Test
    void a_combination_is_the_weighted_sum_however_its_parts_share_their_work() {
        List<Loss> all = losses().toList();
        for (long channels : new long[] {3, 11}) {
            try (Scope _ = Scope.open("test")) {
                Tensor values = logits(2, channels, 3, 4, 5);
                LossTarget target = LossTarget.ofClasses(labels());
                for (Scores scores : List.of(Scores.softmax(values), Scores.sigmoid(values))) {
                    for (Loss first : all) {
                        if (channels > 3
                                && (first instanceof Loss.Wasserstein
                                        || first.toString().contains("0.5]"))) {
                            continue; // weights and distances are of three classes
                        }
                        Loss second = Loss.Dice.smooth(Background.EXCLUDED, Over.BATCH);
                        Loss third = Loss.Focal.plain(Background.INCLUDED);
                        Loss sum = new Loss.Combined(
                                List.of(new Loss.Term(0.5, first), new Loss.Term(2, third), new Loss.Term(1, second)));
                        double expected = 0.5 * item(first, scores, target)
                                + 2 * item(third, scores, target)
                                + item(second, scores, target);
                        assertThat(item(sum, scores, target)).as("%s", first).isCloseTo(expected, within(1e-5));
                    }
                }
            }
        }
    }

    private static double item(Loss loss, Scores scores, LossTarget target) {
        return loss.of(scores, target, Reduction.MEAN).item();
    }

    /** The default formula of earlier versions: every bit of a run depends on it. */
    private static Tensor firstFormula(Tensor logits, Tensor labels) {
        Tensor truth = labels.oneHot((int) logits.size(1));
        Tensor logarithms = logits.logSoftmax(1);
        Tensor entropy = logarithms.multiply(truth).sum().multiply(-1.0 / labels.elements());
        Tensor shares = logarithms.exp();
        long others = logits.size(1) - 1;
        Tensor overlap = shares.multiply(truth).sum(2, 3, 4).narrow(1, 1, others);
        Tensor extent = shares.sum(2, 3, 4).add(truth.sum(2, 3, 4)).narrow(1, 1, others);
        Tensor dice = overlap.multiply(2).add(1e-5).divide(extent.add(1e-5)).mean();
        return entropy.add(dice.multiply(-1).add(1));
    }

    @Test
    void the_standard_loss_keeps_every_bit_of_the_first_formula() {
        for (Layout layout : Layout.values()) {
            for (Precision precision : Precision.values()) {
                try (Scope _ = Scope.open("test")) {
                    Tensor leaf =
                            logits(2, 3, 16, 20, 24).to(precision).to(layout).asParameter();
                    Tensor labels = labels(2, 16, 20, 24);
                    Tensor ours = Loss.standard().of(leaf, LossTarget.ofClasses(labels));
                    Tensor first = firstFormula(leaf, labels);
                    assertThat(ours.item()).isEqualTo(first.item());
                    assertThat(gradient(ours, leaf)).isEqualTo(gradient(first, leaf));
                }
            }
        }
    }

    @Test
    void focal_tversky_is_a_power_of_tversky() {
        try (Scope _ = Scope.open("test")) {
            Tensor one = logits(1, 2, 3, 4, 5);
            LossTarget target = LossTarget.ofClasses(labels(1, 3, 4, 5).atMost(1));
            Loss plain = new Loss.Tversky(Background.EXCLUDED, Over.SAMPLE, 0.3, 0.7, 1, 1e-5, 1e-5, List.of());
            assertThat(focalTversky().of(one, target).item())
                    .isCloseTo(Math.pow(plain.of(one, target).item(), 0.75), within(1e-6));
        }
    }

    /**
     * p, t = [[.2, .8], [.6, .4]], label 1 at the first voxel alone; scipy's distances inside 1, outside 1:
     * (0.8 · (1 − 1) + 0.4 · 1) / 2.
     */
    @Test
    void the_boundary_is_weighed_by_signed_distance() {
        try (Scope _ = Scope.open("test")) {
            Scores scores = Scores.probabilities(Tensor.of(new float[] {0.2f, 0.6f, 0.8f, 0.4f}, 1, 2, 1, 1, 2));
            LossTarget target = LossTarget.ofClasses(Tensor.of(new float[] {1, 0}, 1, 1, 1, 1, 2));
            Tensor loss = new Loss.Boundary(Background.EXCLUDED).of(scores, target, Reduction.MEAN);
            assertThat(loss.item()).isCloseTo(0.2, within(1e-6));
        }
    }

    /**
     * {@code M = [[0,1,1],[1,0,.5],[1,.5,0]]; w = (M[t] * p).sum(-1); a = t > 0; tp = (a * (1 - w)).sum();
     * 1 - 2 * tp / (2 * tp + w.sum())} of p = [.7 .2 .1], [.1 .6 .3], [.2 .5 .3] and t = 0, 1, 2:
     * w = .3, .25, .45; tp = .75 + .55.
     */
    @Test
    void near_classes_cost_less_than_far_ones() {
        try (Scope _ = Scope.open("test")) {
            float[] shares = {0.7f, 0.1f, 0.2f, 0.2f, 0.6f, 0.5f, 0.1f, 0.3f, 0.3f};
            Scores scores = Scores.probabilities(Tensor.of(shares, 1, 3, 1, 1, 3));
            LossTarget target = LossTarget.ofClasses(Tensor.of(new float[] {0, 1, 2}, 1, 1, 1, 1, 3));
            assertThat(wasserstein().of(scores, target, Reduction.MEAN).item())
                    .isCloseTo(1 - 2.6 / (2.6 + 1), within(1e-5));
        }
    }

    @Test
    void regions_are_yes_or_no_each() {
        try (Scope _ = Scope.open("test")) {
            Tensor labels = labels();
            LossTarget target = new Targets.Regions(List.of(List.of(1, 2), List.of(2)), List.of()).of(labels);
            Tensor sure = Tensor.concatenate(1, List.of(labels.add(-0.5), labels.add(-1.5)))
                    .multiply(40);
            Stream.of(
                            Loss.standard(),
                            Loss.nnunet(Over.SAMPLE),
                            Loss.nnunetTopK(Over.BATCH),
                            focalTversky(),
                            Loss.Focal.plain(Background.EXCLUDED))
                    .forEach(loss -> {
                        assertThat(loss.of(sure, target).item()).isCloseTo(0, within(1e-4));
                        assertThat(loss.of(sure.multiply(-1), target).item()).isGreaterThan(0.4);
                    });
        }
    }

    @Test
    void the_background_of_classes_is_no_region() {
        try (Scope _ = Scope.open("test")) {
            LossTarget target = new Targets.Regions(List.of(List.of(1), List.of(2)), List.of()).of(labels());
            Tensor values = logits(2, 2, 3, 4, 5);
            assertThatThrownBy(() -> new Loss.UnifiedFocal(0.5, 0.7, 0.5).of(values, target))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> wasserstein().of(values, target)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shapes_that_do_not_fit_are_rejected_with_both() {
        try (Scope _ = Scope.open("test")) {
            assertThatThrownBy(() -> Loss.standard().of(logits(2, 3, 3, 4, 4), LossTarget.ofClasses(labels())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[2, 3, 3, 4, 4]")
                    .hasMessageContaining("[2, 1, 3, 4, 5]");
            assertThatThrownBy(() -> Scores.softmax(Tensor.zeros(2, 3, 4)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> LossTarget.ofClasses(Tensor.zeros(2, 3, 4, 5, 6)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> LossTarget.ofShares(Tensor.zeros(2, 3)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> LossTarget.ofClasses(labels()).counting(Tensor.zeros(2, 1, 3, 4, 4)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void numbers_outside_their_range_are_rejected_when_a_loss_is_made() {
        List<Double> none = List.of();
        rejected(() -> new Loss.Dice(Background.INCLUDED, Over.SAMPLE, Loss.Power.PLAIN, Loss.Ratio.DICE, -1, 0, none));
        rejected(() -> new Loss.GeneralisedDice(Background.INCLUDED, Over.EVERYTHING, Loss.VolumeWeight.UNIFORM, 0, 0));
        rejected(() -> new Loss.Tversky(Background.INCLUDED, Over.SAMPLE, 0.5, 0.5, 0, 0, 0, none));
        rejected(() -> new Loss.CrossEntropy(List.of(-1.0), 0, Loss.RegionMean.MEAN));
        rejected(() -> new Loss.CrossEntropy(none, 1.5, Loss.RegionMean.MEAN));
        rejected(() -> new Loss.TopK(0, none, 0));
        rejected(() -> new Loss.TopK(101, none, 0));
        rejected(() -> new Loss.Focal(Background.INCLUDED, Double.NaN, 1, 1, none));
        rejected(() -> new Loss.UnifiedFocal(0.5, 0.5, 1));
        rejected(() -> new Loss.Hausdorff(Background.INCLUDED, Over.SAMPLE, 0, Loss.Scale.PLAIN));
        rejected(() -> new Loss.ClDice(0, 1));
        rejected(() -> new Loss.Wasserstein(List.of(List.of(0.0, 1.0)), Loss.ErrorWeight.FOREGROUND, 0, 0));
        rejected(() -> new Loss.Combined(List.of()));
        rejected(() -> new Loss.Term(-1, Loss.standard()));
    }

    private static void rejected(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_number_of_weights_than_channels_is_rejected() {
        try (Scope _ = Scope.open("test")) {
            Loss loss = new Loss.CrossEntropy(List.of(1.0, 2.0), 0, Loss.RegionMean.MEAN);
            assertThatThrownBy(() -> loss.of(logits(SHAPE), LossTarget.ofClasses(labels())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 weights for 3 evaluated channels");
        }
    }

    @Test
    void unreduced_parts_have_the_mean_of_the_loss() {
        try (Scope _ = Scope.open("test")) {
            Tensor values = logits(SHAPE);
            LossTarget target = LossTarget.ofClasses(labels());
            Scores scores = Scores.softmax(values);
            Stream.of(
                            Loss.CrossEntropy.plain(),
                            Loss.Dice.smooth(Background.EXCLUDED, Over.SAMPLE),
                            Loss.Focal.plain(Background.EXCLUDED),
                            focalTversky())
                    .forEach(loss -> assertThat(loss.of(scores, target, Reduction.NONE)
                                    .mean()
                                    .item())
                            .isCloseTo(loss.of(values, target).item(), within(1e-6)));
            assertThatThrownBy(() -> new Loss.TopK(10, List.of(), 0).of(scores, target, Reduction.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
