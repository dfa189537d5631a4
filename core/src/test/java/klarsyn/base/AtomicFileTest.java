package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    private static void half(Path temporary) throws IOException {
        try (OutputStream out = Files.newOutputStream(temporary)) {
            out.write(new byte[1 << 16]);
        }
    }

    @Test
    void a_disk_that_fills_leaves_no_half_written_file() throws IOException {
        Path file = folder.resolve("labels.nii.gz");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> AtomicFile.write(file, temporary -> {
                    half(temporary);
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("No space left on device")
                .withMessageContaining("free space");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> AtomicFile.write(file, temporary -> {
                    half(temporary);
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .withMessageContaining("No space left on device");
        assertThat(all()).isEmpty();
    }

    @Test
    void an_old_file_stays_as_it_was_until_the_new_one_is_complete() throws IOException {
        Path file = folder.resolve("labels.nii.gz");
        AtomicFile.writeText(file, "old");
        assertThatIllegalStateException()
                .isThrownBy(() -> AtomicFile.write(file, temporary -> {
                    half(temporary);
                    throw new IllegalStateException("our bug");
                }));
        assertThat(file).hasContent("old");
        AtomicFile.writeText(file, "new");
        assertThat(file).hasContent("new");
        assertThat(all()).containsExactly(file);
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
