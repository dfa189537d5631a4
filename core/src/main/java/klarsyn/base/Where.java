package klarsyn.base;

import java.nio.file.Path;

/**
 * Names the place that an error speaks of: a case, a file, a key of a plan, an option of a command.
 *
 * @param text the place in words, such as {@code case hippocampus_017, labelsTr/hippocampus_017.nii.gz}
 */
public record Where(String text) {

    /** Names a key, an option or anything else that is neither a case nor a file. */
    public static Where of(String key) {
        return new Where(key);
    }

    /** Names a file. */
    public static Where file(Path file) {
        return new Where(file.toString());
    }

    /** Names a file that belongs to a case. */
    public static Where of(String caseId, Path file) {
        return new Where("case " + caseId + ", " + file);
    }

    @Override
    public String toString() {
        return text;
    }
}
