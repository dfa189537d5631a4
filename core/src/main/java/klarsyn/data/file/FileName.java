package klarsyn.data.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two parts of a file name.
 *
 * @param stem   the name without extension
 * @param ending extension with its dot, lower case, {@code .nii.gz} as one; may be empty
 */
public record FileName(String stem, String ending) {

    private static final Pattern ENDING =
            Pattern.compile("(\\.[A-Za-z][A-Za-z0-9]{0,7})?(\\.gz)?$", Pattern.CASE_INSENSITIVE);

    public static FileName of(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        Matcher ending = ENDING.matcher(name);
        int end = ending.find() && ending.start() > 0 ? ending.start() : name.length();
        return new FileName(name.substring(0, end), name.substring(end).toLowerCase(Locale.ROOT));
    }

    /** The stem with its folders, separated by slashes; distinguishes files of the same name in several folders. */
    public static String path(Path relative) {
        Path folder = relative.getParent();
        String stem = of(relative).stem();
        return folder == null ? stem : folder.toString().replace('\\', '/') + "/" + stem;
    }
}
