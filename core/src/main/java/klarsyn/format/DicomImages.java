package klarsyn.format;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import klarsyn.dicom.series.DicomImage;
import klarsyn.format.file.ImageFormat;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * Reads single DICOM files as images through {@link DicomImage}; series are assembled by {@code klarsyn.dicom.series}.
 */
final class DicomImages implements ImageFormat {

    private static final int PREAMBLE = 128;

    @Override
    public String name() {
        return "DICOM";
    }

    @Override
    public List<String> endings() {
        return List.of(".dcm", ".dicom", ".ima");
    }

    /** By the DICM prefix; files without it are read only if their file name extension identifies them. */
    @Override
    public boolean recognizes(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith("DICM", PREAMBLE);
    }

    @Override
    public List<Volume> readChannels(Path file) {
        return DicomImage.read(file);
    }

    @Override
    public Geometry readGeometry(Path file) {
        return DicomImage.geometry(file);
    }
}
