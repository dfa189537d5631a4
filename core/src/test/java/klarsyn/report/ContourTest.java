package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import klarsyn.base.Seed;
import org.junit.jupiter.api.Test;

class ContourTest {

    private static final Pattern LINE = Pattern.compile("M(\\S+) (\\S+?)L(\\S+) ([^M]+)");

    private record Line(double x1, double y1, double x2, double y2) {

        /** Whether a ray from the point to the left crosses it. */
        boolean isLeftOf(double x, double y) {
            if ((y1 > y) == (y2 > y)) {
                return false;
            }
            return x1 + (y - y1) / (y2 - y1) * (x2 - x1) < x;
        }

        double length() {
            return Math.hypot(x2 - x1, y2 - y1);
        }
    }

    private static List<Line> lines(String path) {
        return LINE.matcher(path)
                .results()
                .map(match -> new Line(
                        Double.parseDouble(match.group(1)),
                        Double.parseDouble(match.group(2)),
                        Double.parseDouble(match.group(3)),
                        Double.parseDouble(match.group(4))))
                .toList();
    }

    /** A mask in rows; outside is background. */
    private static Contour.Labels mask(String... rows) {
        return (column, row) -> row < 0 || row >= rows.length || column < 0 || column >= rows[row].length()
                ? 0
                : rows[row].charAt(column) - '0';
    }

    @Test
    void a_square_of_four_voxels_is_outlined_with_cut_corners() {
        List<Line> lines = lines(Contour.path(mask("0000", "0110", "0110", "0000"), 1, 4, 4));

        assertThat(lines).hasSize(8);
        assertThat(lines.stream().mapToDouble(Line::length).sum()).isCloseTo(4 + 4 * Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void a_mask_that_fills_the_picture_is_outlined_at_its_edge() {
        List<Line> lines = lines(Contour.path(mask("11", "11"), 1, 2, 2));

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.x1()).isBetween(0.0, 2.0);
            assertThat(line.y2()).isBetween(0.0, 2.0);
        });
        assertThat(lines).contains(new Line(0.5, 0, 1.5, 0));
    }

    @Test
    void a_hole_has_an_outline_of_its_own() {
        Contour.Labels ring = mask("11111", "11111", "11011", "11111", "11111");
        List<Line> lines = lines(Contour.path(ring, 1, 5, 5));

        assertThat(lines).contains(new Line(2.5, 2, 2, 2.5));
        assertThat(crossings(lines, 2, 2)).isEven();
        assertThat(crossings(lines, 1, 1)).isOdd();
    }

    @Test
    void an_absent_label_has_no_outline() {
        assertThat(Contour.path(mask("110", "100"), 2, 3, 2)).isEmpty();
    }

    @Test
    void the_center_of_a_voxel_is_inside_exactly_if_the_voxel_has_the_label() {
        RandomGenerator random = Seed.of(4).generator();
        int side = 12;
        int[] labels = random.ints(144, 0, 3).toArray();
        Contour.Labels picture = (column, row) ->
                column < 0 || row < 0 || column >= side || row >= side ? 0 : labels[row * side + column];
        for (int label = 1; label <= 2; label++) {
            List<Line> lines = lines(Contour.path(picture, label, side, side));
            for (int voxel = 0; voxel < labels.length; voxel++) {
                assertThat(crossings(lines, voxel % side, voxel / side) % 2 == 1)
                        .as("label %d at %d, %d", label, voxel % side, voxel / side)
                        .isEqualTo(labels[voxel] == label);
            }
        }
    }

    /** Just above the center, where no line ends. */
    private static int crossings(List<Line> lines, int column, int row) {
        return (int) lines.stream()
                .filter(line -> line.isLeftOf(column + 0.5, row + 0.5 - 0.01))
                .count();
    }
}
