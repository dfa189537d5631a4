package klarsyn.format;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import klarsyn.dicom.series.DicomImage;
import klarsyn.format.file.ImageFormat;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/** One DICOM file as an image, by {@link DicomImage}; the files of a series are put together by klarsyn.dicom. */
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

    /** By the mark behind the preamble; files without one are read only where their name's ending tells them. */
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
