package klarsyn.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.data.Cohort;
import klarsyn.data.Task;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.preflight.Moments;
import klarsyn.preflight.Preflight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomsTest {

    private static final List<Phantom> HEADS = IntStream.range(0, 16)
            .mapToObj(i -> Phantoms.generate(PhantomRecipe.DEFAULT, Seed.of(7).child("phantom", i)))
            .toList();

    @TempDir
    private Path folder;

    @Test
    void the_same_seed_gives_the_same_voxels_and_another_others() {
        Phantom again = Phantoms.generate(PhantomRecipe.DEFAULT, Seed.of(7).child("phantom", 3));

        assertThat(again.image().voxels()).isEqualTo(HEADS.get(3).image().voxels());
        assertThat(again.image().geometry()).isEqualTo(HEADS.get(3).image().geometry());
        assertThat(again.labels().voxels()).isEqualTo(HEADS.get(3).labels().voxels());
        assertThat(again.image().voxels()).isNotEqualTo(HEADS.get(4).image().voxels());
    }

    @Test
    void both_structures_have_hundreds_of_voxels_and_share_a_border_on_both_sides() {
        for (Phantom head : HEADS) {
            assertThat(count(head.labels(), 1)).isBetween(300L, 1500L);
            assertThat(count(head.labels(), 2)).isBetween(250L, 1500L);
            assertThat(neighbors(head.labels())).isBetween(15, 200);
        }
    }

    @Test
    void the_first_structure_lies_in_front_of_the_second_in_the_world_however_the_array_is_stored() {
        for (Phantom head : HEADS) {
            double[] front = center(head.labels(), 1);
            double[] back = center(head.labels(), 2);

            assertThat(front[1] - back[1]).isGreaterThan(4);
            assertThat(Math.abs(front[0] - back[0])).isLessThan(3);
            assertThat(head.labels().geometry()).isEqualTo(head.image().geometry());
        }
        assertThat(HEADS.stream()
                        .map(head -> head.image().geometry().orientation())
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(8);
    }

    @Test
    void voxels_are_finite_whole_and_differ_in_scale_between_heads() {
        for (Phantom head : HEADS) {
            boolean whole = true;
            for (float voxel : head.image().voxels()) {
                whole &= voxel >= 0 && voxel == Math.rint(voxel);
            }
            assertThat(whole).isTrue();
        }
        List<Double> means = HEADS.stream()
                .map(head -> Moments.of(head.image().voxels()).mean())
                .sorted()
                .toList();
        assertThat(means.getLast()).isGreaterThan(2 * means.getFirst());
    }

    @Test
    void ventricles_grow_with_age() {
        PhantomRecipe quiet =
                PhantomRecipe.DEFAULT.withNoise(0).withBias(0).withVariation(0).withLesionShare(0);
        List<Phantom> heads = IntStream.range(0, 12)
                .mapToObj(i -> Phantoms.generate(quiet, Seed.of(i)))
                .toList();

        assertThat(correlation(
                        heads.stream().mapToDouble(Phantom::ageYears).toArray(),
                        heads.stream()
                                .mapToDouble(PhantomsTest::darkInTheMiddle)
                                .toArray()))
                .isGreaterThan(0.9);
        assertThat(heads).allSatisfy(head -> assertThat(head.ageYears()).isBetween(20.0, 90.0));
    }

    @Test
    void a_lesion_darkens_white_matter_and_changes_nothing_else() {
        PhantomRecipe with = PhantomRecipe.DEFAULT.withNoise(0).withLesionShare(1);
        Phantom ill = Phantoms.generate(with, Seed.of(5));
        Phantom healthy = Phantoms.generate(with.withLesionShare(0), Seed.of(5));

        assertThat(ill.lesion()).isEqualTo(Phantom.Lesion.PRESENT);
        assertThat(healthy.lesion()).isEqualTo(Phantom.Lesion.ABSENT);
        assertThat(ill.labels().voxels()).isEqualTo(healthy.labels().voxels());
        int darker = 0;
        int brighter = 0;
        for (int i = 0; i < ill.image().voxels().length; i++) {
            float difference = ill.image().voxels()[i] - healthy.image().voxels()[i];
            brighter += difference > 0 ? 1 : 0;
            darker += difference < 0 ? 1 : 0;
        }
        assertThat(darker).isBetween(15, 300);
        assertThat(brighter).isZero();
    }

    @Test
    void without_variation_the_grid_is_the_recipes() {
        Phantom plain = Phantoms.generate(PhantomRecipe.DEFAULT.withVariation(0), Seed.of(1));

        assertThat(plain.image().shape()).isEqualTo(new Shape(40, 48, 32));
        assertThat(plain.image().geometry().orientation()).isEqualTo(Orientation.RAS);
        assertThat(plain.image().spacing().z()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void a_finer_grid_shows_the_same_head() {
        PhantomRecipe coarse = PhantomRecipe.DEFAULT.withVariation(0);
        PhantomRecipe fine = coarse.withGrid(new Shape(60, 72, 48), new Spacing(2 / 3.0, 2 / 3.0, 1));

        LabelMap few = Phantoms.generate(coarse, Seed.of(1)).labels();
        LabelMap many = Phantoms.generate(fine, Seed.of(1)).labels();

        for (int label = 1; label <= 2; label++) {
            double ml = count(few, label) * few.spacing().voxelMl();
            assertThat(count(many, label) * many.spacing().voxelMl()).isCloseTo(ml, within(0.06 * ml));
        }
    }

    @Test
    void no_interval_of_intensities_finds_a_structure() {
        for (int label = 1; label <= 2; label++) {
            assertThat(bestIntervalDice(label)).isLessThan(0.3);
        }
    }

    @Test
    void a_written_data_set_opens_and_is_sound() throws IOException {
        Cohort cohort = Phantoms.write(folder.resolve("heads"), 4, PhantomRecipe.DEFAULT, Seed.of(7));

        assertThat(cohort.cases()).hasSize(4);
        assertThat(cohort.task()).contains(new Task.Segmentation(Phantom.LABELS));
        assertThat(Preflight.scan(cohort, 2).findings()).isEmpty();
        Volume second = cohort.cases().get(1).readImage().getFirst();
        assertThat(second.voxels()).isEqualTo(HEADS.get(1).image().voxels());
        assertThat(second.geometry().matches(HEADS.get(1).image().geometry())).isTrue();
        assertThat(cohort.cases().get(1).readLabels().voxels())
                .isEqualTo(HEADS.get(1).labels().voxels());
        assertThat(Files.readAllLines(folder.resolve("heads/participants.tsv")))
                .hasSize(5)
                .first()
                .isEqualTo("id\tage\tlesion");
        assertThat(Files.readString(folder.resolve("heads/participants.tsv")))
                .contains("phantom_002\t%.1f\t".formatted(HEADS.get(1).ageYears()));
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> Phantoms.write(folder, 1, PhantomRecipe.DEFAULT, Seed.of(7)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not empty");
        assertThat(folder.toFile().list()).containsExactly("thesis.txt");
    }

    @Test
    void recipes_that_no_head_can_be_made_of_are_rejected() {
        assertThatThrownBy(() -> PhantomRecipe.DEFAULT.withNoise(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PhantomRecipe.DEFAULT.withLesionShare(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PhantomRecipe.DEFAULT.withGrid(new Shape(4, 48, 32), Spacing.isotropic(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long count(LabelMap labels, int label) {
        return labels.counts().getOrDefault(label, 0L);
    }

    /** Number of adjacent voxel pairs with labels 1 and 2. */
    private static int neighbors(LabelMap labels) {
        Shape shape = labels.shape();
        int touching = 0;
        for (int k = 0; k + 1 < shape.z(); k++) {
            for (int j = 0; j + 1 < shape.y(); j++) {
                for (int i = 0; i + 1 < shape.x(); i++) {
                    int here = labels.at(i, j, k);
                    touching += here * labels.at(i + 1, j, k) == 2 ? 1 : 0;
                    touching += here * labels.at(i, j + 1, k) == 2 ? 1 : 0;
                    touching += here * labels.at(i, j, k + 1) == 2 ? 1 : 0;
                }
            }
        }
        return touching;
    }

    private static double[] center(LabelMap labels, int label) {
        Shape shape = labels.shape();
        Geometry geometry = labels.geometry();
        double voxels = count(labels, label);
        double[] sum = new double[3];
        for (int k = 0; k < shape.z(); k++) {
            for (int j = 0; j < shape.y(); j++) {
                for (int i = 0; i < shape.x(); i++) {
                    if (labels.at(i, j, k) == label) {
                        double[] world = geometry.toWorld(i, j, k);
                        for (int axis = 0; axis < 3; axis++) {
                            sum[axis] += world[axis] / voxels;
                        }
                    }
                }
            }
        }
        return sum;
    }

    /** Darkness in the upper middle of the brain, where the ventricles are. */
    private static double darkInTheMiddle(Phantom head) {
        Volume image = head.image();
        double white = Moments.of(image.voxels()).max();
        double dark = 0;
        for (int k = 14; k < 24; k++) {
            for (int j = 12; j < 36; j++) {
                for (int i = 13; i < 27; i++) {
                    dark += Math.max(0, 0.5 - image.at(i, j, k) / white);
                }
            }
        }
        return dark;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = java.util.Arrays.stream(a).average().orElseThrow();
        double meanB = java.util.Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** Largest mean Dice of one interval of z-scored intensities, with ends in steps of 0.05. */
    private static double bestIntervalDice(int label) {
        int bins = 100;
        double[][] of = new double[HEADS.size()][bins + 1];
        double[][] all = new double[HEADS.size()][bins + 1];
        for (int h = 0; h < HEADS.size(); h++) {
            float[] voxels = HEADS.get(h).image().voxels();
            short[] labels = HEADS.get(h).labels().voxels();
            Moments moments = Moments.of(voxels);
            for (int i = 0; i < voxels.length; i++) {
                int bin = (int) Math.clamp((voxels[i] - moments.mean()) / moments.std() * 20 + 40, 0, bins - 1);
                all[h][bin + 1]++;
                of[h][bin + 1] += labels[i] == label ? 1 : 0;
            }
            for (int bin = 1; bin <= bins; bin++) {
                all[h][bin] += all[h][bin - 1];
                of[h][bin] += of[h][bin - 1];
            }
        }
        double best = 0;
        for (int low = 0; low < bins; low++) {
            for (int high = low + 1; high <= bins; high++) {
                double sum = 0;
                for (int h = 0; h < HEADS.size(); h++) {
                    double hit = of[h][high] - of[h][low];
                    sum += 2 * hit / (all[h][high] - all[h][low] + of[h][bins]);
                }
                best = Math.max(best, sum / HEADS.size());
            }
        }
        return best;
    }
}
