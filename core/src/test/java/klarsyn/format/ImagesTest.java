package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.format.file.ImageFormat;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

    @TempDir
    Path folder;

    @Test
    void a_file_without_a_known_ending_is_known_by_its_content() throws IOException {
        for (String name : new String[] {"image.nii", "image.nii.gz"}) {
            Path file = Files.move(NiftiFile.small().writeTo(folder.resolve(name)), folder.resolve(name + ".1"));

            assertThat(Images.formatName(file)).contains("NIfTI");
            assertThat(Images.read(file).at(3, 2, 1)).isEqualTo(23);
        }
    }

    @Test
    void the_stem_of_a_name_is_what_the_longest_known_ending_leaves() {
        assertThat(Images.stem(Path.of("a/SCAN.NII"))).isEqualTo("SCAN");
        assertThat(Images.stem(Path.of("scan.nii.gz"))).isEqualTo("scan");
        assertThat(Images.stem(Path.of("photo.1.jpg"))).isEqualTo("photo.1");
        assertThat(Images.stem(Path.of("IM.1.2"))).isEqualTo("IM.1.2");
    }

    @Test
    void the_name_of_a_format_is_reported_of_files_alone() throws IOException {
        assertThat(Images.formatName(NiftiFile.small().writeTo(folder.resolve("image.nii"))))
                .contains("NIfTI");
        assertThat(Images.formatName(Files.writeString(folder.resolve("pair.HDR.gz"), "")))
                .contains("NIfTI pair");
        assertThat(Images.formatName(Files.writeString(folder.resolve("notes"), "words")))
                .isEmpty();
        assertThat(Images.formatName(Files.createFile(folder.resolve("empty")))).isEmpty();
        assertThat(Images.formatName(folder)).isEmpty();
        assertThat(Images.formatName(folder.resolve("missing.nii"))).isEmpty();
    }

    /** A read-only format that returns a given image. */
    private record Given(List<Volume> channels) implements ImageFormat {

        @Override
        public String name() {
            return "given";
        }

        @Override
        public List<String> endings() {
            return List.of(".given");
        }

        @Override
        public List<Volume> readChannels(Path file) {
            return channels;
        }

        @Override
        public Geometry readGeometry(Path file) {
            return channels.getFirst().geometry();
        }
    }

    @Test
    void labels_of_a_format_that_is_only_read_are_the_whole_numbers_of_its_one_channel() {
        Geometry grid = Geometry.of(new Shape(3, 1, 1), Spacing.isotropic(1));
        Volume labels = new Volume(grid, new float[] {0, 32767, 2});
        Volume halves = new Volume(grid, new float[] {0, 0.5f, Float.NaN});
        Path file = Path.of("labels.given");

        assertThat(new Given(List.of(labels)).readLabels(file).codes()).containsExactly(new short[] {0, 32767, 2});
        assertThatThrownBy(() -> new Given(List.of(halves)).readLabels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 of 3 voxels")
                .hasMessageContaining("labels.given");
        assertThatThrownBy(() -> new Given(List.of(labels, labels)).readLabels(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has 2");
    }
}
