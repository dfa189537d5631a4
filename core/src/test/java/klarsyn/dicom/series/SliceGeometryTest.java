package klarsyn.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planes, their spacing, and what a maker writes of them, without a file. */
class SliceGeometryTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final double[] AXIAL = {1, 0, 0, 0, 1, 0};

    @Test
    void a_cross_product_is_at_right_angles_to_both_and_turns_with_their_order() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Vector3 a = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            Vector3 b = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            Vector3 normal = a.cross(b);

            assertThat(normal.dot(a)).isCloseTo(0, EXACT);
            assertThat(normal.dot(b)).isCloseTo(0, EXACT);
            assertThat(normal.plus(b.cross(a)).length()).isCloseTo(0, EXACT);
            assertThat(a.unit().length()).isCloseTo(1, EXACT);
        }
    }

    @Test
    void pixel_spacing_names_the_distance_of_rows_first() {
        SlicePlane plane = SlicePlane.of(new double[] {10, 20, 30}, AXIAL, new double[] {0.5, 2})
                .orElseThrow();

        assertThat(plane.pixel(0, 0)).isEqualTo(new Vector3(10, 20, 30));
        assertThat(plane.pixel(3, 0)).isEqualTo(new Vector3(16, 20, 30));
        assertThat(plane.pixel(0, 4)).isEqualTo(new Vector3(10, 22, 30));
    }

    /** DICOM's axes point left, back and up; the world of an image right, front and up. */
    @Test
    void the_affine_leads_to_the_same_place_in_the_world() {
        Random random = new Random(2);
        double angle = 0.4;
        double[] oblique = {Math.cos(angle), Math.sin(angle), 0, -Math.sin(angle) * 0.6, Math.cos(angle) * 0.6, 0.8};
        SlicePlane plane = SlicePlane.of(new double[] {-5, 7, 11}, oblique, new double[] {0.7, 0.9})
                .orElseThrow();
        Vector3 step = plane.normal().times(3);
        for (int i = 0; i < 20; i++) {
            int column = random.nextInt(100);
            int row = random.nextInt(100);
            int slice = random.nextInt(30);
            Vector3 place = plane.at(plane.position().plus(step.times(slice))).pixel(column, row);

            double[] world = plane.affine(step).toWorld(column, row, slice);

            assertThat(world[0]).isCloseTo(-place.x(), EXACT);
            assertThat(world[1]).isCloseTo(-place.y(), EXACT);
            assertThat(world[2]).isCloseTo(place.z(), EXACT);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong            | position | directions          | spacing
        no position                | ''       | 1 0 0 0 1 0         | 1 1
        two numbers of a position  | 1 2      | 1 0 0 0 1 0         | 1 1
        five of the directions     | 1 2 3    | 1 0 0 0 1           | 1 1
        one of the spacing         | 1 2 3    | 1 0 0 0 1 0         | 1
        a direction of length 2    | 1 2 3    | 2 0 0 0 1 0         | 1 1
        directions not square      | 1 2 3    | 1 0 0 0.7071 0.7071 0 | 1 1
        twice the same direction   | 1 2 3    | 1 0 0 1 0 0         | 1 1
        a spacing of 0             | 1 2 3    | 1 0 0 0 1 0         | 0 1
        a negative spacing         | 1 2 3    | 1 0 0 0 1 0         | 1 -1
        no number                  | 1 2 NaN  | 1 0 0 0 1 0         | 1 1
        an infinite spacing        | 1 2 3    | 1 0 0 0 1 0         | 1 Infinity
        directions of no number    | 1 2 3    | NaN 0 0 0 1 0       | 1 1
        """)
    void numbers_that_describe_no_plane_are_none(String wrong, String position, String directions, String spacing) {
        assertThat(SlicePlane.of(numbers(position), numbers(directions), numbers(spacing)))
                .as(wrong)
                .isEmpty();
    }

    @Test
    void directions_written_with_few_digits_are_taken_at_length_one() {
        SlicePlane plane = SlicePlane.of(
                        new double[3], new double[] {0.999, 0.01, 0, -0.01, 1.001, 0}, new double[] {1, 1})
                .orElseThrow();

        assertThat(plane.along().length()).isCloseTo(1, EXACT);
        assertThat(plane.down().length()).isCloseTo(1, EXACT);
    }

    // ---- distances of slices

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # positions in mm         | what is wrong
        0 3 6 9                   | none
        0 5                       | none
        0 3.1 5.9 9.05            | none
        -7.5 -5 -2.5 0            | none
        0 3 9 12                  | 1 missing
        0 3 6 15 18               | 2 missing
        0 2 7 9                   | uneven
        0 3 7 9                   | uneven
        """)
    void positions_are_even_or_lack_slices_or_are_uneven(String positions, String wrong) {
        List<SeriesProblem> problems = SliceSpacing.problems(numbers(positions));

        String found = problems.isEmpty()
                ? "none"
                : switch (problems.getFirst()) {
                    case SeriesProblem.MissingSlices missing ->
                        missing.gaps().stream()
                                        .mapToInt(SeriesProblem.MissingSlices.Gap::missing)
                                        .sum()
                                + " missing";
                    case SeriesProblem.UnevenSpacing _ -> "uneven";
                    default -> "another";
                };
        assertThat(found).isEqualTo(wrong);
    }

    /** Evenness has nothing to do with where a series begins, in what unit it is, or from which end it is seen. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 3 6 9
        0 3 9 12
        0 2 7 9
        """)
    void moving_stretching_and_mirroring_positions_does_not_change_the_result(String positions) {
        double[] plain = numbers(positions);
        double[] moved = Arrays.stream(plain).map(mm -> mm * 2.5 - 100).toArray();
        double[] mirrored = Arrays.stream(plain).map(mm -> -mm).sorted().toArray();

        assertThat(SliceSpacing.problems(moved)).hasSameSizeAs(SliceSpacing.problems(plain));
        assertThat(SliceSpacing.problems(mirrored)).hasSameSizeAs(SliceSpacing.problems(plain));
    }

    // ---- the protocol of a maker

    @Test
    void a_protocol_is_found_between_its_marks_wherever_it_stands() {
        String text = "\0\0junk### ASCCONV BEGIN object=x ###\nsSliceArray.lSize = 27\nname\t=\t\"a = b\"\nno value\n"
                + "### ASCCONV END ###\0later = 5";

        assertThat(CsaHeader.protocol(text.getBytes(StandardCharsets.ISO_8859_1)))
                .containsEntry("sSliceArray.lSize", "27")
                .containsEntry("name", "\"a = b\"")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"''", "'### ASCCONV BEGIN\na = 1'", "'a = 1\n### ASCCONV END'", "'### ASCCONV END ### ASCCONV BEGIN'"})
    void a_protocol_without_both_marks_is_none(String text) {
        assertThat(CsaHeader.protocol(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"' 1.5 ',1.5", "-3e2,-300", "27,27"})
    void numbers_of_a_protocol_are_read(String text, double value) {
        assertThat(CsaHeader.number(text)).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "1;2", "0x1b"})
    void words_of_a_protocol_are_no_numbers(String text) {
        assertThat(CsaHeader.number(text)).isEmpty();
    }

    private static double[] numbers(String text) {
        return text.isEmpty()
                ? new double[0]
                : Arrays.stream(text.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }
}
