package klarsyn.layout.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import klarsyn.data.file.FileKinds;
import klarsyn.data.file.FileName;
import klarsyn.layout.name.Listing;

/**
 * Resolves file names as people write them: with backslashes, {@code ./} or absolute paths, other encodings of accented
 * letters, other case, without folder or extension.
 */
final class NamedFiles {

    /** Quality of a match between a text and a file path. */
    enum Match {
        /** The exact path, relative or absolute. */
        PATH,
        /** Differs in case or in the encoding of accented letters. */
        SPELLING,
        /** Lacks the extension, the folder, or both. */
        NAME
    }

    /** A file matched by a text. */
    record Found(Path file, Match match) {}

    private final Path root;
    private final Map<String, Set<Path>> byPath = new HashMap<>();
    private final Map<String, Set<Path>> byName = new HashMap<>();
    private final Set<String> folders = new HashSet<>();

    /** The files of a listing; image files are also found by name alone. */
    NamedFiles(Listing listing) {
        this.root = listing.root();
        for (Path file : listing.files()) {
            String path = folded(file.toString());
            add(byPath, path, file);
            for (int i = 0; i < file.getNameCount() - 1; i++) {
                folders.add(folded(file.getName(i).toString()));
            }
            if (FileKinds.of(file).isPresent()) {
                String name = folded(String.valueOf(file.getFileName()));
                add(byName, name, file);
                add(byName, withoutEnding(name), file);
                if (file.getNameCount() > 1) {
                    add(byName, withoutEnding(path), file);
                }
            }
        }
    }

    private static void add(Map<String, Set<Path>> index, String key, Path file) {
        index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(file);
    }

    /** The file at a path, exact or in another spelling; empty if missing or ambiguous. */
    Optional<Found> at(String text) {
        Optional<Path> path = inside(root, text);
        if (path.isPresent() && Files.isRegularFile(path.get())) {
            return Optional.of(new Found(path.get(), Match.PATH));
        }
        Set<Path> alike = path.map(it -> byPath.getOrDefault(folded(relative(it)), Set.of()))
                .orElse(Set.of());
        return alike.size() == 1
                ? Optional.of(new Found(root.resolve(alike.iterator().next()), Match.SPELLING))
                : Optional.empty();
    }

    /** Image files with a name, or with its part before the extension; label maps or others, by location. */
    List<Path> called(String text, boolean masks) {
        Set<Path> found = byName.getOrDefault(folded(slashes(text)), Set.of());
        List<Path> wanted = found.stream()
                .filter(file -> Headings.isMaskPath(file.toString()) == masks)
                .toList();
        return (wanted.isEmpty() && masks ? List.copyOf(found) : wanted)
                .stream().map(root::resolve).toList();
    }

    /** Whether a file is a label map by its name or location. */
    boolean isMask(Path file) {
        return Headings.isMaskPath(relative(file));
    }

    /** Files with the same name as the last part of a path, in any folder, relative to the root. */
    List<Path> sameName(String path) {
        String key = folded(slashes(path));
        String name = key.substring(key.lastIndexOf('/') + 1);
        Set<Path> whole = byName.getOrDefault(name, Set.of());
        return List.copyOf(whole.isEmpty() ? byName.getOrDefault(withoutEnding(name), Set.of()) : whole);
    }

    /** Whether a folder has this name: a column may list case folders. */
    boolean hasFolder(String text) {
        return folders.contains(folded(text));
    }

    private String relative(Path file) {
        return root.relativize(file).toString();
    }

    /** The path of a text within a folder; empty if outside or not a path. */
    static Optional<Path> inside(Path root, String text) {
        try {
            Path named = Path.of(slashes(text));
            Path whole = root.toAbsolutePath().normalize();
            Path place = whole.resolve(named).normalize();
            if (place.startsWith(whole) && !place.equals(whole)) {
                return Optional.of(root.resolve(whole.relativize(place)));
            }
            return named.isAbsolute() ? insideReal(root, whole, place) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** As above if the folder or the path contains links. */
    private static Optional<Path> insideReal(Path root, Path whole, Path place) {
        try {
            Path real = whole.toRealPath();
            Path target = place.toRealPath();
            return target.startsWith(real) ? Optional.of(root.resolve(real.relativize(target))) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** The text with slashes, without surrounding quotes, spaces and {@code file://}. */
    static String slashes(String text) {
        String plain = text.strip().replace('\\', '/');
        boolean quoted = plain.length() > 1 && plain.startsWith("'") && plain.endsWith("'");
        String bare = quoted ? plain.substring(1, plain.length() - 1).strip() : plain;
        String local = bare.startsWith("file://") ? bare.substring("file://".length()) : bare;
        return local.startsWith("./") ? local.substring(2) : local;
    }

    static String folded(String path) {
        return Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    private static String withoutEnding(String name) {
        int folder = name.lastIndexOf('/') + 1;
        return name.substring(0, folder) + nameOf(name.substring(folder)).stem();
    }

    /** The parts of a file name; an invalid path has no extension. */
    static FileName nameOf(String name) {
        try {
            return FileName.of(Path.of(name));
        } catch (InvalidPathException noPath) {
            return new FileName(name, "");
        }
    }
}
