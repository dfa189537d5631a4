package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.dicom.series.DicomSeries;
import klarsyn.dicom.series.SeriesProblem;
import klarsyn.dicom.series.Tilt;
import klarsyn.image.Geometry;
import klarsyn.image.Orientation;
import klarsyn.image.Volume;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The series of dicom2nifti's tests against the expected NIfTI files. */
class DicomSeriesOfSharedDataTest {

    private static final String TILTED = "failing/gantrytilting/001";
    private static final String MOSAIC = "siemens/fmri/001";

    @TestFactory
    Stream<DynamicTest> series_equal_their_ground_truth() {
        return entries()
                .filter(entry -> entry.hasNonNull("ground_truth"))
                .filter(entry -> !name(entry).equals(MOSAIC))
                .map(entry -> DynamicTest.dynamicTest(name(entry), () -> equalsGroundTruth(entry)));
    }

    private static void equalsGroundTruth(JsonNode entry) {
        DicomSeries series = series(entry);
        List<Volume> expected =
                Images.readChannels(folder().resolve(entry.get("ground_truth").asString()));
        List<Volume> actual = series.assemble();
        int colors = entry.get("samples").asInt();
        assertThat(actual).hasSize(colors == 1 ? expected.size() : colors);
        for (int channel = 0; channel < actual.size(); channel++) {
            Volume mine = actual.get(channel).reorientedTo(Orientation.RAS);
            Volume theirs = expected.get(channel).reorientedTo(Orientation.RAS);
            assertVoxels(mine.voxels(), theirs.voxels(), isFloat(entry) ? 1 : 0);
            assertAffine(mine, theirs, 0);
        }
    }

    /** The only float reference was multiplied by its slope in float; Klarsyn multiplies in double and rounds once. */
    private static boolean isFloat(JsonNode entry) {
        return entry.get("ground_truth_dtype").asString().equals("float32");
    }

    private static void assertVoxels(float[] mine, float[] theirs, int unitsInLastPlace) {
        assertThat(mine).hasSameSizeAs(theirs);
        for (int i = 0; i < mine.length; i++) {
            if (!(Math.abs(mine[i] - theirs[i]) <= unitsInLastPlace * Math.ulp(theirs[i]))) {
                throw new AssertionError("voxel %d contains %s, not %s".formatted(i, mine[i], theirs[i]));
            }
        }
    }

    private static void assertAffine(Volume mine, Volume theirs, double alongZ) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                double shift = column == 3 ? alongZ * theirs.geometry().affine().at(row, 2) : 0;
                assertThat(mine.geometry().affine().at(row, column))
                        .as("affine at row %d, column %d", row, column)
                        .isEqualTo(theirs.geometry().affine().at(row, column) + shift, within(1e-3));
            }
        }
    }

    /**
     * dicom2nifti reverses the tile order of this mosaic, because the protocol numbers images from the head
     * (ucImageNumbTra), and keeps the origin at the first tile: 49 slices, 151 mm, too high. The slice positions in the
     * file's protocol give each tile's position; python, with d the data set of the first file: t = d[0x29,
     * 0x1020].value.decode("latin1"); re.findall(r"asSlice\\[(0|49)\\].sPosition.dTra *= *(.*)", t)
     */
    @Test
    void the_mosaic_equals_its_ground_truth_at_the_place_that_its_protocol_tells() {
        JsonNode entry = entry(MOSAIC);
        List<Volume> expected =
                Images.readChannels(folder().resolve(entry.get("ground_truth").asString()));
        List<Volume> actual = series(entry).assemble();
        assertThat(actual).hasSameSizeAs(expected);
        for (int time = 0; time < actual.size(); time++) {
            Volume mine = actual.get(time).reorientedTo(Orientation.RAS);
            Volume theirs = expected.get(time).reorientedTo(Orientation.RAS);
            assertVoxels(mine.voxels(), theirs.voxels(), 0);
            assertAffine(mine, theirs, -49);
        }
        double[] lowest =
                actual.getFirst().reorientedTo(Orientation.LPS).geometry().toWorld(40, 40, 0);
        double[] highest =
                actual.getFirst().reorientedTo(Orientation.LPS).geometry().toWorld(40, 40, 49);
        assertThat(lowest).containsExactly(new double[] {1.513475754, 20.56062043, -59.85445753}, within(1e-3));
        assertThat(highest).containsExactly(new double[] {1.446935604, -7.71821632, 88.39246272}, within(1e-3));
    }

    @Test
    void the_tilted_series_is_named_with_its_angle_and_kept_as_a_shear_on_request() {
        DicomSeries series = series(entry(TILTED));
        assertThat(series.problems())
                .singleElement()
                .isInstanceOfSatisfying(
                        SeriesProblem.Tilted.class,
                        tilted -> assertThat(tilted.degrees()).isEqualTo(14, within(0.01)));
        assertThatThrownBy(series::assemble)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sheared by 14° relative to their normal");

        Volume volume = series.assemble(Tilt.KEEP_AS_SHEAR).getFirst();
        double stored = 0;
        for (float value : volume.voxels()) {
            stored += value + 1024;
        }
        Geometry grid = volume.geometry();
        assertThat(grid.voxelMl())
                .isCloseTo(grid.spacing().voxelMl() * Math.cos(Math.toRadians(14)), within(1e-3 * grid.voxelMl()));
        assertThat(stored).isEqualTo(entry(TILTED).get("stored_value_sum").asDouble());
        assertThat(volume.geometry().toWorld(0, 0, 3))
                .containsExactly(new double[] {106.791015625, 256.61886606561, -46.951915066986}, within(1e-9));
    }

    private static DicomSeries series(JsonNode entry) {
        List<DicomSeries> found = DicomSeries.find(folder().resolve(name(entry)));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().files()).hasSize(entry.get("files").asInt());
        return found.getFirst();
    }

    private static JsonNode entry(String series) {
        return entries().filter(entry -> name(entry).equals(series)).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> entries() {
        return JsonMapper.shared()
                .readTree(folder().resolve("index.json").toFile())
                .valueStream();
    }

    private static String name(JsonNode entry) {
        return entry.get("series").asString();
    }

    private static Path folder() {
        return SharedData.folder("dicom/dicom2nifti");
    }
}
