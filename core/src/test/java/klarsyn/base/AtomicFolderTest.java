package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {

    @TempDir
    private Path folder;

    private static void write(Path file) {
        try {
            Files.writeString(file, "content");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_folder_is_created_with_its_content() {
        Path model = folder.resolve("model");
        AtomicFolder.write(model, temporary -> write(temporary.resolve("plans.json")));

        assertThat(model.resolve("plans.json")).hasContent("content");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void an_unfinished_folder_leaves_no_files() {
        Path model = folder.resolve("model");

        assertThatThrownBy(() -> AtomicFolder.write(model, temporary -> {
                    write(temporary.resolve("plans.json"));
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_cannot_be_created_is_named() {
        Path file = folder.resolve("file");
        write(file);

        assertThatThrownBy(() -> AtomicFolder.write(file.resolve("model"), temporary -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot write the folder")
                .hasMessageContaining(file.resolve("model").toString());
        assertThat(file).hasContent("content");
    }

    @Test
    void an_existing_folder_is_kept() {
        write(folder.resolve("thesis.txt"));

        assertThatThrownBy(() -> AtomicFolder.write(folder, temporary -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the path already exists");
        assertThat(folder.resolve("thesis.txt")).hasContent("content");
    }
}
