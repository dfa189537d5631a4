package klarsyn.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.data.Finding;
import klarsyn.data.file.FileKinds;
import klarsyn.layout.name.Listing;
import klarsyn.layout.name.NameWords;
import klarsyn.layout.name.RoleWords;
import klarsyn.layout.name.Splits;

/**
 * Folders beside class folders that contain no case, for example after an interrupted upload.
 *
 * @param listing the data set
 * @param empty   folders without any file, relative to the data set
 * @param other   folders with files none of which is an image or signal
 * @param classes names of the classes that have cases
 */
record EmptyFolders(Listing listing, List<Path> empty, List<Path> other, Set<String> classes) {

    static EmptyFolders in(Listing listing, Set<String> classes) {
        List<Path> empty = new ArrayList<>();
        List<Path> other = new ArrayList<>();
        for (Path folder : folders(listing, Path.of(""))) {
            List<Path> candidates =
                    Splits.part(folder.toString()).isPresent() ? folders(listing, folder) : List.of(folder);
            for (Path candidate : candidates) {
                List<Path> files = listing.below(candidate);
                if (files.isEmpty()) {
                    empty.add(candidate);
                } else if (files.stream().allMatch(file -> FileKinds.of(file).isEmpty())) {
                    other.add(candidate);
                }
            }
        }
        return new EmptyFolders(listing, empty, other, classes);
    }

    /** Folders directly in one, sorted; none where it is no folder, as if the table alone was given. */
    private static List<Path> folders(Listing listing, Path folder) {
        Path root = listing.root();
        try (Stream<Path> inside = Files.list(root.resolve(folder))) {
            return inside.filter(Files::isDirectory)
                    .map(root::relativize)
                    .filter(path -> !Listing.isHidden(path))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new DataException(
                    "the folder cannot be listed (%s)".formatted(failure),
                    Where.file(root.resolve(folder)),
                    "make it readable",
                    failure);
        }
    }

    /** Whether a folder beside the only one with cases is more likely an empty class than an empty folder of results. */
    boolean areClasses() {
        return !empty.isEmpty()
                && Stream.concat(classes.stream(), empty.stream().map(EmptyFolders::name))
                        .flatMap(name -> NameWords.of(name, NameWords.Cut.AT_SEPARATORS).stream())
                        .noneMatch(RoleWords::isRole);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Path folder : empty) {
            Where where = Where.file(listing.root().resolve(folder));
            String fix = "put its files there, or remove the folder";
            findings.add(
                    classes.contains(name(folder)) // elsewhere: in another part of the split
                            ? Finding.warning(where, "this folder of a class is empty", fix)
                            : Finding.error(where, "the class folder is empty", fix));
        }
        for (Path folder : other) {
            List<Path> files = listing.below(folder);
            findings.add(Finding.error(
                    Where.file(listing.root().resolve(folder)),
                    "the class folder contains no image or signal that can be read, but %s, such as %s"
                            .formatted(
                                    Count.of(files.size(), "file"),
                                    Optional.ofNullable(files.getFirst().getFileName())
                                            .orElse(files.getFirst())),
                    "convert its files to PNG or JPEG; if it is no class, move the folder out of the data set"));
        }
        return findings;
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
