package klarsyn.layout.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import klarsyn.data.Part;
import klarsyn.layout.name.RoleWords;
import klarsyn.layout.name.Splits;
import klarsyn.table.Column;
import klarsyn.table.Table;

/**
 * The meaning of a column by its header, in any spelling: {@code Patient ID}, {@code patient_id}, {@code PatientID}.
 */
public final class Headings {

    private static final Set<String> PATIENTS = Set.of(
            "patient",
            "patients",
            "patient id",
            "patientid",
            "patient no",
            "patient nr",
            "patient number",
            "subject",
            "subject id",
            "subjectid",
            "participant",
            "participant id",
            "participantid",
            "person",
            "person id",
            "pid",
            "proband",
            "patienten id");
    private static final Set<String> SPLITS = Set.of("split", "set", "part", "fold", "subset", "usage", "data split");
    private static final Set<String> TARGETS = Set.of(
            "target",
            "label",
            "labels",
            "class",
            "diagnosis",
            "diagnose",
            "outcome",
            "y",
            "category",
            "dx",
            "class label",
            "class name");
    private static final Set<String> FILE_WORDS = Set.of(
            "image",
            "images",
            "img",
            "imgs",
            "file",
            "files",
            "filename",
            "filenames",
            "filepath",
            "path",
            "paths",
            "scan",
            "scans",
            "volume",
            "picture",
            "slide");
    private static final Set<String> IMAGE_FOLDERS =
            Set.of("image", "images", "img", "imgs", "scan", "scans", "volume", "volumes", "imagestr", "imagests");
    private static final Set<String> DRAWN = Set.of("mask", "masks", "seg", "segmentation", "labelmap");
    private static final Set<String> NAMING = Set.of("id", "name", "index", "file");
    private static final Set<String> CASE_WORDS =
            Set.of("case", "id", "name", "isic", "sample", "subject", "patient", "participant", "record");

    private static final Pattern UNIT = Pattern.compile("\\s*[\\[(][^\\])]*[\\])]\\s*$");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\d]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private Headings() {}

    public static Optional<Column> patient(Table table) {
        return first(table, PATIENTS);
    }

    static Optional<Column> split(Table table) {
        return first(table, SPLITS);
    }

    /** Columns with typical target names, in order. */
    static List<Column> targets(Table table) {
        return table.columns().stream()
                .filter(column -> TARGETS.contains(plain(column.name())))
                .toList();
    }

    /** Whether the header of a file column means label maps. */
    static boolean isMask(String heading) {
        return words(heading).stream().anyMatch(RoleWords::isAnnotation);
    }

    /** Whether the header means files. */
    static boolean isFile(String heading) {
        return words(heading).stream().anyMatch(FILE_WORDS::contains);
    }

    /** Whether the header unambiguously means files, such as {@code image_path}. */
    static boolean isFileAlone(String heading) {
        List<String> words = words(heading);
        boolean names = words.stream().anyMatch(word -> FILE_WORDS.contains(word) || DRAWN.contains(word));
        return names
                && words.stream()
                        .allMatch(word -> FILE_WORDS.contains(word) || DRAWN.contains(word) || NAMING.contains(word));
    }

    /** Whether the header means case names, which may be file names. */
    static boolean isCase(String heading) {
        return isFile(heading) || words(heading).stream().anyMatch(CASE_WORDS::contains);
    }

    /** Whether a file name, or its nearest telling folder, means a label map. */
    static boolean isMaskPath(String path) {
        String[] parts = path.replace('\\', '/').split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            List<String> words = words(parts[i]);
            if (words.stream().anyMatch(RoleWords::isAnnotation)) {
                return true;
            }
            if (i < parts.length - 1 && words.stream().anyMatch(IMAGE_FOLDERS::contains)) {
                return false;
            }
        }
        return false;
    }

    /** The split part in the stem of a table's name, such as {@code train} or {@code labels_test}. */
    public static Part partOf(String stem) {
        return words(stem).stream()
                .flatMap(word -> Splits.part(word).stream())
                .findFirst()
                .orElse(Part.ANY);
    }

    private static Optional<Column> first(Table table, Set<String> names) {
        return table.columns().stream()
                .filter(column -> names.contains(plain(column.name())))
                .findFirst();
    }

    private static String plain(String heading) {
        return String.join(" ", words(heading));
    }

    private static List<String> words(String heading) {
        String plain = UNIT.matcher(heading).replaceFirst("");
        return BETWEEN.splitAsStream(plain)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
