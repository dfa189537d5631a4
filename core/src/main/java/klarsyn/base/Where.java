package klarsyn.base;

import java.nio.file.Path;

/**
 * The location of an error: a case, a file, a plan key, a command option.
 *
 * @param text the location, such as {@code case hippocampus_017, labelsTr/hippocampus_017.nii.gz}
 */
public record Where(String text) {

    /** A key, an option or anything else that is neither a case nor a file. */
    public static Where of(String key) {
        return new Where(key);
    }

    /** A file. */
    public static Where file(Path file) {
        return new Where(file.toString());
    }

    /** A file of a case. */
    public static Where of(String caseId, Path file) {
        return new Where("case " + caseId + ", " + file);
    }

    @Override
    public String toString() {
        return text;
    }
}
