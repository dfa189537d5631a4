package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.format.Images;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code klarsyn inspect FILE} says where the voxels lie, and what of that the file leaves open. */
class InspectFileTest {

    private static final Shape SHAPE = new Shape(10, 10, 10);

    @TempDir
    private Path folder;

    private Path thousandVoxels(Affine affine) {
        short[] voxels = new short[SHAPE.voxels()];
        java.util.Arrays.fill(voxels, (short) 1);
        Path file = folder.resolve("labels.nii");
        Images.write(new LabelMap(new Geometry(SHAPE, affine), voxels), file);
        return file;
    }

    @Test
    void a_tilted_label_map_has_the_volume_of_the_determinant() {
        double slope = 3 * Math.tan(Math.toRadians(30));
        Path file = thousandVoxels(new Affine(1, 0, 0, 0, 0, 1, slope, 0, 0, 0, 3, 0));

        Terminal inspected = Terminal.run("inspect", file);

        assertThat(inspected.code()).isZero();
        assertThat(inspected.out())
                .contains("as labels    1: 3 ml", "warning      the voxel axes are not orthogonal (60.00°");
        assertThat(Terminal.run("inspect", file, "--json").out()).contains("\"voxel_mm3\"", "not orthogonal");
    }

    @Test
    void a_header_without_a_voxel_position_is_a_warning() throws IOException {
        Path file = thousandVoxels(Affine.scaling(new Spacing(1, 1, 3)));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(252, (short) 0)
                .putShort(254, (short) 0);
        Files.write(file, bytes);

        Terminal inspected = Terminal.run("inspect", file);

        assertThat(inspected.code()).isZero();
        assertThat(inspected.out()).contains("sform_code and qform_code are 0", "Fix: ");
    }

    @Test
    void a_distance_of_zero_between_slices_is_rejected_with_a_fix() throws IOException {
        Path file = thousandVoxels(Affine.scaling(new Spacing(1, 1, 3)));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(252, (short) 0).putShort(254, (short) 0).putFloat(88, 0);
        Files.write(file, bytes);

        Terminal inspected = Terminal.run("inspect", file);

        assertThat(inspected.code()).isEqualTo(2);
        assertThat(inspected.lastWord()).contains("the distance between the 10 voxels along z is unknown", "affine");
    }
}
