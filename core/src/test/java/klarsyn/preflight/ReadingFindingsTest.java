package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import klarsyn.data.Finding;
import klarsyn.data.TinyDataSet;
import klarsyn.data.Units;
import klarsyn.data.file.Kind;
import klarsyn.format.ExifBytes;
import klarsyn.format.Images;
import klarsyn.format.TinyTiff;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingFindingsTest {

    private static final int ROTATED = 6;

    @TempDir
    private Path folder;

    private List<String> findings() {
        return scan().findings().stream().map(Finding::toString).toList();
    }

    private Preflight.Result scan() {
        return Preflight.scan(Layouts.open(folder), 2);
    }

    /** A noise picture stored with an orientation; different seeds give different pictures. */
    private void photograph(String id, int width, int height, int orientation) throws IOException {
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i * 37 + id.hashCode()) & 0xff;
        }
        Path file = made("images/%s.png".formatted(id));
        Images.write(new Volume(grid(width, height), pixels), file);
        byte[] block = ExifBytes.block(orientation, ByteOrder.BIG_ENDIAN);
        Files.write(file, ExifBytes.inPng(Files.readAllBytes(file), block));
    }

    private void mask(String id, int width, int height) throws IOException {
        short[] labels = new short[width * height];
        Arrays.fill(labels, 0, width + 2, (short) 1);
        Images.write(new LabelMap(grid(width, height), labels), made("masks/%s.png".formatted(id)));
    }

    private static Geometry grid(int width, int height) {
        return Geometry.of(new Shape(width, height, 1), Spacing.isotropic(1));
    }

    private Path made(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    @Test
    void applied_orientations_are_counted() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            photograph(id, 6, 4, ROTATED);
            mask(id, 4, 6);
        }
        photograph("d", 4, 6, 1);
        mask("d", 4, 6);

        assertThat(scan().cases()).allSatisfy(facts -> assertThat(facts.shape()).isEqualTo(new Shape(4, 6, 1)));
        assertThat(findings())
                .singleElement()
                .asString()
                .contains("warning", "orientation from EXIF applied to 3 pictures (rotated by 90° clockwise)");
    }

    @Test
    void a_mask_on_the_stored_picture_is_reported_as_such() throws IOException {
        photograph("a", 6, 4, ROTATED);
        mask("a", 6, 4);

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .contains("6×4 pixels and the picture 4×6 once its EXIF orientation is applied")
                        .contains("apply the same rotation to the label maps"));
    }

    @Test
    void pages_that_may_be_channels_are_reported() throws IOException {
        new TinyTiff(4, 6).page(1).page(2).write(folder.resolve("images/a.tif"));
        mask("a", 4, 6);

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains("2 pages", "label map has one", "CYX"));
        assertThat(findings()).anySatisfy(finding -> assertThat(finding).contains("1 TIFF image of 2 to 4 pages"));
    }

    @Test
    void time_frames_are_channels_and_reported() throws IOException {
        new TinyTiff(4, 6)
                .page(1)
                .page(2)
                .page(3)
                .description("ImageJ=1.53t\nimages=3\nframes=3")
                .write(folder.resolve("images/a.tif"));
        mask("a", 4, 6);

        assertThat(scan().errors()).isEmpty();
        assertThat(scan().cases().getFirst().channels()).hasSize(3);
        assertThat(findings())
                .anySatisfy(
                        finding -> assertThat(finding).contains("in 1 image the 3 time frames are read as channels"));
    }

    private void calibrated(String id) throws IOException {
        new TinyTiff(4, 6)
                .page(id.hashCode())
                .description("ImageJ=1.53t\nunit=um\n")
                .pixelsPerUnit(2)
                .write(folder.resolve("images/%s.tif".formatted(id)));
        mask(id, 4, 6);
    }

    @Test
    void a_mask_without_a_pixel_size_lies_on_its_image() throws IOException {
        calibrated("a");

        Preflight.Result result = scan();

        assertThat(result.errors()).isEmpty();
        Spacing spacing = result.cases().getFirst().spacing();
        assertThat(spacing).isEqualTo(Spacing.isotropic(0.0005));
        assertThat(Layouts.open(folder).cases().getFirst().readLabels().spacing())
                .isEqualTo(spacing);
        assertThat(Units.of(Kind.PICTURE, List.of(spacing))).isEqualTo(Units.PATIENT);
        assertThat(Units.of(Kind.PICTURE, List.of(Spacing.isotropic(1)))).isEqualTo(Units.PIXELS);
    }

    @Test
    void pictures_of_which_some_state_a_pixel_size_are_an_error() throws IOException {
        calibrated("a");
        photograph("b", 4, 6, 1);
        mask("b", 4, 6);

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains("1 of 2 pictures state no pixel size"));
    }

    @Test
    void rounded_labels_are_reported_once_in_every_layout() {
        TinyDataSet data = TinyDataSet.of(made(), "a", "b", "c");
        for (String id : List.of("a", "b")) {
            float[] nearly = new float[TinyDataSet.GRID.shape().voxels()];
            short[] labels = TinyDataSet.halves();
            for (int i = 0; i < nearly.length; i++) {
                nearly[i] = labels[i] * 0.995f;
            }
            Images.write(new Volume(TinyDataSet.GRID, nearly), folder.resolve("labelsTr/%s.nii.gz".formatted(id)));
        }

        assertThat(Preflight.scan(data.open(), 2).errors()).isEmpty();
        assertThat(findings())
                .singleElement()
                .asString()
                .contains("close to whole numbers were rounded in 2 label maps (such as 1.99000 to 2; tolerance 0.02)");
    }

    private Path made() {
        try {
            Files.createDirectories(folder.resolve("imagesTr"));
            Files.createDirectories(folder.resolve("labelsTr"));
            return folder;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
