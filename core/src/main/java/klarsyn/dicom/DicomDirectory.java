package klarsyn.dicom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.base.DataException;

/**
 * A DICOMDIR: the directory of a file set, with its records and referenced files (PS3.3, annex F).
 *
 * @param records in file order
 */
public record DicomDirectory(List<Entry> records) {

    /** The standard allows 8; deeper nesting occurs in practice. */
    private static final int DEEPEST = 64;

    /**
     * One record.
     *
     * @param type what it describes, such as PATIENT, SERIES or IMAGE; may be empty
     * @param file the referenced file, inside the folder of the DICOMDIR; may not exist
     * @param keys the attributes
     */
    public record Entry(String type, Optional<Path> file, DicomObject keys) {}

    /** Copies the list. */
    public DicomDirectory {
        records = List.copyOf(records);
    }

    /** Whether a file is a DICOMDIR rather than an image. */
    public static boolean isDirectory(DicomFile file) {
        return file.dataSet().contains(Tag.DIRECTORY_RECORD_SEQUENCE);
    }

    /**
     * Reads the records of a DICOMDIR.
     *
     * @throws DataException if the file is not a DICOMDIR, or a record refers to a file outside its folder
     */
    public static DicomDirectory of(DicomFile file) {
        if (!isDirectory(file)) {
            throw new DataException(
                    "the file has no sequence of directory records",
                    file.dataSet().where(),
                    "choose a DICOMDIR");
        }
        List<Entry> records = new ArrayList<>();
        for (DicomObject record : file.dataSet().sequence(Tag.DIRECTORY_RECORD_SEQUENCE)) {
            String type = record.string(Tag.DIRECTORY_RECORD_TYPE).orElse("");
            records.add(new Entry(type, named(file, record), record));
        }
        return new DicomDirectory(records);
    }

    /** The referenced files, each once, in order. */
    public List<Path> files() {
        return records.stream().flatMap(each -> each.file().stream()).distinct().toList();
    }

    private static Optional<Path> named(DicomFile file, DicomObject record) {
        List<String> parts = record.strings(Tag.REFERENCED_FILE_ID);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Path place = file.path().toAbsolutePath().getParent();
        boolean isInside = place != null && parts.size() <= DEEPEST;
        for (String part : parts) {
            isInside &= part.chars().allMatch(DicomDirectory::mayStandInName) && !part.isEmpty();
            isInside &= !part.equals(".") && !part.equals("..");
        }
        if (!isInside || place == null) {
            throw new DataException(
                    "a directory record refers to a file outside the folder of the DICOMDIR",
                    file.dataSet().where(),
                    "open the folder instead of its DICOMDIR");
        }
        return Optional.of(place.resolve(String.join("/", parts)));
    }

    private static boolean mayStandInName(int character) {
        return character >= ' ' && character < 0x7f && character != '/' && character != ':' && character != '\\';
    }
}
