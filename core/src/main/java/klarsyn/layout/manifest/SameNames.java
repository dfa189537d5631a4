package klarsyn.layout.manifest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds files of the same names when paths are wrong, to suggest how to correct paths from another machine. */
final class SameNames {

    private static final int TRIED = 200;
    private static final int NAMED = 3;

    private SameNames() {}

    /**
     * The fix that makes the paths valid.
     *
     * @param paths at least one, none of which exists
     * @param masks whether they are label maps
     */
    static String advice(List<String> paths, NamedFiles files, boolean masks) {
        Map<Change, Integer> changes = new HashMap<>();
        Set<String> folders = new LinkedHashSet<>();
        List<String> tried = paths.subList(0, Math.min(TRIED, paths.size()));
        for (String path : tried) {
            List<Path> same = files.sameName(path);
            List<Path> wanted = same.stream()
                    .filter(file -> Headings.isMaskPath(file.toString()) == masks)
                    .toList();
            List<Path> candidates = wanted.isEmpty() ? same : wanted;
            candidates.forEach(file -> folders.add(folder(file)));
            if (!candidates.isEmpty()) {
                changes.merge(Change.between(NamedFiles.slashes(path), nearest(path, candidates)), 1, Integer::sum);
            }
        }
        Change most = changes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(new Change("", ""));
        if (folders.isEmpty()) {
            return "copy the missing files to the folder, or correct their names";
        }
        String places =
                String.join(", ", folders.stream().limit(NAMED).toList()) + (folders.size() > NAMED ? ", …" : "");
        return "files of the same names are in %s: %s".formatted(places, most.advice());
    }

    /** The candidate that shares most of the end of a path. */
    private static Path nearest(String path, List<Path> candidates) {
        Path best = candidates.getFirst();
        for (Path candidate : candidates) {
            if (Change.between(NamedFiles.slashes(path), candidate).from().length()
                    < Change.between(NamedFiles.slashes(path), best).from().length()) {
                best = candidate;
            }
        }
        return best;
    }

    private static String folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? "the folder itself" : parent.toString().replace('\\', '/') + "/";
    }

    /** The replacement for the start of a path. */
    private record Change(String from, String to) {

        /** The differing parts before the common end of two paths; names with different extensions are kept whole. */
        static Change between(String written, Path file) {
            String[] left = written.split("/", -1);
            String[] right = file.toString().replace('\\', '/').split("/", -1);
            int shared = 0;
            while (shared < Math.min(left.length, right.length)
                    && NamedFiles.folded(left[left.length - 1 - shared])
                            .equals(NamedFiles.folded(right[right.length - 1 - shared]))) {
                shared++;
            }
            return shared == 0
                    ? new Change(ending(left[left.length - 1]), ending(right[right.length - 1]))
                    : new Change(beginning(left, shared), beginning(right, shared));
        }

        private static String ending(String name) {
            return "*" + NamedFiles.nameOf(name).ending();
        }

        private static String beginning(String[] parts, int shared) {
            String joined = String.join("/", List.of(parts).subList(0, parts.length - shared));
            return parts.length == shared ? "" : joined + "/";
        }

        String advice() {
            if (from.startsWith("*")) {
                return "correct the ending, %s instead of %s"
                        .formatted(to.substring(1), from.equals("*") ? "none" : from.substring(1));
            }
            if (from.isEmpty()) {
                return "write \"%s\" before each path".formatted(to);
            }
            return to.isEmpty()
                    ? "remove \"%s\" from the paths".formatted(from)
                    : "replace \"%s\" by \"%s\" in the paths".formatted(from, to);
        }
    }
}
