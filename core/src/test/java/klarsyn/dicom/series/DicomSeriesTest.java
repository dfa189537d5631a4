package klarsyn.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.dicom.Tag;
import klarsyn.image.Orientation;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DicomSeriesTest {

    private static final int COLUMNS = 7;
    private static final int ROWS = 5;
    private static final int SLICES = 6;
    private static final Vector3 ORIGIN = new Vector3(-31.25, 12.5, 40.75);
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);

    @TempDir
    private Path folder;

    private int written;

    /** Names whose order is unrelated to the slices. */
    private Path name(int number) {
        return folder.resolve("%08x.dcm".formatted((number + 1) * 0x9e3779b1));
    }

    private void write(SliceFile slice) {
        slice.write(name(written++));
    }

    private static SlicePlane plane(Vector3 along, Vector3 down) {
        return new SlicePlane(ORIGIN, along, down, 0.75, 1.5);
    }

    /** A stack of equally spaced slices, with instance numbers unrelated to their order. */
    private void stack(SlicePlane first, Vector3 step, int slices) {
        for (int i = 0; i < slices; i++) {
            write(slice(first, step, i));
        }
    }

    private static SliceFile slice(SlicePlane first, Vector3 step, int number) {
        SlicePlane plane = first.at(first.position().plus(step.times(number)));
        return SliceFile.of(plane, COLUMNS, ROWS, (number * 5 + 3) % 17);
    }

    private DicomSeries only() {
        List<DicomSeries> found = DicomSeries.find(folder);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Every voxel is where the phantom has its value, except for the rounding of ties. */
    private static void assertPhantom(Volume volume, int slices) {
        assertThat(volume.shape()).isEqualTo(new Shape(COLUMNS, ROWS, slices));
        double farthest = 0;
        for (int k = 0; k < slices; k++) {
            for (int j = 0; j < ROWS; j++) {
                for (int i = 0; i < COLUMNS; i++) {
                    double[] ras = volume.geometry().toWorld(i, j, k);
                    int value = SliceFile.value(new Vector3(-ras[0], -ras[1], ras[2]));
                    farthest = Math.max(farthest, Math.abs(value - volume.at(i, j, k)));
                }
            }
        }
        assertThat(farthest).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void every_orientation_lies_where_the_phantom_lies(Orientation orientation) {
        stack(
                plane(direction(orientation.first()), direction(orientation.second())),
                direction(orientation.third()).times(2.25),
                SLICES);

        List<Volume> volumes = only().assemble();

        assertThat(volumes).hasSize(1);
        assertPhantom(volumes.getFirst(), SLICES);
        assertThat(volumes.getFirst().spacing().z()).isEqualTo(2.25, within(1e-9));
    }

    static List<Orientation> orientations() {
        return Orientation.all();
    }

    private static Vector3 direction(Orientation.Code code) {
        return switch (code) {
            case L -> X;
            case R -> X.times(-1);
            case P -> Y;
            case A -> Y.times(-1);
            case S -> Z;
            case I -> Z.times(-1);
        };
    }

    @Test
    void oblique_slices_lie_where_the_phantom_lies() {
        Vector3 along = new Vector3(0.8, 0.36, -0.48);
        Vector3 down = new Vector3(0, 0.8, 0.6);
        stack(plane(along, down), along.cross(down).times(-1.3), SLICES);

        assertPhantom(only().assemble().getFirst(), SLICES);
    }

    @Test
    void a_single_slice_is_as_thick_as_it_says() {
        write(slice(plane(X, Y), Z, 0).decimals(Tag.SLICE_THICKNESS, 3.5));

        Volume volume = only().assemble().getFirst();

        assertPhantom(volume, 1);
        assertThat(volume.spacing().z()).isEqualTo(3.5);
    }

    @Test
    void the_distance_of_slices_is_that_of_their_positions_whatever_the_header_says() {
        for (int i = 0; i < SLICES; i++) {
            write(slice(plane(X, Y), Z.times(2), i)
                    .decimals(Tag.SLICE_THICKNESS, 5)
                    .decimals(Tag.SPACING_BETWEEN_SLICES, 7));
        }

        assertThat(only().geometry(Tilt.REFUSE).spacing().z()).isEqualTo(2, within(1e-9));
    }

    @Test
    void each_slice_is_rescaled_by_its_own_line() {
        for (int i = 0; i < SLICES; i++) {
            write(slice(plane(X, Y), Z, i).decimals(Tag.RESCALE_SLOPE, i + 1).decimals(Tag.RESCALE_INTERCEPT, -i));
        }
        Volume volume = only().assemble().getFirst();

        for (int k = 0; k < SLICES; k++) {
            short[] stored = SliceFile.stored(plane(X, Y).at(ORIGIN.plus(Z.times(k))), COLUMNS, ROWS);
            assertThat(volume.at(0, 0, k)).isEqualTo(stored[0] * (k + 1) - k);
        }
    }

    @Test
    void colors_become_three_volumes() {
        for (int i = 0; i < 2; i++) {
            byte[] pixels = new byte[3 * COLUMNS * ROWS + 1];
            for (int at = 0; at < COLUMNS * ROWS; at++) {
                pixels[3 * at] = (byte) (at + i);
                pixels[3 * at + 1] = (byte) (100 + at);
                pixels[3 * at + 2] = (byte) (200 + i);
            }
            write(slice(plane(X, Y), Z, i)
                    .shorts(Tag.SAMPLES_PER_PIXEL, 3)
                    .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "RGB")
                    .shorts(Tag.PLANAR_CONFIGURATION, 0)
                    .shorts(Tag.BITS_ALLOCATED, 8)
                    .shorts(Tag.BITS_STORED, 8)
                    .shorts(Tag.HIGH_BIT, 7)
                    .element(Tag.PIXEL_DATA, "OW", pixels));
        }
        List<Volume> volumes = only().assemble();

        assertThat(volumes).hasSize(3);
        assertThat(volumes.stream().map(volume -> volume.at(3, 2, 1))).containsExactly(18f, 117f, 201f);
    }

    @Test
    void points_in_time_are_reported_by_what_is_the_same_at_all_positions() {
        for (int i = 0; i < SLICES; i++) {
            for (int time = 0; time < 3; time++) {
                write(slice(plane(X, Y), Z, i)
                        .text(Tag.TEMPORAL_POSITION_IDENTIFIER, "IS", String.valueOf(3 - time))
                        .text(Tag.INSTANCE_NUMBER, "IS", String.valueOf(i + 10 * time))
                        .decimals(Tag.RESCALE_INTERCEPT, 100 * time));
            }
        }
        List<Volume> volumes = only().assemble();

        float base = volumes.getLast().at(0, 0, 0);
        assertThat(volumes.stream().map(volume -> volume.at(0, 0, 0) - base)).containsExactly(200f, 100f, 0f);
    }

    @Test
    void instance_numbers_alone_tell_points_in_time_in_their_order() {
        times(i -> i % 2 == 0 ? 7 : 12, i -> i % 2 == 0 ? 3 : 5);
        List<Volume> volumes = only().assemble();

        assertThat(volumes).hasSize(2);
        assertThat(volumes.getLast().at(1, 1, 1) - volumes.getFirst().at(1, 1, 1))
                .isEqualTo(-1f);
        assertThat(volumes.getLast().at(1, 1, 2) - volumes.getFirst().at(1, 1, 2))
                .isEqualTo(-1f);
    }

    /** Two slices at each position, the first one brighter by one. */
    private void times(IntFunction<Integer> first, IntFunction<Integer> second) {
        for (int i = 0; i < SLICES; i++) {
            write(slice(plane(X, Y), Z, i)
                    .text(Tag.INSTANCE_NUMBER, "IS", first.apply(i).toString()));
            write(slice(plane(X, Y), Z, i)
                    .text(Tag.INSTANCE_NUMBER, "IS", second.apply(i).toString())
                    .decimals(Tag.RESCALE_INTERCEPT, 1));
        }
    }

    @Test
    void parts_of_complex_numbers_are_channels() {
        for (int i = 0; i < SLICES; i++) {
            for (String part : List.of("P", "M")) {
                write(slice(plane(X, Y), Z, i)
                        .text(Tag.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\" + part + "\\ND")
                        .decimals(Tag.RESCALE_INTERCEPT, part.equals("P") ? 1 : 0));
            }
        }
        List<Volume> volumes = only().assemble();

        assertThat(volumes.getLast().at(0, 0, 0) - volumes.getFirst().at(0, 0, 0))
                .isEqualTo(1f);
    }

    @Test
    void files_of_two_series_in_one_folder_are_two_series() {
        stack(plane(X, Y), Z, SLICES);
        for (int i = 0; i < 4; i++) {
            write(slice(plane(Y, Z), X, i).text(Tag.SERIES_INSTANCE, "UI", "1.2.3.5"));
        }
        List<DicomSeries> found = DicomSeries.find(folder);

        assertThat(found).extracting(series -> series.files().size()).containsExactlyInAnyOrder(SLICES, 4);
        assertThat(found).allSatisfy(series -> assertThat(series.problems()).isEmpty());
        List<Path> all =
                found.stream().flatMap(series -> series.files().stream()).toList();
        assertThatThrownBy(() -> DicomSeries.of(all))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the files belong to 2 series");
    }

    @Test
    void a_series_is_read_from_its_files_in_any_order() {
        stack(plane(X, Y), Z, SLICES);
        List<Path> files =
                new ArrayList<>(IntStream.range(0, SLICES).mapToObj(this::name).toList());

        assertPhantom(DicomSeries.of(files.reversed()).assemble().getFirst(), SLICES);
    }
}
