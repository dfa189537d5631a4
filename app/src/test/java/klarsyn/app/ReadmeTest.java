package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command and program of the README, on small phantoms and with small budgets, otherwise as it stands there. */
class ReadmeTest {

    private static final Pattern COMMAND = Pattern.compile("^\\./klarsyn (.+)$", Pattern.MULTILINE);

    @TempDir
    static Path folder;

    private static Path data;
    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        data = SmallPhantoms.write(folder.resolve("data"));
        readme = Files.readString(root().resolve("README.md"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("README.md")) ? here : Objects.requireNonNull(here.getParent());
    }

    private static List<String> commands() {
        Matcher matcher = COMMAND.matcher(readme);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    /** The command with this test's data, run folder and budget in place of the README's. */
    private static String[] adapted(String command) {
        String run = folder.resolve("run").toString();
        String here = command.replace("Task04_Hippocampus", data.toString())
                .replace("--minutes 5", "--iterations 2 --out " + run)
                .replace("runs/hippocampus-7", run)
                .replace(
                        "new.nii.gz",
                        data.resolve("imagesTr/phantom_001.nii.gz").toString())
                .replace("--out predictions", "--out " + folder.resolve("segmented"));
        return here.equals("demo")
                ? new String[] {
                    "demo", "--minutes", "1", "--out", folder.resolve("demo").toString()
                }
                : here.split(" ", -1);
    }

    @Test
    void every_command_works_as_documented() {
        assertThat(commands()).hasSizeGreaterThanOrEqualTo(5).contains("demo");
        for (String command : commands()) {
            Terminal terminal = Terminal.run((Object[]) adapted(command));
            assertThat(terminal.code()).as("%s%n%s", command, terminal.err()).isZero();
        }
        assertThat(folder.resolve("demo/report.html")).isNotEmptyFile();
        assertThat(folder.resolve("segmented/phantom_001_seg.nii.gz")).isNotEmptyFile();
    }

    @Test
    void the_ten_lines_of_java_are_the_example_and_run() throws IOException, InterruptedException {
        String example = Files.readString(root().resolve("examples/segment.java"));
        assertThat(readme).contains("```java\n" + example + "```");
        Path script = folder.resolve("segment.java");
        Files.writeString(script, example.replace(".minutes(5)", ".iterations(2)"));
        Path work = Files.createDirectory(folder.resolve("work"));
        Files.createSymbolicLink(work.resolve("Task04_Hippocampus"), data);
        Files.createSymbolicLink(work.resolve("new.nii.gz"), data.resolve("imagesTr/phantom_002.nii.gz"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED,klarsyn",
                        "--module-path",
                        modulePath(),
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        script.toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("Dice 0.");
        assertThat(work.resolve("hippocampus.klarsyn")).isNotEmptyFile();
        assertThat(work.resolve("new_seg.nii.gz")).isNotEmptyFile();
    }

    /** What the library needs, without the test's own libraries, which are no modules. */
    private static String modulePath() {
        List<String> tests =
                List.of("test-classes", "junit", "assertj", "opentest4j", "apiguardian", "surefire", "byte-buddy");
        List<String> commandLine = List.of("app" + File.separator + "target", "picocli", "jline", "progressbar");
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path ->
                        Stream.concat(tests.stream(), commandLine.stream()).noneMatch(path::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
