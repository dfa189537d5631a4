package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import klarsyn.base.Interval;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;

class ThresholdBaselineTest {

    private static final Geometry GRID = Geometry.of(new Shape(16, 16, 8), Spacing.isotropic(1));
    private static final Labels LABELS = Labels.of("dark", "bright");
    private static final Labels DARK = Labels.of("dark");

    @Test
    void labels_distinguished_by_intensity_are_found_at_any_scale() {
        ThresholdBaseline baseline = ThresholdBaseline.fit(bands(0, 6, 1, 0.3), LABELS);
        Interval dice = baseline.dice(bands(6, 6, 40, 0.3), Seed.of(1));
        assertThat(dice.mean()).isGreaterThan(0.97);
        assertThat(dice.n()).isEqualTo(6);
    }

    @Test
    void labels_that_look_like_their_surroundings_are_not_found() {
        ThresholdBaseline baseline = ThresholdBaseline.fit(bands(0, 6, 1, 30), LABELS);
        assertThat(baseline.dice(bands(6, 6, 1, 30), Seed.of(1)).mean()).isLessThan(0.5);
    }

    @Test
    void the_selected_range_is_the_best_of_all_candidates() {
        List<ThresholdBaseline.Example> training = bands(0, 4, 1, 2).toList();
        ThresholdBaseline found = ThresholdBaseline.fit(training.stream(), LABELS);
        var dark = new ThresholdBaseline(List.of(found.ranges().getFirst()), DARK);
        double best = dark.dice(training.stream(), Seed.of(1)).mean();
        assertThat(found.ranges().getFirst().trainingDice()).isEqualTo(best);
        for (double shift : new double[] {-0.5, -0.2, 0.2, 0.5}) {
            var range = found.ranges().getFirst();
            var moved = new ThresholdBaseline(
                    List.of(new ThresholdBaseline.Range(
                            range.label(), range.low() + shift, range.high() + shift, range.trainingDice())),
                    DARK);
            assertThat(moved.dice(training.stream(), Seed.of(1)).mean()).isLessThanOrEqualTo(best + 0.01);
        }
    }

    @Test
    void a_voxel_in_two_ranges_gets_the_label_with_the_higher_training_dice() {
        var dark = new ThresholdBaseline.Range(LABELS.foreground().get(0), -9, 9, 0.4);
        var bright = new ThresholdBaseline.Range(LABELS.foreground().get(1), 0, 9, 0.6);
        Volume image = new Volume(Geometry.of(new Shape(2, 1, 1), Spacing.isotropic(1)), new float[] {-1, 1});
        assertThat(new ThresholdBaseline(List.of(dark, bright), LABELS)
                        .predict(image)
                        .voxels())
                .containsExactly((short) 1, (short) 2);
    }

    @Test
    void a_constant_image_is_accepted() {
        Volume flat = new Volume(GRID, new float[GRID.shape().voxels()]);
        LabelMap empty = new LabelMap(GRID, new short[GRID.shape().voxels()]);
        ThresholdBaseline baseline =
                ThresholdBaseline.fit(Stream.of(new ThresholdBaseline.Example(flat, empty)), LABELS);
        assertThat(baseline.ranges()).hasSize(2);
        assertThat(baseline.predict(flat).shape()).isEqualTo(GRID.shape());
    }

    @Test
    void a_label_without_cases_is_never_predicted() {
        Labels more = Labels.of("dark", "bright", "absent");
        ThresholdBaseline baseline = ThresholdBaseline.fit(bands(0, 6, 1, 0.3), more);
        bands(6, 6, 1, 0.3)
                .forEach(example -> assertThat(baseline.predict(example.image()).voxels())
                        .doesNotContain((short) 3)
                        .contains((short) 1, (short) 2));
    }

    /** Slabs of background 10, dark 0 and bright 20 with noise. */
    private static Stream<ThresholdBaseline.Example> bands(int first, int count, double scale, double noise) {
        return Stream.iterate(first, index -> index + 1).limit(count).map(index -> {
            RandomGenerator random = Seed.of(5).child("bands", index).generator();
            float[] voxels = new float[GRID.shape().voxels()];
            short[] labels = new short[voxels.length];
            for (int i = 0; i < voxels.length; i++) {
                int z = i / 256;
                labels[i] = (short) (z == 2 ? 1 : z == 5 ? 2 : 0);
                double mean = z == 2 ? 0 : z == 5 ? 20 : 10;
                voxels[i] = (float) (scale * (mean + noise * random.nextGaussian()) + 100 * scale);
            }
            return new ThresholdBaseline.Example(new Volume(GRID, voxels), new LabelMap(GRID, labels));
        });
    }

    @Test
    void healthy_cases_are_included_in_fit_and_score() {
        LabelMap empty = new LabelMap(GRID, new short[GRID.shape().voxels()]);
        List<ThresholdBaseline.Example> sick = bands(0, 4, 1, 0.3).toList();
        ThresholdBaseline.Example healthy =
                new ThresholdBaseline.Example(sick.getFirst().image(), empty);
        ThresholdBaseline baseline = ThresholdBaseline.fit(Stream.concat(sick.stream(), Stream.of(healthy)), LABELS);

        assertThat(baseline.meanDice(sick.get(1))).isGreaterThan(0.9);
        assertThat(baseline.meanDice(healthy)).as("it claims voxels there").isZero();
        assertThat(ThresholdBaseline.fit(Stream.of(healthy), LABELS).meanDice(healthy))
                .as("nothing to find, nothing claimed")
                .isNaN();
    }
}
