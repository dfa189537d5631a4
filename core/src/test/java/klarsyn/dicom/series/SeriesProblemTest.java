package klarsyn.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.dicom.Tag;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesProblemTest {

    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);
    private static final SlicePlane AXIAL = new SlicePlane(new Vector3(5, 6, -20), X, Y, 1.25, 1.25);
    private static final SlicePlane SAGITTAL = new SlicePlane(new Vector3(5, 6, -20), Y, Z, 1.25, 1.25);

    @TempDir
    private Path folder;

    private int written;

    private SliceFile at(double mm) {
        return SliceFile.of(AXIAL.at(AXIAL.position().plus(Z.times(mm))), 4, 4, (int) Math.round(2 * mm));
    }

    private Path write(SliceFile slice) {
        return slice.write(folder.resolve(written++ + ".dcm"));
    }

    private void axial(double... mm) {
        for (double each : mm) {
            write(at(each));
        }
    }

    /** The only problem, which also prevents assembly. */
    private SeriesProblem problem() {
        DicomSeries series = DicomSeries.find(folder).getFirst();
        assertThat(series.problems()).hasSize(1);
        SeriesProblem problem = series.problems().getFirst();
        assertThatThrownBy(series::assemble)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(problem.what())
                .hasMessageContaining(problem.fix());
        return problem;
    }

    @Test
    void missing_slices_are_named_with_their_gap() {
        axial(0, 2, 4, 10, 12, 14, 18);
        assertThat(problem())
                .isEqualTo(new SeriesProblem.MissingSlices(List.of(
                        new SeriesProblem.MissingSlices.Gap(-16, -10, 2),
                        new SeriesProblem.MissingSlices.Gap(-6, -2, 1))));
        assertThat(problem().what())
                .isEqualTo("3 slices are missing: 2 between -16 and -10 mm, 1 between -6 and -2 mm");
    }

    @Test
    void one_missing_slice_of_four_is_found() {
        axial(0, 2, 6);
        assertThat(problem().what()).isEqualTo("one slice is missing: 1 between -18 and -14 mm");
    }

    @Test
    void uneven_distances_are_named() {
        axial(0, 2, 4, 5.5, 7.5);
        assertThat(problem()).isEqualTo(new SeriesProblem.UnevenSpacing(1.5, 2));
    }

    @Test
    void positions_rounded_to_tenths_are_even() {
        axial(0, 0.6, 1.3, 1.9, 2.5, 3.1, 3.8);
        assertThat(DicomSeries.find(folder).getFirst().problems()).isEmpty();
    }

    @Test
    void a_copy_of_a_file_is_a_duplicate() {
        axial(0, 2, 4, 4, 6);
        assertThat(problem()).isEqualTo(new SeriesProblem.DuplicateSlices(List.of(-16.0)));
        assertThat(problem().what()).startsWith("there is more than one slice at -16 mm");
    }

    @Test
    void a_whole_series_that_is_there_twice_is_duplicates_not_points_in_time() {
        axial(0, 2, 4, 0, 2, 4);
        assertThat(problem()).isEqualTo(new SeriesProblem.DuplicateSlices(List.of(-20.0, -18.0, -16.0)));
    }

    @Test
    void a_second_slice_at_one_position_is_a_duplicate_whatever_its_number() {
        axial(0, 2, 4, 6);
        write(at(4).text(Tag.INSTANCE_NUMBER, "IS", "99"));
        assertThat(problem()).isEqualTo(new SeriesProblem.DuplicateSlices(List.of(-16.0)));
    }

    @Test
    void a_point_in_time_with_fewer_slices_is_named() {
        for (int time = 1; time <= 3; time++) {
            for (int mm = 0; mm < (time < 3 ? 10 : 8); mm += 2) {
                write(at(mm).text(Tag.TEMPORAL_POSITION_IDENTIFIER, "IS", String.valueOf(time)));
            }
        }
        assertThat(problem()).isEqualTo(new SeriesProblem.UnequalOverTime(3, 2, List.of(-12.0)));
    }

    @Test
    void mixed_orientations_are_named_and_can_be_taken_apart() {
        axial(0, 2, 4);
        for (int i = 0; i < 2; i++) {
            write(SliceFile.of(SAGITTAL.at(SAGITTAL.position().plus(X.times(i))), 4, 4, 50 + i));
        }
        assertThat(problem()).isEqualTo(new SeriesProblem.Mixed(SeriesProblem.Property.ORIENTATION, List.of(3, 2)));
        assertThat(problem().what()).isEqualTo("slices of 2 different orientations are mixed (3, 2 slices)");
        List<DicomSeries> apart = DicomSeries.find(folder).getFirst().apart();
        assertThat(apart).extracting(DicomSeries::slices).containsExactly(3, 2);
        assertThat(apart).allSatisfy(each -> assertThat(each.assemble()).hasSize(1));
    }

    @Test
    void mixed_sizes_spacings_and_kinds_are_named() {
        axial(0, 2);
        SlicePlane wide = new SlicePlane(AXIAL.position().plus(Z.times(4)), X, Y, 2, 2);
        write(SliceFile.of(wide, 5, 4, 9).text(Tag.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"));
        assertThat(DicomSeries.find(folder).getFirst().problems())
                .containsExactly(
                        new SeriesProblem.Mixed(SeriesProblem.Property.SIZE, List.of(2, 1)),
                        new SeriesProblem.Mixed(SeriesProblem.Property.SPACING, List.of(2, 1)),
                        new SeriesProblem.Mixed(SeriesProblem.Property.KIND, List.of(2, 1)));
    }

    @Test
    void mixed_rescale_types_are_named() {
        for (int i = 0; i < 4; i++) {
            write(at(i).text(Tag.RESCALE_TYPE, "LO", i == 3 ? "US" : "HU"));
        }
        assertThat(problem())
                .isInstanceOfSatisfying(
                        SeriesProblem.Mixed.class,
                        mixed -> assertThat(mixed.property()).isEqualTo(SeriesProblem.Property.RESCALE_TYPE));
    }

    @Test
    void a_tilted_gantry_is_named_with_its_angle_and_kept_as_a_shear_if_asked_for() {
        double shift = 2 * Math.tan(Math.toRadians(10));
        for (int i = 0; i < 5; i++) {
            Vector3 step = Z.times(2 * i).plus(Y.times(-shift * i));
            write(SliceFile.of(AXIAL.at(AXIAL.position().plus(step)), 4, 4, i));
        }
        assertThat(problem())
                .isInstanceOfSatisfying(
                        SeriesProblem.Tilted.class,
                        tilted -> assertThat(tilted.degrees()).isEqualTo(10, within(1e-6)));
        assertThat(problem().what()).isEqualTo("the slices are sheared by 10° relative to their normal (gantry tilt)");

        Volume volume =
                DicomSeries.find(folder).getFirst().assemble(Tilt.KEEP_AS_SHEAR).getFirst();
        double[] ras = volume.geometry().toWorld(3, 2, 4);
        assertThat((double) volume.at(3, 2, 4))
                .isEqualTo(SliceFile.value(new Vector3(-ras[0], -ras[1], ras[2])), within(1.0));
    }

    @Test
    void a_slice_beside_the_line_of_the_others_is_named() {
        axial(0, 2, 4);
        write(SliceFile.of(AXIAL.at(AXIAL.position().plus(new Vector3(3, 0, 6))), 4, 4, 20));
        axial(8);
        assertThat(problem()).isEqualTo(new SeriesProblem.NotInLine(3));
    }

    @Test
    void pictures_without_a_place_are_named() {
        axial(0, 2, 4);
        write(at(6).without(Tag.IMAGE_POSITION));
        assertThat(problem()).isEqualTo(new SeriesProblem.NoPlace(1));
    }

    @Test
    void directions_that_are_no_directions_are_no_place() {
        write(at(0).decimals(Tag.IMAGE_ORIENTATION, 1, 0, 0, 1, 0, 0));
        write(at(2).decimals(Tag.IMAGE_ORIENTATION, 0, 0, 0, 0, 0, 0));
        write(at(4).decimals(Tag.PIXEL_SPACING, 0, -1));
        write(at(6).decimals(Tag.IMAGE_POSITION, 1, 2));
        assertThat(problem()).isEqualTo(new SeriesProblem.NoPlace(4));
    }

    @Test
    void a_size_that_the_files_cannot_hold_is_rejected_before_memory_is_taken() {
        for (int i = 0; i < 3; i++) {
            write(at(i).shorts(Tag.ROWS, 46000).shorts(Tag.COLUMNS, 46000));
        }
        DicomSeries series = DicomSeries.find(folder).getFirst();
        assertThatThrownBy(series::assemble)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("46000×46000×3 voxels");
    }

    @Test
    void a_file_cut_short_behind_its_header_is_rejected_when_it_is_read() throws IOException {
        axial(0, 2);
        Path cut = write(at(4));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 9));
        DicomFolder found = DicomFolder.open(folder);
        assertThat(found.series()).hasSize(1);
        assertThatThrownBy(() -> found.series().getFirst().assemble()).isInstanceOf(DataException.class);
    }
}
