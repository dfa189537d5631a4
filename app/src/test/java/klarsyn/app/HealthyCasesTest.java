package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.format.Images;
import klarsyn.image.LabelMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Healthy cases from the folder to the figures, on the command line. */
class HealthyCasesTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Terminal training;

    @BeforeAll
    static void train() throws IOException {
        data = SmallPhantoms.write(folder.resolve("data"));
        for (Path file : labels().subList(0, 3)) {
            LabelMap map = Images.readLabels(file);
            Images.write(new LabelMap(map.geometry(), new short[map.voxels().length]), file);
        }
        training = Terminal.run("train", data, "--iterations", 2, "--out", folder.resolve("run"));
    }

    @Test
    void inspect_counts_them_in_one_warning() {
        Terminal inspected = Terminal.run("inspect", data);

        assertThat(inspected.code()).isZero();
        assertThat(inspected.out()).containsOnlyOnce("3 of 8 label maps are empty");
    }

    @Test
    void training_reports_specificity_and_false_alarms() {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.out()).contains("cases without", "false alarms", "specificity", "cases with", "any label");
    }

    @Test
    void evaluate_accepts_only_healthy_cases() throws IOException {
        Path healthy = SmallPhantoms.write(folder.resolve("healthy"));
        try (Stream<Path> files = Files.list(healthy.resolve("labelsTr"))) {
            for (Path file : files.toList()) {
                LabelMap map = Images.readLabels(file);
                Images.write(new LabelMap(map.geometry(), new short[map.voxels().length]), file);
            }
        }

        Terminal evaluated =
                Terminal.run("evaluate", folder.resolve("run/model.klarsyn"), healthy, "--cases", "all", "--json");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        Json test = evaluated.json("test");
        assertThat(test.compact()).contains("\"cases_without\":8", "\"untested_labels\":[\"");
        Terminal words = Terminal.run("evaluate", folder.resolve("run/model.klarsyn"), healthy, "--cases", "all");
        assertThat(words.out()).contains("no test case;", "cases without").doesNotContain("cases with  ");
    }

    private static List<Path> labels() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("labelsTr"))) {
            return files.sorted().toList();
        }
    }
}
