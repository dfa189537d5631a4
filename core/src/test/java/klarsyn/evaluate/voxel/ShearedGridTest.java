package klarsyn.evaluate.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.evaluate.CaseScore;
import klarsyn.evaluate.LabelScore;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.region.DistanceTransform;
import org.junit.jupiter.api.Test;

/** A grid with non-orthogonal axes is measured in the world: positions are the affine times the index. */
class ShearedGridTest {

    /** Columns of lengths 0.702, 0.906 and 2.865 mm; the voxel volume is 1.582 mm³, not 1.821. */
    private static final Affine SHEARED = new Affine(0.7, 0.1, 0, -40, 0, 0.9, 1.4, 25, 0.05, 0, 2.5, 1000);

    /**
     * SciPy 1.17, by a k-d tree over world positions:
     *
     * <pre>{@code
     * A = np.array([[.7, .1, 0], [0, .9, 1.4], [.05, 0, 2.5]]); x, y, z = np.mgrid[:24, :20, :14]
     * def ball(cx, cy, cz, r): return ((np.stack([x-cx, y-cy, z-cz], -1) @ A.T)**2).sum(-1) <= r*r
     * ref = np.where(ball(9, 9, 6, 6), 1, 0); ref[ball(17, 9, 6, 4)] = 2
     * pre = np.where(ball(10, 8, 6, 5.5), 1, 0); pre[ball(16, 10, 7, 4.5)] = 2
     * edge = lambda m: np.argwhere(m & ~nd.binary_erosion(m)) @ A.T
     * for l in (1, 2):
     *     a, b = edge(ref == l), edge(pre == l); ab, ba = cKDTree(b).query(a)[0], cKDTree(a).query(b)[0]
     *     both = np.r_[ab, ba]
     *     print(both.max(), max(np.percentile(ab, 95), np.percentile(ba, 95)), both.mean(), (both <= 1).mean())
     * }</pre>
     */
    @Test
    void surface_distances_are_scipys_between_world_positions() {
        LabelMap reference = balls(new double[][] {{9, 9, 6, 6}, {17, 9, 6, 4}});
        LabelMap predicted = balls(new double[][] {{10, 8, 6, 5.5}, {16, 10, 7, 4.5}});

        CaseScore score = CaseScore.of("balls", reference, predicted, Labels.of("head", "tail"), 1);

        LabelScore head = score.labels().get(0);
        assertThat(head.referenceMl()).isCloseTo(502 * 1.582e-3, within(1e-12));
        assertThat(head.predictedMl()).isCloseTo(372 * 1.582e-3, within(1e-12));
        assertSurface(head, 3.5089172119045493, 1.8688231591030742, 0.547466813113294, 0.7560581583198708);
        assertSurface(
                score.labels().get(1), 4.061095911204267, 3.413575837739657, 1.5378562723069658, 0.4265536723163842);
    }

    /** Distances are floats, hence 1e-6. */
    private static void assertSurface(LabelScore score, double hd, double hd95, double assd, double surfaceDice) {
        assertThat(score.surface().hdMm()).isCloseTo(hd, within(1e-6));
        assertThat(score.hd95Mm()).isCloseTo(hd95, within(1e-6));
        assertThat(score.assdMm()).isCloseTo(assd, within(1e-6));
        assertThat(score.surfaceDice()).isCloseTo(surfaceDice, within(1e-12));
    }

    @Test
    void a_label_in_only_one_map_has_the_longest_diagonal_as_distance() {
        CaseScore score = CaseScore.of(
                "missed", balls(new double[][] {{9, 9, 6, 6}}), balls(new double[][] {}), Labels.of("head"), 1);

        assertThat(score.labels().getFirst().hd95Mm()).isCloseTo(55.4764815034263, within(1e-9));
    }

    /**
     * NumPy: the area of a piece with the corners p, q, r is {@code norm(cross(A @ (q - p), A @ (r - p)))}, halved for a
     * triangle.
     */
    @Test
    void pieces_of_surface_have_their_area_in_the_world() {
        double[] areas = SurfaceArea.ofCubes(SHEARED);

        assertThat(areas[0b00000001]).isCloseTo(0.34197838930259905, within(1e-12)); // a corner
        assertThat(areas[0b00000010]).isCloseTo(0.37936521816054786, within(1e-12)); // its neighbor along x
        assertThat(areas[0b00010001]).isCloseTo(1.4437797615980077, within(1e-12)); // an edge along z
        assertThat(areas[0b01010101]).isCloseTo(2.2681710693860815, within(1e-12)); // a face across x
        assertThat(areas[0b00110011]).isCloseTo(2.006937966156403, within(1e-12)); // a face across y
        assertThat(areas[0b00001111]).isCloseTo(0.6316248886799823, within(1e-12)); // a face across z
    }

    @Test
    void pieces_of_an_outline_have_their_length_in_the_world() {
        double[] lengths = SurfaceArea.ofSquares(SHEARED);

        assertThat(lengths[0b0011]).isCloseTo(0.70178344238091, within(1e-12));
        assertThat(lengths[0b0101]).isCloseTo(0.9055385138137417, within(1e-12));
        assertThat(lengths[0b0001]).isCloseTo(0.5414101956926929, within(1e-12));
        assertThat(lengths[0b0010]).isCloseTo(0.6025985396596975, within(1e-12));
        assertThat(lengths[0b1001]).isCloseTo(2 * 0.5414101956926929, within(1e-12));
    }

    /** SciPy and NumPy, by the areas above and a k-d tree over the cells' world positions. */
    @Test
    void surface_dice_by_area_compares_distances_in_the_world() {
        Geometry grid = new Geometry(new Shape(12, 10, 9), SHEARED);
        boolean[] reference = box(grid.shape(), 2);
        boolean[] predicted = box(grid.shape(), 3);

        assertThat(SubvoxelSurface.dice(reference, predicted, grid, 0)).isCloseTo(0.7944846499877166, within(1e-6));
        assertThat(SubvoxelSurface.dice(reference, predicted, grid, 2.5)).isCloseTo(0.8430140729004059, within(1e-6));
        assertThat(SubvoxelSurface.dice(reference, predicted, grid, 2.6)).isCloseTo(0.9724630909616856, within(1e-6));
    }

    private static boolean[] box(Shape shape, int firstSlice) {
        boolean[] mask = new boolean[shape.voxels()];
        for (int z = firstSlice; z < firstSlice + 4; z++) {
            for (int y = 3; y < 7; y++) {
                for (int x = 3; x < 8; x++) {
                    mask[shape.index(x, y, z)] = true;
                }
            }
        }
        return mask;
    }

    @Test
    void the_search_in_the_world_agrees_with_the_distance_transform_at_right_angles() {
        Shape shape = new Shape(31, 23, 17);
        Spacing spacing = new Spacing(0.7, 0.9, 2.5);
        RandomGenerator random = Seed.of(5).generator();
        boolean[] isElsewhere = new boolean[shape.voxels()];
        List<Integer> voxels = new ArrayList<>();
        for (int i = 0; i < isElsewhere.length; i++) {
            isElsewhere[i] = random.nextInt(40) > 0;
            if (!isElsewhere[i]) {
                voxels.add(i);
            }
        }
        int[] all = new int[isElsewhere.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }

        double[] found = NearestVoxels.of(
                        voxels.stream().mapToInt(Integer::intValue).toArray(), shape, Affine.scaling(spacing))
                .distancesMm(all);

        float[] expected = DistanceTransform.mm(isElsewhere, shape, spacing);
        for (int i = 0; i < all.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(2e-6 * (1 + expected[i])));
        }
    }

    @Test
    void without_any_voxel_to_find_distances_are_infinite() {
        assertThat(NearestVoxels.of(new int[0], new Shape(2, 2, 2), SHEARED).distancesMm(new int[] {3}))
                .containsExactly(Double.POSITIVE_INFINITY);
    }

    /** Balls in the world around voxels, each {@code {i, j, k, mm}}, numbered from 1. */
    private static LabelMap balls(double[][] balls) {
        Shape shape = new Shape(24, 20, 14);
        short[] voxels = new short[shape.voxels()];
        Affine linear = SHEARED.withOrigin(0, 0, 0);
        for (int z = 0; z < shape.z(); z++) {
            for (int y = 0; y < shape.y(); y++) {
                for (int x = 0; x < shape.x(); x++) {
                    for (int ball = 0; ball < balls.length; ball++) {
                        double[] b = balls[ball];
                        double[] mm = linear.toWorld(x - b[0], y - b[1], z - b[2]);
                        if (mm[0] * mm[0] + mm[1] * mm[1] + mm[2] * mm[2] <= b[3] * b[3]) {
                            voxels[shape.index(x, y, z)] = (short) (ball + 1);
                        }
                    }
                }
            }
        }
        return new LabelMap(new Geometry(shape, SHEARED), voxels);
    }
}
