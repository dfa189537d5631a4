package klarsyn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomImagesTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_without_a_telling_name_is_known_by_its_mark() {
        Path slice = SharedData.folder("dicom/dicom2nifti").resolve("ge/dti/002/001");
        assertThat(Images.formatName(slice)).contains("DICOM");
        assertThat(Images.read(slice).shape()).isEqualTo(new Shape(64, 64, 1));
        assertThat(Images.readGeometry(slice)).isEqualTo(Images.read(slice).geometry());
    }

    @Test
    void all_points_in_time_of_an_enhanced_file_are_channels() {
        Path file = SharedData.folder("dicom/dicom2nifti").resolve("philips_enhanced/fmri/001/IM-0001-9600-0001.dcm");
        List<Volume> volumes = Images.readChannels(file);
        assertThat(volumes).hasSize(4);
        assertThat(volumes.getFirst().shape()).isEqualTo(new Shape(64, 64, 8));
    }

    @Test
    void what_only_is_called_dicom_is_rejected() throws IOException {
        Path file = Files.writeString(folder.resolve("slice.dcm"), "nothing of the kind, but long enough ".repeat(20));
        assertThatThrownBy(() -> Images.readChannels(file)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Images.readGeometry(file)).isInstanceOf(DataException.class);
    }
}
