package klarsyn.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the sound files that Jazzer begins with: small ones made here, and those of {@code ../shared/data}. */
public final class Seeds {

    /** Prefix of a codestream: columns, rows and components. */
    static final int RASTER_BYTES = 5;

    private static final long LARGEST = 1 << 15;
    private static final int MAX_SEEDS = 80;

    private Seeds() {}

    /** Arguments: the target's name, the folder of seeds in the repository, the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Target target = FileFuzzer.target(arguments[0]);
        Path to = Path.of(arguments[2]);
        Files.createDirectories(to);
        for (Map.Entry<String, byte[]> seed : SmallFiles.of(target, to).entrySet()) {
            Files.write(to.resolve(seed.getKey()), seed.getValue());
        }
        copy(small(Path.of(arguments[1]).resolve(arguments[0]), ""), to);
        if (target.names().size() == 1) {
            copy(small(shared(Path.of(arguments[1])), target.ending()), to);
        }
    }

    /** Jazzer is told of other people's files where they lie; none comes into the repository. */
    private static void copy(List<Path> files, Path to) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            Files.write(to.resolve("file" + i + "-" + files.get(i).getFileName()), Files.readAllBytes(files.get(i)));
        }
    }

    private static Path shared(Path near) {
        Path place = near.toAbsolutePath().normalize();
        while (place.getParent() != null && !Files.isDirectory(place.resolveSibling("shared"))) {
            place = place.getParent();
        }
        return place.resolveSibling("shared").resolve("data");
    }

    private static List<Path> small(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> fitting = all.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ending)
                                    && Files.isRegularFile(file)
                                    && file.toFile().length() <= LARGEST)
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().length())
                            .thenComparing(Path::toString))
                    .toList();
            // From all sizes alike, or a folder of a thousand photographs would leave nothing of the odd files.
            int step = Math.max(1, fitting.size() / MAX_SEEDS);
            return Stream.iterate(0, i -> i < fitting.size(), i -> i + step)
                    .map(fitting::get)
                    .toList();
        }
    }
}
