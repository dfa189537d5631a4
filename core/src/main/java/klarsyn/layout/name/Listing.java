package klarsyn.layout.name;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.file.FileName;

/**
 * The files of a folder and its subfolders, without hidden ones; links are followed, as large data sets are often
 * stored elsewhere.
 *
 * @param root  the folder
 * @param files relative to it, sorted by name
 */
public record Listing(Path root, List<Path> files) {

    private static final int DEEPEST = 12;
    private static final int MAX_FILES = 2_000_000;

    /** Copies and sorts the list. */
    public Listing {
        files = files.stream().sorted(Comparator.comparing(Path::toString)).toList();
    }

    /** Lists a folder. */
    public static Listing of(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return isHidden(folder) && !folder.equals(root)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file) && !Files.isDirectory(file)) {
                        files.add(root.relativize(file));
                    }
                    return files.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof FileSystemLoopException || Files.isSymbolicLink(file)) {
                        return FileVisitResult.CONTINUE; // a cyclic or broken link
                    }
                    throw failure;
                }
            });
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be listed (%s)".formatted(failure),
                    Where.file(root),
                    "make the folder and its subfolders readable",
                    failure);
        }
        if (files.size() > MAX_FILES) {
            throw new DataException(
                    "there are more than %,d files".formatted(MAX_FILES),
                    Where.file(root),
                    "choose the folder of a single data set");
        }
        return new Listing(root, files);
    }

    /** Whether a file or folder is none of the data set's, by its name. */
    public static boolean isHidden(Path file) {
        Path name = file.getFileName();
        return name != null
                && (name.toString().startsWith(".") || name.toString().startsWith("__MACOSX"));
    }

    /** Default name of a data set in this folder. */
    public static String nameOf(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    /** Sorted names of direct subfolders with files. */
    public Set<String> folders() {
        Set<String> names = new TreeSet<>();
        for (Path file : files) {
            if (file.getNameCount() > 1) {
                names.add(file.getName(0).toString());
            }
        }
        return names;
    }

    /** The contents of a direct subfolder, relative to it. */
    public Listing in(String folder) {
        return new Listing(
                root.resolve(folder),
                below(Path.of(folder)).stream()
                        .map(file -> file.subpath(1, file.getNameCount()))
                        .toList());
    }

    /** Files in a folder and below, relative to the root. */
    public List<Path> below(Path folder) {
        String prefix = folder + folder.getFileSystem().getSeparator();
        int from = first(prefix);
        int end = from;
        while (end < files.size() && files.get(end).toString().startsWith(prefix)) {
            end++;
        }
        return files.subList(from, end);
    }

    /** Whether there is such a file, named with slashes from here. */
    public boolean has(String file) {
        return has(Path.of(file));
    }

    /** Whether there is such a file, named from here; the time grows with the logarithm of their number. */
    public boolean has(Path file) {
        int place = first(file.toString());
        return place < files.size() && files.get(place).equals(file);
    }

    /** The place of the first file that is not before a text. */
    private int first(String text) {
        int low = 0;
        int high = files.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (files.get(middle).toString().compareTo(text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a file contains the voxels of a separate header, as in an Analyze or NIfTI pair. */
    public boolean isSecondOfPair(Path file) {
        FileName name = FileName.of(file);
        return name.ending().startsWith(".img")
                && has(file.resolveSibling(name.stem() + name.ending().replace(".img", ".hdr")));
    }

    /** Files directly in the folder. */
    public List<Path> top() {
        return files.stream().filter(file -> file.getNameCount() == 1).toList();
    }
}
