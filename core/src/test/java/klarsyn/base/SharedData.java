package klarsyn.base;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds data next to the repository, in {@code ../shared}; skips a test if they are missing. */
public final class SharedData {

    private SharedData() {}

    /** A folder of {@code ../shared/data}, such as {@code Task04_Hippocampus}. */
    public static Path folder(String name) {
        return find("data", name);
    }

    /** A folder of {@code ../shared/conformance}, such as {@code monai}. */
    public static Path conformance(String name) {
        return find("conformance", name);
    }

    private static Path find(String kind, String name) {
        Path place = Path.of("").toAbsolutePath();
        while (place != null) {
            Path folder = place.resolveSibling("shared").resolve(kind).resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            place = place.getParent();
        }
        return Assumptions.abort("../shared/%s/%s is not here: skipped".formatted(kind, name));
    }
}
