package klarsyn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void every_source_is_in_the_format_of_the_house() throws IOException {
        List<Path> sources = Format.sources(Repository.folder());
        assertThat(sources).as("sources of the repository").hasSizeGreaterThan(10);
        List<Path> unformatted = sources.parallelStream()
                .filter(FormatTest::isUnformatted)
                .map(Repository.folder()::relativize)
                .toList();
        assertThat(unformatted)
                .as("not in the format of the house; this fixes them: mvn -q -Pformat initialize")
                .isEmpty();
    }

    @Test
    void a_source_in_another_format_is_noticed() {
        String text = "class A {\n  int  a;\n}\n";
        assertThat(Format.formatted(text, Path.of("A.java"))).isEqualTo("class A {\n    int a;\n}\n");
    }

    private static boolean isUnformatted(Path file) {
        try {
            String text = Files.readString(file);
            return !Format.formatted(text, file).equals(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
