package klarsyn.format.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klarsyn.base.DataException;
import klarsyn.format.ArrayFiles;
import klarsyn.format.Images;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayImagesTest {

    @TempDir
    Path folder;

    private static Geometry grid(int x, int y, int z) {
        return Geometry.of(new Shape(x, y, z), new Spacing(1, 1, 1));
    }

    private static Volume counted(Geometry grid) {
        float[] voxels = new float[grid.shape().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i - 7.5f;
        }
        return new Volume(grid, voxels);
    }

    @Test
    void the_first_axis_of_an_array_is_x() throws IOException {
        Path file = Files.write(folder.resolve("a.npy"), ArrayFiles.bytes(ArrayFiles.NPY_FORTRAN_BIG_ENDIAN));
        Volume volume = Images.read(file);
        assertThat(volume.geometry()).isEqualTo(grid(2, 3, 4));
        assertThat(Images.readGeometry(file)).isEqualTo(volume.geometry());
        assertThat(volume.at(1, 0, 0)).isEqualTo(12); // numpy.arange(24).reshape(2, 3, 4)[1, 0, 0]
        assertThat(volume.at(0, 2, 1)).isEqualTo(9);
        assertThat(Images.readLabels(file).at(0, 2, 1)).isEqualTo((short) 9);
    }

    @Test
    void a_volume_and_a_picture_survive_npy() {
        for (Geometry grid : List.of(grid(3, 5, 40), grid(4, 3, 1), grid(1, 1, 2))) {
            Path file = folder.resolve("a.npy");
            Volume volume = counted(grid);
            Images.write(volume, file);
            Volume again = Images.read(file);
            assertThat(again.geometry()).isEqualTo(grid);
            assertThat(again.voxels()).containsExactly(volume.voxels());
        }
        NumericArray picture = NumericArrays.read(write(counted(grid(4, 3, 1)))).get(NumericArrays.UNNAMED);
        assertThat(picture.shape()).containsExactly(3, 4);
    }

    private Path write(Volume volume) {
        Path file = folder.resolve("b.npy");
        Images.write(volume, file);
        return file;
    }

    @Test
    void labels_survive_npy() {
        for (short largest : new short[] {3, 300}) {
            LabelMap labels = new LabelMap(grid(2, 1, 2), new short[] {0, 1, largest, 2});
            Path file = folder.resolve("l.npy");
            Images.write(labels, file);
            assertThat(Images.readLabels(file).voxels()).containsExactly(labels.voxels());
        }
    }

    private Path archive(String... names) throws IOException {
        Path file = folder.resolve("a.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < names.length; i++) {
                Path one = folder.resolve("one.npy");
                NumericArrays.write(NumericArray.of(new float[] {i, i, i, i, i, i}, 2, 3), one);
                zip.putNextEntry(new ZipEntry(names[i] + ".npy"));
                zip.write(Files.readAllBytes(one));
            }
        }
        return file;
    }

    @Test
    void image_and_label_of_an_archive_are_found_by_name() throws IOException {
        Path file = archive("other", "Image", "label");
        assertThat(Images.read(file).at(0, 0, 0)).isEqualTo(1);
        assertThat(Images.read(file).shape()).isEqualTo(new Shape(3, 2, 1));
        assertThat(Images.readLabels(file).at(0, 0, 0)).isEqualTo((short) 2);
        assertThat(Images.read(archive("whatever")).at(0, 0, 0)).isZero();
    }

    @Test
    void arrays_that_are_no_image_are_rejected() throws IOException {
        Path unnamed = archive("a", "b");
        assertThatThrownBy(() -> Images.read(unnamed))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none of them has an expected name");
        List<NumericArray> strange = new ArrayList<>();
        strange.add(NumericArray.of(new float[3], 3));
        strange.add(NumericArray.of(new float[16], 2, 2, 2, 2));
        strange.add(NumericArray.of(new float[0], 0, 2));
        for (NumericArray array : strange) {
            Path file = folder.resolve("s.npy");
            NumericArrays.write(array, file);
            assertThatThrownBy(() -> Images.read(file)).isInstanceOf(DataException.class);
        }
    }

    @Test
    void an_image_in_hdf5_is_found() throws IOException {
        Path file = Files.write(folder.resolve("a.h5"), ArrayFiles.hdf5());
        assertThatThrownBy(() -> Images.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 arrays");
    }
}
