package klarsyn.format.rawdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * The data files of a detached header, inside the header's folder.
 *
 * <p>Files outside the folder, by name or through a link, are rejected without being opened: an untrusted header must
 * not read other files.
 */
public final class DataFiles {

    private static final Pattern LIST = Pattern.compile("(?i)LIST(\\s.*)?");

    private static final Pattern NUMBER = Pattern.compile("%(0?)(\\d{0,2})[diu]");

    /** More than any volume has slices. */
    private static final int MAX_FILES = 1 << 16;

    private final Path header;
    private final Path folder;

    private DataFiles(Path header, Path folder) {
        this.header = header;
        this.folder = folder;
    }

    public static DataFiles sibling(Path header) {
        Path folder = header.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw StoredVoxels.bad(header, "the file has no parent folder");
        }
        return new DataFiles(header, folder);
    }

    /** Whether a list of names follows the header; both formats use the same keyword. */
    public static boolean isList(String value) {
        return LIST.matcher(value).matches();
    }

    /** The names that follow, one per line, up to an empty line or the end. */
    public static List<String> list(HeaderLines lines, Path header) {
        List<String> names = new ArrayList<>();
        Optional<String> line = lines.next();
        while (line.isPresent() && !line.get().isBlank()) {
            names.add(line.get().strip());
            if (names.size() > MAX_FILES) {
                throw StoredVoxels.bad(header, "the header lists more than %d data files".formatted(MAX_FILES));
            }
            line = lines.next();
        }
        return names;
    }

    /** Files by name; each may occur once. */
    public List<Path> named(List<String> names) {
        List<Path> files = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (String name : names) {
            Path file = named(name);
            if (!seen.add(file)) {
                throw StoredVoxels.bad(header, "the header lists the data file %s twice".formatted(name));
            }
            files.add(file);
        }
        if (files.isEmpty()) {
            throw StoredVoxels.bad(header, "the list of data files in the header is empty");
        }
        return files;
    }

    /**
     * Files by a C {@code printf} pattern with one integer, {@code slice_%03d.raw}.
     *
     * @param first number
     * @param last  number, inclusive
     * @param step  not 0; negative to count down
     */
    public List<Path> numbered(String pattern, long first, long last, long step) {
        Matcher number = NUMBER.matcher(pattern);
        if (!number.find()
                || pattern.replace("%%", "").indexOf('%')
                        != pattern.replace("%%", "").lastIndexOf('%')) {
            throw StoredVoxels.bad(
                    header,
                    "the data file pattern %s does not have exactly one number such as %%03d".formatted(pattern));
        }
        if (step == 0 || (last != first && (step > 0) != (last > first))) {
            throw StoredVoxels.bad(
                    header, "the data file numbers go from %d to %d in steps of %d".formatted(first, last, step));
        }
        String form = "%" + (number.group(2).isEmpty() ? "" : number.group(1) + number.group(2)) + "d";
        List<Path> files = new ArrayList<>();
        for (long i = first; step > 0 ? i <= last : i >= last; i = Math.addExact(i, step)) { // a missing file ends it
            String digits = String.format(Locale.ROOT, form, i);
            files.add(
                    named(number.replaceFirst(Matcher.quoteReplacement(digits)).replace("%%", "%")));
        }
        return files;
    }

    private Path named(String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw outside(name);
            }
            if (!Files.isRegularFile(file)) {
                throw new DataException(
                        "the header's data file %s is missing".formatted(name),
                        Where.file(header),
                        "put it into the folder of the header");
            }
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside(name);
            }
            return real;
        } catch (InvalidPathException | IOException failure) {
            throw new DataException(
                    "the header's data file %s cannot be opened (%s)".formatted(name, failure.getMessage()),
                    Where.file(header),
                    "put it into the folder of the header",
                    failure);
        }
    }

    private DataException outside(String name) {
        return new DataException(
                "the header's data file %s is outside the header's folder".formatted(name),
                Where.file(header),
                "put the data file into the folder of the header and correct its name there");
    }
}
