package klarsyn.format.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Identifies the content of a file by its first bytes. */
public final class Contents {

    private Contents() {}

    /** A clause to append to a message: {@code "; it seems to contain a PNG picture"}; empty without a file. */
    public static String describe(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return "; it seems to contain " + describe(in.readNBytes(ImageFormat.HEAD));
        } catch (IOException unreadable) {
            return "; it cannot be opened (" + unreadable.getMessage() + ")";
        }
    }

    /** Description of the content that starts with these bytes. */
    public static String describe(byte[] head) {
        if (head.length == 0) {
            return "nothing: it is empty";
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG")) {
            return "a PNG picture";
        } else if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "a JPEG picture";
        } else if (start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0\b")
                || start.startsWith("MM\0+\0")) {
            return "a TIFF picture";
        } else if (start.startsWith("DICM", 128)) {
            return "a DICOM object";
        } else if (start.startsWith("\u001f\u008b")) {
            return "gzip data";
        } else if (start.startsWith("PK\u0003\u0004")) {
            return "a zip archive";
        } else if (start.startsWith("NRRD")) {
            return "a NRRD image";
        } else if (start.startsWith("ObjectType") || start.startsWith("NDims")) {
            return "a MetaImage";
        } else if (start.startsWith("\u0089HDF")) {
            return "HDF5 data";
        } else if (start.startsWith("n+1\0", 344)) {
            return "a NIfTI-1 image";
        } else if (start.startsWith("n+2\0", 4) || start.startsWith("ni2\0", 4)) {
            return "a NIfTI-2 image";
        }
        boolean text = start.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t');
        return text ? "text" : "data of unknown format";
    }
}
