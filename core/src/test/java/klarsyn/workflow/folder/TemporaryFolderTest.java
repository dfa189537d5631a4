package klarsyn.workflow.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

    @Test
    void a_temporary_folder_is_deleted_with_its_content() throws IOException {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            path = folder.path();
            assertThat(path).isEmptyDirectory();
            Path deep = Files.createDirectories(path.resolve("cache").resolve("a"));
            Files.writeString(deep.resolve("file.bin"), "content");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void two_folders_do_not_share_files() {
        try (TemporaryFolder one = TemporaryFolder.create();
                TemporaryFolder other = TemporaryFolder.create()) {
            assertThat(one.path()).isNotEqualTo(other.path());
        }
    }

    @Test
    void a_folder_that_was_deleted_before_is_closed_without_an_error() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Files.delete(folder.path());
        }
    }

    @Test
    void the_machine_is_described_on_one_line() {
        assertThat(Machine.words()).contains(" cores, ", "Java ").doesNotContain("\n");
        assertThat(Machine.peakMemoryMib()).isBetween(10L, 1L << 24);
    }
}
