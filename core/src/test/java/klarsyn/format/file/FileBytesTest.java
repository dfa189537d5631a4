package klarsyn.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipException;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileBytesTest {

    private static final Where WHERE = Where.of("packed.gz");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 1000})
    void a_file_is_the_same_whether_it_is_copied_or_mapped(long mappedFrom) throws IOException {
        byte[] bytes = new byte[100];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("a.bin"), bytes);

        assertThat(FileBytes.of(file, mappedFrom).toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(bytes);
        assertThat(FileBytes.inHeap(file)).isEqualTo(bytes);
    }

    @Test
    void an_empty_file_is_no_bytes() throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));

        assertThat(FileBytes.of(file).byteSize()).isZero();
    }

    @Test
    void a_file_that_is_not_there_or_a_folder_is_rejected_with_its_name() {
        assertThatThrownBy(() -> FileBytes.of(folder.resolve("gone.nii")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gone.nii");
        assertThatThrownBy(() -> FileBytes.inHeap(folder)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3_000_000})
    void as_many_bytes_as_are_claimed_come_out_of_a_stream_in_pieces(int claimed) throws IOException {
        byte[] bytes = new byte[claimed + 10];
        new Random(claimed).nextBytes(bytes);

        byte[] read = FileBytes.exactly(inPieces(bytes), claimed, bytes.length, WHERE);

        assertThat(read).isEqualTo(Arrays.copyOf(bytes, claimed));
    }

    private static InputStream inPieces(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, 777));
            }
        };
    }

    @Test
    void fewer_bytes_than_claimed_are_reported_with_both_numbers() {
        InputStream in = new ByteArrayInputStream(new byte[900]);

        assertThatThrownBy(() -> FileBytes.exactly(in, 1000, 900, WHERE))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("900 of 1000");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # bytes claimed, bytes of the file
        -1,            100
        1000000,       10
        9223372036854775807, 1000
        3000000000,    1000000000
        """)
    void a_claim_that_cannot_be_met_is_rejected_before_anything_is_allocated(long claimed, long packed) {
        assertThatThrownBy(() -> FileBytes.exactly(InputStream.nullInputStream(), claimed, packed, WHERE))
                .isInstanceOf(DataException.class);
    }

    @Test
    void a_failure_of_the_system_is_reported_in_words() {
        assertThat(FileBytes.unreadable(WHERE, new EOFException()).getMessage())
                .contains("its compressed data are truncated");
        assertThat(FileBytes.unreadable(WHERE, new ZipException("bad header")).getMessage())
                .contains("damaged")
                .contains("bad header");
        assertThat(FileBytes.unreadable(WHERE, new IOException("disk on fire")).getMessage())
                .contains("disk on fire");
    }
}
