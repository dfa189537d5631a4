package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.data.Units;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.report.RunReport.Overlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureTest {

    /** Axes to right, anterior and superior. */
    private static final Geometry GRID = Geometry.of(new Shape(6, 5, 4), new Spacing(1, 2, 3));

    private static Volume bright(int x, int y, int z) {
        float[] voxels = new float[GRID.shape().voxels()];
        voxels[GRID.shape().index(x, y, z)] = 1;
        return new Volume(GRID, voxels);
    }

    private static Picture picture(Volume image, Plane plane, Units units, int... center) {
        LabelMap empty = new LabelMap(image.geometry(), new short[image.voxels().length]);
        return picture(new Overlay("Best case", "case <1>", 1, image, empty, empty), plane, units, center);
    }

    private static Picture picture(Overlay overlay, Plane plane, Units units, int... center) {
        Display display = Display.of(overlay.image().geometry());
        Shape shape = display.shape();
        Focus whole = new Focus(center, new int[3], new int[] {shape.x() - 1, shape.y() - 1, shape.z() - 1});
        return new Picture(overlay, display, whole, new Window(0, 1), plane, units);
    }

    private static BufferedImage pixels(Picture picture) {
        return Decoded.pictures(picture.drawing(1).markup()).getFirst();
    }

    private static List<Integer> brightest(BufferedImage pixels) {
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                if (Decoded.sample(pixels, x, y, 0) == 255) {
                    return List.of(x, y);
                }
            }
        }
        return List.of();
    }

    @ParameterizedTest
    @CsvSource({"AXIAL, 5, 4", "CORONAL, 5, 3", "SAGITTAL, 4, 3"})
    void a_voxel_at_the_patients_left_back_and_foot_is_at_the_lower_right(Plane plane, int column, int row) {
        Volume image = bright(0, 0, 0); // leftmost, hindmost, lowest

        assertThat(brightest(pixels(picture(image, plane, Units.PATIENT, 5, 4, 3))))
                .containsExactly(column, row);
    }

    @ParameterizedTest
    @EnumSource
    void a_voxel_at_the_patients_right_front_and_head_is_at_the_upper_left(Plane plane) {
        Volume image = bright(5, 4, 3);

        assertThat(brightest(pixels(picture(image, plane, Units.PATIENT, 0, 0, 0))))
                .containsExactly(0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void the_stored_orientation_does_not_change_the_picture(Plane plane) {
        Volume image = bright(1, 3, 2);
        List<Integer> expected = brightest(pixels(picture(image, plane, Units.PATIENT, 4, 1, 1)));

        assertThat(expected).hasSize(2);
        for (Orientation orientation : Orientation.all()) {
            Picture turned = picture(image.reorientedTo(orientation), plane, Units.PATIENT, 4, 1, 1);
            assertThat(brightest(pixels(turned))).as(orientation.toString()).isEqualTo(expected);
        }
    }

    @Test
    void the_letters_of_a_plane_name_the_sides_of_its_picture() {
        String axial = picture(bright(0, 0, 0), Plane.AXIAL, Units.PATIENT, 0, 0, 0)
                .drawing(1)
                .markup();

        assertThat(letter(axial, "R").x()).isLessThan(3);
        assertThat(letter(axial, "L").x()).isGreaterThan(3);
        assertThat(letter(axial, "A").y()).isLessThan(5);
        assertThat(letter(axial, "P").y()).isGreaterThan(5);
        assertThat(picture(bright(0, 0, 0), Plane.SAGITTAL, Units.PATIENT, 0, 0, 0)
                        .drawing(1)
                        .markup())
                .contains(">A</text>", ">P</text>", ">S</text>", ">I</text>")
                .doesNotContain(">R</text>", ">L</text>");
    }

    private record Position(double x, double y) {}

    private static Position letter(String drawing, String letter) {
        Matcher matcher = Pattern.compile("x=\"([\\d.]+)\" y=\"([\\d.]+)\"[^>]*>" + letter + "</text>")
                .matcher(drawing);
        assertThat(matcher.find()).isTrue();
        return new Position(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    }

    @Test
    void a_picture_is_as_large_as_its_voxels_and_names_plane_and_case() {
        Picture coronal = picture(bright(0, 0, 0), Plane.CORONAL, Units.PATIENT, 0, 0, 0);

        assertThat(coronal.widthMm()).isEqualTo(6);
        assertThat(coronal.heightMm()).isEqualTo(12);
        assertThat(coronal.drawing(1).markup())
                .contains("viewBox=\"0 0 6 12\"", "aria-label=\"coronal plane of case &lt;1&gt;\"", "scale(1.0 3.0)");
    }

    @Test
    void without_patient_directions_there_are_no_letters() {
        assertThat(picture(bright(0, 0, 0), Plane.AXIAL, Units.PIXELS, 0, 0, 0)
                        .drawing(1)
                        .markup())
                .contains("aria-label=\"case &lt;1&gt;\"", " px</text>")
                .doesNotContain(">R</text>", "plane of");
    }

    @Test
    void each_label_of_the_slice_has_one_outline_per_map() {
        short[] labels = new short[GRID.shape().voxels()];
        labels[GRID.shape().index(1, 1, 0)] = 1;
        labels[GRID.shape().index(3, 3, 0)] = 2;
        labels[GRID.shape().index(3, 3, 3)] = 3; // in another slice
        LabelMap reference = new LabelMap(GRID, labels);
        LabelMap nothing = new LabelMap(GRID, new short[labels.length]);
        Overlay overlay = new Overlay("Worst case", "a", 0, bright(0, 0, 0), reference, nothing);

        String drawing =
                picture(overlay, Plane.AXIAL, Units.PATIENT, 0, 0, 3).drawing(1).markup();

        assertThat(Pattern.compile("<path class=\"reference\"").matcher(drawing).results())
                .hasSize(2);
        assertThat(drawing).doesNotContain("class=\"predicted\"");
    }

    @ParameterizedTest
    @CsvSource({"200, 50 mm", "100, 20 mm", "20, 5 mm", "4, 1 mm", "1, 0.2 mm", "3000, 1000 mm"})
    void the_scale_bar_has_a_round_length_of_at_most_a_third(double widthMm, String text) {
        Geometry square = Geometry.of(new Shape(10, 10, 1), Spacing.isotropic(widthMm / 10));
        Volume image = new Volume(square, new float[100]);

        assertThat(picture(image, Plane.AXIAL, Units.PATIENT, 0, 0, 0)
                        .drawing(1)
                        .markup())
                .contains(">" + text + "</text>");
    }

    @Test
    void a_slice_is_flat_in_the_planes_across_it() {
        Volume slice = new Volume(Geometry.of(new Shape(4, 3, 1), Spacing.isotropic(1)), new float[12]);

        assertThat(picture(slice, Plane.AXIAL, Units.PATIENT, 0, 0, 0).isFlat()).isFalse();
        assertThat(picture(slice, Plane.CORONAL, Units.PATIENT, 0, 0, 0).isFlat())
                .isTrue();
        assertThat(picture(slice, Plane.SAGITTAL, Units.PATIENT, 0, 0, 0).isFlat())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_plane_consists_of_three_different_axes(Plane plane) {
        assertThat(List.of(plane.across(), plane.down(), plane.through())).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(plane.word()).isEqualToIgnoringCase(plane.name());
    }
}
