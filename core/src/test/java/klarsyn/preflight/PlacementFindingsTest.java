package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Seed;
import klarsyn.data.Finding;
import klarsyn.format.Images;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Placement notes are reported once per cause, and files with the same note are read alike. */
class PlacementFindingsTest {

    private static final Shape SHAPE = new Shape(6, 5, 4);

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
    }

    /** Cases c0, c1, … of one label with 8 voxels; all headers have the same sform and qform. */
    private void cases(int count, Affine affine) {
        Geometry grid = new Geometry(SHAPE, affine);
        for (int i = 0; i < count; i++) {
            var random = Seed.of(i).generator();
            float[] voxels = new float[SHAPE.voxels()];
            short[] labels = new short[SHAPE.voxels()];
            for (int voxel = 0; voxel < voxels.length; voxel++) {
                voxels[voxel] = 100 + random.nextInt(100);
                labels[voxel] = (short) (voxel < 8 ? 1 : 0);
            }
            Images.write(new Volume(grid, voxels), image(i));
            Images.write(new LabelMap(grid, labels), label(i));
        }
    }

    private Path image(int i) {
        return folder.resolve("images/c%d.nii".formatted(i));
    }

    private Path label(int i) {
        return folder.resolve("labels/c%d.nii".formatted(i));
    }

    private static void zeroSform(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).put(280, new byte[48]);
        Files.write(file, bytes);
    }

    private List<Finding> findings() {
        return scan().findings();
    }

    private Preflight.Result scan() {
        return Preflight.scan(Layouts.open(folder), 1);
    }

    @Test
    void headers_that_agree_have_no_finding() {
        cases(6, Affine.scaling(new Spacing(1, 1, 3)));

        assertThat(findings()).isEmpty();
    }

    @Test
    void one_cause_in_many_files_is_one_finding() throws IOException {
        cases(7, Affine.scaling(new Spacing(1, 1, 3)));
        for (int i = 0; i < 7; i++) {
            zeroSform(image(i));
            zeroSform(label(i));
        }

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.where().text()).isEqualTo("case c0, c1, c2, c3, c4, …");
            assertThat(finding.what()).startsWith("in 14 files of 7 cases: the sform (code 1) is zero");
            assertThat(finding.fix()).contains("set sform_code to 0");
        });
    }

    @Test
    void one_file_is_named() throws IOException {
        cases(6, Affine.scaling(new Spacing(1, 1, 3)));
        zeroSform(image(2));

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.where().text())
                        .startsWith("case c2, ")
                        .endsWith("c2.nii"));
    }

    @Test
    void labels_with_a_good_sform_lie_on_the_grid_of_an_image_with_a_good_qform() throws IOException {
        cases(6, new Affine(-1, 0, 0, 12, 0, 1, 0, -7, 0, 0, 3, 5));
        zeroSform(image(0));

        Geometry labeled = Images.readGeometry(label(0));
        assertThat(scan().errors()).isEmpty();
        assertThat(scan().cases()).hasSize(6).allMatch(facts -> facts.geometry().matches(labeled));
    }

    @Test
    void a_sheared_data_set_is_reported_with_volumes_by_the_determinant() {
        double slope = 3 * Math.tan(Math.toRadians(30));
        cases(6, new Affine(1, 0, 0, 0, 0, 1, slope, 0, 0, 0, 3, 0));

        Preflight.Result result = scan();

        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what())
                        .contains("in 6 files of 6 cases: ", "60.00° between y and z", "3.00000 mm³, not 3.46410"));
        assertThat(result.cases())
                .allSatisfy(facts ->
                        assertThat(facts.ml(0)).isCloseTo(0.024, org.assertj.core.api.Assertions.within(1e-8)));
    }
}
