package klarsyn.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What Jazzer calls: each input becomes the files of one {@link Target}, which are then read. */
public final class FileFuzzer {

    private static Optional<Workplace> workplace = Optional.empty();

    private record Workplace(Target target, Path folder) {}

    private FileFuzzer() {}

    /**
     * Called once, before the first input.
     *
     * @param arguments the target's name, as {@code nifti-pair}; a folder for the files, emptied here
     */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        workplace = Optional.of(new Workplace(target(arguments[0]), folder));
    }

    static Target target(String name) {
        return Target.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Called for every input: whatever leaves this method is a finding. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Workplace place = workplace.orElseThrow();
        place.target().run(input, place.folder());
    }
}
