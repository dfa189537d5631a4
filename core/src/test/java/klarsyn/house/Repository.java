package klarsyn.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the checkout lies that the tests run in. */
final class Repository {

    private Repository() {}

    /** The folder with the parent POM, independent of the module that the tests are started in. */
    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("core")) || !Files.isRegularFile(folder.resolve("pom.xml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no checkout of Klarsyn above the working directory");
        }
        return folder;
    }
}
