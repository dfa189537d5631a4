package klarsyn.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.dicom.Tag;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomImageTest {

    private static final SlicePlane PLANE =
            new SlicePlane(new Vector3(1, 2, 3), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 1, 1);

    /** Whether the file was read; only a DataException is allowed otherwise. */
    private static boolean isRead(Path file) {
        try {
            List<Volume> volumes = DicomImage.read(file);
            assertThat(volumes).isNotEmpty();
            assertThat(DicomImage.geometry(file)).isEqualTo(volumes.getFirst().geometry());
            return true;
        } catch (DataException rejected) {
            return false;
        }
    }

    @Test
    void every_file_of_shared_data_is_an_image_or_is_rejected() throws IOException {
        try (Stream<Path> files = Files.walk(SharedData.folder("dicom/pydicom/test_files"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all.stream().filter(DicomImageTest::isRead).count()).isGreaterThan(all.size() / 3);
        }
    }

    @Test
    void a_file_cut_anywhere_is_rejected_and_a_corrupt_byte_is_an_error_or_an_image(@TempDir Path folder)
            throws IOException {
        byte[] whole = Files.readAllBytes(SliceFile.of(PLANE, 3, 3, 1)
                .text(Tag.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\M")
                .write(folder.resolve("whole")));
        Path file = folder.resolve("broken");
        for (int length = 0; length < whole.length; length += 3) {
            assertThat(isRead(Files.write(file, Arrays.copyOf(whole, length)))).isFalse();
        }
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            broken[132 + random.nextInt(whole.length - 132)] = (byte) random.nextInt();
            isRead(Files.write(file, broken));
        }
    }
}
