package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageMemoryTest {

    @TempDir
    private Path folder;

    @Test
    void small_label_maps_are_read_by_all_threads() {
        new FileTree(folder).mask("a.nii", 0, 10).mask("b.nii", 0, 10);

        assertThat(ImageMemory.parallelMasks(List.of(folder.resolve("a.nii"), folder.resolve("b.nii")), 8))
                .isEqualTo(8);
    }

    @Test
    void label_maps_that_fill_the_memory_are_read_one_by_one() throws IOException {
        Path large = folder.resolve("large.mhd");
        Files.writeString(large, """
            NDims = 3
            DimSize = 1200 1200 1000
            ElementType = MET_UCHAR
            ElementDataFile = large.raw
            """);
        try (RandomAccessFile raw =
                new RandomAccessFile(folder.resolve("large.raw").toFile(), "rw")) {
            raw.setLength(1200L * 1200 * 1000); // takes no space on the disk
        }
        new FileTree(folder).mask("a.nii", 0, 10);

        assertThat(ImageMemory.parallelMasks(List.of(folder.resolve("a.nii"), large), 8))
                .isEqualTo(1);
    }

    @Test
    void pictures_and_unreadable_files_do_not_limit_it() throws IOException {
        new FileTree(folder).photograph("a.png");
        Path broken = Files.writeString(folder.resolve("broken.nii"), "no image");

        assertThat(ImageMemory.parallelMasks(List.of(folder.resolve("a.png"), broken), 8))
                .isEqualTo(8);
    }
}
