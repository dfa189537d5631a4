package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.Study;
import klarsyn.base.Json;
import klarsyn.format.Images;
import klarsyn.layout.Layouts;
import klarsyn.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on small phantoms, as a user goes it. */
class EndToEndTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;
    private static Path model;
    private static Terminal training;

    @BeforeAll
    static void train() {
        data = SmallPhantoms.write(folder.resolve("data"));
        run = folder.resolve("run");
        model = run.resolve("model.klarsyn");
        training = Terminal.run("train", data, "--iterations", 4, "--seed", 7, "--out", run);
    }

    private static Path image(int number) {
        return data.resolve("imagesTr/phantom_00%d.nii.gz".formatted(number));
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    @Test
    void train_prints_metrics_with_baseline_and_paths() {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.out())
                .contains("hippocampus head", "mean", "baseline", "95 % interval", "HD95 mm", "seed 7; 4 steps")
                .contains(run.resolve("report.html").toString(), model.toString())
                .contains("next      klarsyn predict " + model);
        assertThat(training.err()).contains("reading 8 cases", "training 50 %: step 2", "writing the report");
        assertThat(run).isDirectoryContaining("glob:**/{metrics.json,plan.json,log.jsonl,report.html,model.klarsyn}");
    }

    @Test
    void evaluate_uses_unseen_cases_by_default() {
        Terminal unseen = Terminal.run("evaluate", model, data, "--json");
        assertThat(unseen.code()).as(unseen.err()).isZero();
        Json.Members test = (Json.Members) unseen.json("test");
        assertThat(((Json.Elements) test.values().get("cases")).values()).hasSize(2);
        assertThat(((Json.Elements) unseen.json("trained_on")).values()).hasSize(6);
        assertThat(unseen.json("judged_but_trained_on")).isEqualTo(Json.of(0));
        assertThat(Terminal.run("evaluate", model, data, "--cases", "test", "--json")
                        .json("test"))
                .isEqualTo(test);
    }

    @Test
    void evaluate_reports_biased_results_for_training_cases() {
        Terminal all = Terminal.run("evaluate", model, data, "--cases", "all");
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("mean", "6 of these cases are of patients used for training or validation");
    }

    @Test
    void evaluate_rejects_data_with_only_training_cases() {
        Json.Members test =
                (Json.Members) Terminal.run("evaluate", model, data, "--json").json("test");
        List<String> unseen = ((Json.Elements) test.values().get("cases"))
                .values().stream()
                        .map(each -> ((Json.Text) ((Json.Members) each).values().get("id")).value())
                        .toList();
        Terminal refused = Terminal.run("evaluate", model, data, "--exclude", String.join(",", unseen));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.lastWord()).contains("all patients", "--cases all");
    }

    @Test
    void predict_writes_on_the_grid_of_each_image_and_prints_volumes() throws IOException {
        Path out = folder.resolve("segmented");
        Terminal predicted = Terminal.run("predict", model, image(1), image(2), "--out", out);
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.out()).hasLineCount(2).contains("phantom_001_seg.nii.gz: hippocampus head ", " ml");
        assertThat(files(out)).map(Path::toString).containsExactly("phantom_001_seg.nii.gz", "phantom_002_seg.nii.gz");
        assertThat(Images.readLabels(out.resolve("phantom_001_seg.nii.gz")).geometry())
                .isEqualTo(Images.readGeometry(image(1)));
        Terminal again = Terminal.run("predict", model, image(1), "--out", out, "--json");
        assertThat(((Json.Elements) again.json("cases")).values()).hasSize(1);
        assertThat(again.err()).doesNotContain("warning", "failed");
    }

    @Test
    void predict_rejects_outputs_that_would_replace_a_file() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Path scan = Files.copy(image(1), mine.resolve("scan.nii.gz"));
        Path segmented = Files.copy(image(2), mine.resolve("scan_seg.nii.gz"));
        byte[] before = Files.readAllBytes(segmented);

        Terminal over = Terminal.run("predict", model, scan, segmented, "--out", mine);
        assertThat(over.code()).isEqualTo(2);
        assertThat(over.err()).contains("scan_seg.nii.gz: this image would be overwritten by a segmentation");
        Terminal beside = Terminal.run("predict", model, scan, "--out", mine);
        assertThat(beside.code()).isEqualTo(2);
        assertThat(beside.err()).contains("this file next to the image would be overwritten", "--overwrite");

        assertThat(files(mine)).hasSize(2);
        assertThat(segmented).hasBinaryContent(before);
    }

    @Test
    void predict_rejects_another_number_of_channels_by_the_files_names() {
        Path out = folder.resolve("two-channels");
        Terminal two = Terminal.run("predict", model, image(1) + "," + image(1), "--out", out);
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.lastWord()).contains("2 channels", image(1) + "," + image(1));
        assertThat(out).doesNotExist();
    }

    @Test
    void a_plan_is_written_edited_and_followed() throws IOException {
        Terminal plan = Terminal.run("plan", data, "--iterations", 3, "--memory", "2G");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.err()).contains("Learning rate 0.003: ");
        Path file = folder.resolve("plan.json");
        Files.writeString(file, plan.out().replaceFirst("\"learningRate\" : [^,]+", "\"learningRate\" : 0.0017"));
        Path out = folder.resolve("planned");
        Terminal planned = Terminal.run("train", data, "--plan", file, "--out", out, "--json");
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.json("steps")).isEqualTo(Json.of(3));
        assertThat(planned.json("report"))
                .isEqualTo(Json.of(out.resolve("report.html").toString()));
        assertThat(out.resolve("plan.json")).content().contains("0.0017");
    }

    @Test
    void an_interrupted_run_is_resumed_to_the_same_result() {
        Path cut = folder.resolve("cut");
        Study study = Study.of(Layouts.open(data)).iterations(4).seed(7);
        assertThatThrownBy(() -> study.run(cut, event -> {
                    if (event
                                    instanceof
                                    TrainingEvent.StepDone(long step, double _, double _, double _, double _, double _)
                            && step == 3) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");

        Terminal resumed = Terminal.run("train", data, "--resume", "--out", cut, "--json");

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("from step 2");
        assertThat(cut.resolve("predictions")).isNotEmptyDirectory();
        Json.Members whole = (Json.Members) Json.parse(read(run.resolve("metrics.json")));
        assertThat(resumed.json("test")).isEqualTo(whole.values().get("test"));
        assertThat(Terminal.run("train", data, "--resume", "--out", cut).lastWord())
                .contains("this run is finished, there is nothing to resume", "without --resume");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void inspect_summarizes_the_data_set() {
        Terminal cohort = Terminal.run("inspect", data);
        assertThat(cohort.code()).isZero();
        assertThat(cohort.out()).contains("Phantoms", "MRI", "1 hippocampus head", "in ml", "no problems found");
        assertThat(((Json.Elements) Terminal.run("inspect", data, "--json").json("cases")).values())
                .hasSize(SmallPhantoms.CASES);
        Terminal scan = Terminal.run("inspect", image(1));
        assertThat(scan.code()).isZero();
        assertThat(scan.out())
                .contains("voxels, 1 channel", "orientation", "intensities")
                .doesNotContain("as labels");
        Path labels = data.resolve("labelsTr/phantom_001.nii.gz");
        assertThat(Terminal.run("inspect", labels).out()).contains("as labels    0: ");
        assertThat(Terminal.run("inspect", labels, "--json").json().values())
                .containsKeys("shape", "spacing_mm", "orientation", "channels");
    }

    @Test
    void the_demo_does_not_replace_other_files() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("thesis"));
        Files.writeString(mine.resolve("chapter.txt"), "years of work");
        Terminal refused = Terminal.run("demo", "--out", mine);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.lastWord()).contains("the folder contains other files than a demo", "--out");
        assertThat(files(mine)).map(Path::toString).containsExactly("chapter.txt");
    }
}
