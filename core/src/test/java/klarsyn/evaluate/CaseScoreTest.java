package klarsyn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.voxel.Confusion;
import klarsyn.evaluate.voxel.Detection;
import klarsyn.evaluate.voxel.SurfaceAgreement;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;

class CaseScoreTest {

    private static final Labels LABELS = Labels.of("head", "tail");
    private static final Geometry GRID = Geometry.of(new Shape(24, 20, 14), new Spacing(0.7, 0.9, 2.5));

    /**
     * SciPy 1.17:
     *
     * <pre>{@code
     * x, y, z = np.mgrid[:24, :20, :14]; s = (0.7, 0.9, 2.5)
     * def ball(cx, cy, cz, r): return ((x-cx)*s[0])**2 + ((y-cy)*s[1])**2 + ((z-cz)*s[2])**2 <= r*r
     * ref = np.where(ball(9, 9, 6, 6), 1, 0); ref[ball(17, 9, 6, 4)] = 2
     * pre = np.where(ball(10, 8, 6, 5.5), 1, 0); pre[ball(16, 10, 7, 4.5)] = 2
     * edge = lambda m: m & ~nd.binary_erosion(m)
     * d = lambda p, q: nd.distance_transform_edt(~edge(q), sampling=s)[edge(p)]
     * for l in (1, 2):
     *     a, b = ref == l, pre == l; ab, ba = d(a, b), d(b, a); both = np.r_[ab, ba]
     *     print(2*(a & b).sum()/(a.sum()+b.sum()), max(np.percentile(ab, 95), np.percentile(ba, 95)),
     *           both.mean(), (both <= 1).mean(), a.sum(), b.sum())
     * }</pre>
     */
    @Test
    void scores_on_an_anisotropic_grid_equal_scipys() {
        LabelMap reference = balls(new double[][] {{9, 9, 6, 6}, {17, 9, 6, 4}});
        LabelMap predicted = balls(new double[][] {{10, 8, 6, 5.5}, {16, 10, 7, 4.5}});

        CaseScore score = CaseScore.of("balls", reference, predicted, LABELS, 1);

        assertScore(score.labels().get(0), 0.7315914489311164, 1.8, 0.5733962634863452, 0.755834829443447);
        assertScore(score.labels().get(1), 0.5305164319248826, 2.7540742843401844, 1.6957803801, 0.29545454545454547);
        double voxelMl = 0.7 * 0.9 * 2.5 / 1000;
        assertThat(score.labels().get(0).referenceMl()).isCloseTo(493 * voxelMl, within(1e-12));
        assertThat(score.labels().get(0).predictedMl()).isCloseTo(349 * voxelMl, within(1e-12));
        assertThat(score.meanDice()).isCloseTo((0.7315914489311164 + 0.5305164319248826) / 2, within(1e-12));
    }

    /** Distances are floats, hence 1e-6. */
    private static void assertScore(LabelScore score, double dice, double hd95, double assd, double surfaceDice) {
        assertThat(score.dice()).isCloseTo(dice, within(1e-12));
        assertThat(score.hd95Mm()).isCloseTo(hd95, within(1e-6));
        assertThat(score.assdMm()).isCloseTo(assd, within(1e-6));
        assertThat(score.surfaceDice()).isCloseTo(surfaceDice, within(1e-12));
    }

    @Test
    void a_perfect_prediction_has_no_distance() {
        LabelMap map = balls(new double[][] {{9, 9, 6, 6}, {17, 9, 6, 4}});
        for (LabelScore score : CaseScore.of("same", map, map, LABELS, 0).labels()) {
            assertThat(score.dice()).isEqualTo(1);
            assertThat(score.hd95Mm()).isZero();
            assertThat(score.assdMm()).isZero();
            assertThat(score.surfaceDice()).isEqualTo(1);
        }
    }

    @Test
    void scores_are_symmetric() {
        LabelMap one = balls(new double[][] {{9, 9, 6, 6}, {17, 9, 6, 4}});
        LabelMap other = balls(new double[][] {{10, 8, 6, 5.5}, {16, 10, 7, 4.5}});
        LabelScore there = CaseScore.of("a", one, other, LABELS, 1).labels().getFirst();
        LabelScore back = CaseScore.of("a", other, one, LABELS, 1).labels().getFirst();
        assertThat(back.dice()).isEqualTo(there.dice());
        assertThat(back.hd95Mm()).isEqualTo(there.hd95Mm());
        assertThat(back.assdMm()).isCloseTo(there.assdMm(), within(1e-12));
        assertThat(back.surfaceDice()).isEqualTo(there.surfaceDice());
    }

    @Test
    void a_label_absent_in_both_is_excluded_from_the_mean() {
        LabelMap map = balls(new double[][] {{9, 9, 6, 6}});
        CaseScore score = CaseScore.of("one", map, map, LABELS, 1);
        LabelScore absent = score.labels().get(1);
        assertThat(absent.isDefined()).isFalse();
        assertThat(absent.dice()).isNaN();
        assertThat(absent.hd95Mm()).isNaN();
        assertThat(score.meanDice()).isEqualTo(1);
    }

    @Test
    void a_label_in_only_one_map_has_the_diagonal_as_distance() {
        LabelMap reference = balls(new double[][] {{9, 9, 6, 6}});
        LabelMap empty = balls(new double[][] {});
        double diagonal = Math.sqrt(16.8 * 16.8 + 18.0 * 18.0 + 35.0 * 35.0);
        for (CaseScore score : new CaseScore[] {
            CaseScore.of("missed", reference, empty, LABELS, 1), CaseScore.of("made up", empty, reference, LABELS, 1)
        }) {
            LabelScore head = score.labels().getFirst();
            assertThat(head.isOneSided()).isTrue();
            assertThat(head.dice()).isZero();
            assertThat(head.surfaceDice()).isZero();
            assertThat(head.hd95Mm()).isCloseTo(diagonal, within(1e-9));
            assertThat(head.assdMm()).isCloseTo(diagonal, within(1e-9));
        }
    }

    @Test
    void a_slice_has_an_outline_not_a_surface_of_all_its_voxels() {
        Geometry slice = Geometry.of(new Shape(9, 9, 1), Spacing.isotropic(1));
        short[] square = new short[81];
        short[] moved = new short[81];
        for (int y = 2; y < 7; y++) {
            for (int x = 2; x < 7; x++) {
                square[x + 9 * y] = 1;
                moved[x + 1 + 9 * y] = 1;
            }
        }
        LabelScore score = CaseScore.of(
                        "slice", new LabelMap(slice, square), new LabelMap(slice, moved), Labels.of("a"), 0.5)
                .labels()
                .getFirst();
        // Each outline has 16 voxels; those of the upper and the lower edge coincide in 4 each, the
        // others lie 1 mm off.
        assertThat(score.hd95Mm()).isEqualTo(1);
        assertThat(score.surfaceDice()).isEqualTo(16.0 / 32);
    }

    @Test
    void a_region_is_scored_by_its_members() {
        LabelMap reference = balls(new double[][] {{9, 9, 6, 6}, {17, 9, 6, 4}});
        LabelMap predicted = balls(new double[][] {{10, 8, 6, 5.5}, {16, 10, 7, 4.5}});
        Labels regions = new Labels(List.of(new Label(1, "both", List.of(1, 2)), new Label(2, "tail")));
        List<LabelScore> scores =
                CaseScore.of("regions", reference, predicted, regions, 1).labels();
        LabelScore united = CaseScore.of("united", united(reference), united(predicted), Labels.of("all"), 1)
                .labels()
                .getFirst();
        assertThat(scores.get(0).voxels()).isEqualTo(united.voxels());
        assertThat(scores.get(0).surface()).isEqualTo(united.surface());
        assertThat(scores.get(0).lesions()).isEqualTo(united.lesions());
        assertThat(scores.get(1).surface())
                .isEqualTo(CaseScore.of("plain", reference, predicted, LABELS, 1)
                        .labels()
                        .get(1)
                        .surface());
    }

    private static LabelMap united(LabelMap map) {
        short[] one = new short[map.voxels().length];
        for (int i = 0; i < one.length; i++) {
            one[i] = (short) Math.min(1, map.voxels()[i]);
        }
        return new LabelMap(map.geometry(), one);
    }

    /** Rows of 12 voxels: the ignored half of the bar hides an error and makes no surface where it begins. */
    @Test
    void ignored_voxels_are_excluded() {
        Labels labels = new Labels(List.of(new Label(1, "bar")), Set.of(9));
        LabelMap reference = row(0, 1, 1, 1, 9, 9, 9, 9, 0, 0, 0, 0);
        LabelMap predicted = row(0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 1, 0);
        LabelScore score =
                CaseScore.of("bar", reference, predicted, labels, 0.5).labels().getFirst();
        assertThat(score.voxels()).isEqualTo(new Confusion(3, 1, 0, 4));
        assertThat(score.lesions().detection()).isEqualTo(new Detection(1, 0, 1, 1));
        // Surfaces: voxel 1 of the reference, voxels 1 and 10 of the prediction; 3 borders on what is ignored.
        assertThat(score.surface()).isEqualTo(new SurfaceAgreement(9, 0.95 * 9, 3, 2.0 / 3));
    }

    @Test
    void a_label_with_an_ignored_surface_has_no_distances() {
        Labels labels = new Labels(List.of(new Label(1, "bar")), Set.of(9));
        LabelMap reference = row(0, 0, 9, 9, 1, 1, 1, 9, 9, 0, 0, 0);
        LabelScore score = CaseScore.of("bar", reference, row(0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0), labels, 1)
                .labels()
                .getFirst();
        assertThat(score.dice()).isEqualTo(1);
        assertThat(score.hd95Mm()).isNaN();
        assertThat(score.surfaceDice()).isNaN();
    }

    @Test
    void a_label_with_a_surface_only_in_the_prediction_has_no_distances() {
        Labels labels = new Labels(List.of(new Label(1, "bar")), Set.of(9));
        LabelScore score = CaseScore.of("bar", row(9, 1, 9, 0, 0), row(0, 1, 0, 1, 0), labels, 1)
                .labels()
                .getFirst();
        assertThat(score.dice()).isEqualTo(2.0 / 3);
        assertThat(score.surface()).isEqualTo(SurfaceAgreement.UNDEFINED);
    }

    private static LabelMap row(int... labels) {
        short[] voxels = new short[labels.length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) labels[i];
        }
        return new LabelMap(Geometry.of(new Shape(labels.length, 1, 1), Spacing.isotropic(1)), voxels);
    }

    @Test
    void one_voxel_is_its_own_surface() {
        LabelMap voxel = new LabelMap(Geometry.of(new Shape(1, 1, 1), Spacing.isotropic(1)), new short[] {1});
        LabelScore score =
                CaseScore.of("voxel", voxel, voxel, Labels.of("a"), 1).labels().getFirst();
        assertThat(score.hd95Mm()).isZero();
        assertThat(score.surfaceDice()).isEqualTo(1);
    }

    @Test
    void a_prediction_on_another_grid_is_rejected() {
        LabelMap small = new LabelMap(Geometry.of(new Shape(2, 2, 2), Spacing.isotropic(1)), new short[8]);
        assertThatThrownBy(() -> CaseScore.of("case_7", balls(new double[][] {}), small, LABELS, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("case_7")
                .hasMessageContaining("2×2×2");
    }

    @Test
    void a_tolerance_below_zero_is_rejected() {
        LabelMap empty = balls(new double[][] {});
        assertThatThrownBy(() -> CaseScore.of("a", empty, empty, LABELS, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LabelMap balls(double[][] balls) {
        Shape shape = GRID.shape();
        short[] labels = new short[shape.voxels()];
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++) {
                    for (int ball = 0; ball < balls.length; ball++) {
                        double[] b = balls[ball];
                        double dx = (x - b[0]) * 0.7;
                        double dy = (y - b[1]) * 0.9;
                        double dz = (z - b[2]) * 2.5;
                        if (dx * dx + dy * dy + dz * dz <= b[3] * b[3]) {
                            labels[shape.index(x, y, z)] = (short) (ball + 1);
                        }
                    }
                }
            }
        }
        return new LabelMap(GRID, labels);
    }
}
