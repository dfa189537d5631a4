package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(Images.hasKnownEnding(file)).isFalse();
        }
    }

    @Test
    void the_name_of_a_format_is_told_of_files_alone() throws IOException {
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
}
