package klarsyn.evaluate.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import klarsyn.evaluate.voxel.InstancePairs.Pair;
import klarsyn.image.Affine;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, pairs and distances of voxels against trying everything out. */
class VoxelCountsTest {

    private static final Geometry GRID = Geometry.of(new Shape(9, 7, 5), new Spacing(1, 2, 3));

    private static LabelMap random(long seed, int values) {
        Random random = new Random(seed);
        short[] voxels = new short[GRID.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) random.nextInt(values);
        }
        return new LabelMap(GRID, voxels);
    }

    private static BitSet set(int... values) {
        BitSet set = new BitSet();
        for (int value : values) {
            set.set(value);
        }
        return set;
    }

    // ---- counts

    @Test
    void counts_of_overlapping_structures_are_those_of_their_masks() {
        LabelMap reference = random(1, 5);
        LabelMap predicted = random(2, 5);
        List<BitSet> structures = List.of(set(1), set(2, 3), set(1, 2, 3, 4));

        List<Overlap> overlaps = Overlap.count(reference, predicted, structures, set());

        for (int i = 0; i < structures.size(); i++) {
            boolean[] ours = mask(reference, structures.get(i));
            boolean[] theirs = mask(predicted, structures.get(i));
            assertThat(overlaps.get(i).confusion()).isEqualTo(Confusion.of(ours, theirs));
        }
    }

    private static boolean[] mask(LabelMap map, BitSet values) {
        boolean[] mask = new boolean[map.voxels().length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = values.get(map.voxels()[i]);
        }
        return mask;
    }

    @Test
    void ignored_voxels_of_the_reference_are_in_no_count() {
        LabelMap reference = random(3, 4);
        LabelMap predicted = random(4, 4);
        long ignored = 0;
        for (short voxel : reference.voxels()) {
            ignored += voxel == 3 ? 1 : 0;
        }

        Confusion counts = Overlap.count(reference, predicted, List.of(set(1)), set(3))
                .getFirst()
                .confusion();

        assertThat(counts.truePositives() + counts.falsePositives() + counts.falseNegatives() + counts.trueNegatives())
                .isEqualTo(GRID.shape().voxels() - ignored);
    }

    @Test
    void the_box_of_a_structure_is_tight_over_both_maps() {
        short[] ours = new short[GRID.shape().voxels()];
        short[] theirs = new short[ours.length];
        ours[GRID.shape().index(2, 3, 1)] = 1;
        theirs[GRID.shape().index(5, 1, 4)] = 1;

        Overlap overlap = Overlap.count(new LabelMap(GRID, ours), new LabelMap(GRID, theirs), List.of(set(1)), set())
                .getFirst();

        assertThat(overlap.box()).isEqualTo(new Box(2, 1, 1, 6, 4, 5));
        assertThat(overlap.isEmpty()).isFalse();
        assertThat(overlap.isOneSided()).isFalse();
    }

    @Test
    void structures_in_no_or_only_one_map_are_distinguished() {
        LabelMap empty = new LabelMap(GRID, new short[GRID.shape().voxels()]);
        LabelMap full = random(5, 3);

        assertThat(Overlap.count(empty, empty, List.of(set(1)), set())
                        .getFirst()
                        .isEmpty())
                .isTrue();
        assertThat(Overlap.count(empty, full, List.of(set(1)), set()).getFirst().isOneSided())
                .isTrue();
        assertThat(Overlap.count(full, empty, List.of(set(1)), set()).getFirst().isOneSided())
                .isTrue();
    }

    // ---- one Dice over all labels

    @ParameterizedTest
    @EnumSource
    void a_perfect_prediction_scores_one_and_one_without_any_overlap_nothing(GeneralizedDice weights) {
        Confusion perfect = new Confusion(10, 0, 0, 90);
        Confusion wrong = new Confusion(0, 10, 10, 80);

        assertThat(weights.of(List.of(perfect, perfect))).isEqualTo(1);
        assertThat(weights.of(List.of(wrong, wrong))).isZero();
        assertThat(weights.of(List.of(new Confusion(0, 0, 0, 100)))).isEqualTo(1);
        assertThat(weights.of(List.of(new Confusion(0, 5, 0, 95)))).isZero();
    }

    @Test
    void of_one_label_it_is_the_plain_dice_and_small_labels_count_more_with_weights() {
        Confusion large = new Confusion(900, 100, 100, 0);
        Confusion small = new Confusion(1, 9, 9, 0);

        assertThat(GeneralizedDice.SQUARE.of(List.of(large))).isCloseTo(0.9, within(1e-12));
        double uniform = GeneralizedDice.UNIFORM.of(List.of(large, small));
        double simple = GeneralizedDice.SIMPLE.of(List.of(large, small));
        double square = GeneralizedDice.SQUARE.of(List.of(large, small));
        assertThat(uniform).isGreaterThan(simple);
        assertThat(simple).isGreaterThan(square);
    }

    // ---- pairs of objects

    /** All ways to choose pairs of at most four objects on either side. */
    private static double best(List<Pair> pairs, int from, int used) {
        if (from == pairs.size()) {
            return 0;
        }
        double without = best(pairs, from + 1, used);
        Pair pair = pairs.get(from);
        int bits = (1 << pair.reference()) | (1 << (16 + pair.predicted()));
        return (used & bits) != 0 ? without : Math.max(without, pair.iou() + best(pairs, from + 1, used | bits));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_chosen_pairs_have_the_greatest_sum_of_all_ways_to_choose(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            List<Pair> pairs = new ArrayList<>();
            for (int reference = 1; reference <= 4; reference++) {
                for (int predicted = 1; predicted <= 4; predicted++) {
                    if (random.nextDouble() < 0.6) {
                        pairs.add(new Pair(reference, predicted, random.nextDouble()));
                    }
                }
            }

            List<Pair> chosen = Assignment.greatest(pairs);

            assertThat(chosen.stream().map(Pair::reference)).doesNotHaveDuplicates();
            assertThat(chosen.stream().map(Pair::predicted)).doesNotHaveDuplicates();
            assertThat(chosen.stream().mapToDouble(Pair::iou).sum()).isCloseTo(best(pairs, 0, 0), within(1e-9));
        }
    }

    @Test
    void the_order_of_pairs_does_not_matter_and_no_pairs_are_none() {
        List<Pair> pairs = List.of(new Pair(1, 1, 0.4), new Pair(1, 2, 0.5), new Pair(2, 1, 0.5), new Pair(2, 2, 0.4));

        assertThat(Assignment.greatest(pairs)).containsExactlyInAnyOrder(pairs.get(1), pairs.get(2));
        assertThat(Assignment.greatest(pairs.reversed())).containsExactlyInAnyOrder(pairs.get(1), pairs.get(2));
        assertThat(Assignment.greatest(List.of())).isEmpty();
    }

    // ---- distances in the world

    @ParameterizedTest
    @CsvSource({"1,1", "5,40", "60,60", "300,10"})
    void distances_to_the_nearest_voxel_equal_brute_force(int some, int others) {
        Shape shape = new Shape(12, 11, 10);
        Affine sheared = new Affine(1, 0.4, 0.1, 3, 0.2, 1.5, 0, -2, 0, 0.3, 2, 9);
        int[] targets =
                new Random(some).ints(some, 0, shape.voxels()).distinct().toArray();
        int[] queries = new Random(others).ints(others, 0, shape.voxels()).toArray();

        double[] distances = NearestVoxels.of(targets, shape, sheared).distancesMm(queries);

        for (int i = 0; i < queries.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int target : targets) {
                least = Math.min(least, distance(world(queries[i], shape, sheared), world(target, shape, sheared)));
            }
            assertThat(distances[i]).isCloseTo(least, within(1e-5));
        }
    }

    private static double[] world(int voxel, Shape shape, Affine affine) {
        int x = voxel % shape.x();
        int y = voxel / shape.x() % shape.y();
        int z = voxel / (shape.x() * shape.y());
        return affine.toWorld(x, y, z);
    }

    private static double distance(double[] one, double[] other) {
        return Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
    }
}
