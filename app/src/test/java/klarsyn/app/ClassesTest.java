package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in a folder for each class, through every command. */
class ClassesTest {

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path run;
    private static Path model;
    private static Terminal training;

    @BeforeAll
    static void train() {
        data = SmallPictures.write(folder.resolve("data"), 20);
        run = folder.resolve("run");
        model = run.resolve("model.klarsyn");
        training = Terminal.run("train", data, "--iterations", 60, "--seed", 7, "--out", run);
    }

    private static Path picture(String name) {
        return data.resolve(name.substring(0, name.indexOf('-'))).resolve(name);
    }

    @Test
    void train_prints_accuracy_with_its_interval_and_the_baseline() {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.out())
                .contains("Accuracy", "AUC", "95 % interval", "baseline", "most frequent class")
                .contains("disk", "lying", "standing", "recall")
                .contains(run.resolve("report.html").toString(), model.toString())
                .contains("next      klarsyn predict " + model)
                .doesNotContain("Dice", ".nii.gz");
        assertThat(training.err())
                .contains("reading 60 cases", "pictures of 16×16 pixels")
                .doesNotContain("Dice");
    }

    @Test
    void the_command_in_the_report_excludes_the_same_cases() throws IOException {
        Path smaller = folder.resolve("smaller");
        assertThat(Terminal.run("train", data, "--exclude", "disk-00", "--iterations", 1, "--seed", 7, "--out", smaller)
                        .code())
                .isZero();

        assertThat(Files.readString(smaller.resolve("report.html")))
                .contains("klarsyn train data --exclude disk-00 --iterations 1 --seed 7");
    }

    @Test
    void inspect_prints_the_classes() {
        Terminal inspected = Terminal.run("inspect", data);

        assertThat(inspected.code()).as(inspected.err()).isZero();
        assertThat(inspected.out()).contains("60", "disk", "lying", "standing");
        assertThat(Terminal.run("inspect", data, "--json").out()).contains("\"lying\"");
    }

    @Test
    void plan_prints_its_reasons_and_writes_a_plan_for_train() throws IOException {
        Terminal plan = Terminal.run("plan", data, "--iterations", 2);
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.err()).contains("Pictures of 16×16 pixels: ", "Label smoothing of 0.05: ");
        Path file = Files.writeString(
                folder.resolve("plan.json"),
                plan.out().replace("\"labelSmoothing\" : 0.05", "\"labelSmoothing\" : 0.1"));

        Terminal planned = Terminal.run("train", data, "--plan", file, "--out", folder.resolve("planned"), "--json");

        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.json("steps")).isEqualTo(Json.of(2));
        assertThat(planned.json("task")).isEqualTo(Json.of("classification"));
        assertThat(folder.resolve("planned/plan.json")).content().contains("\"labelSmoothing\" : 0.1");
    }

    @Test
    void evaluate_uses_unseen_pictures_by_default() throws IOException {
        Terminal evaluated = Terminal.run("evaluate", model, data, "--json");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        Json.Members metrics = (Json.Members) Json.parse(Files.readString(run.resolve("metrics.json")));
        assertThat(evaluated.json("test")).isEqualTo(metrics.values().get("test"));
        Terminal printed = Terminal.run("evaluate", model, data, "--out", folder.resolve("evaluated"));
        assertThat(printed.out()).contains("Accuracy", "baseline").doesNotContain("Dice");
        assertThat(folder.resolve("evaluated/report.html")).content().contains("Confusion matrix");
    }

    @Test
    void predict_writes_a_table_of_classes_and_probabilities() throws IOException {
        Path out = folder.resolve("predicted");

        Terminal predicted =
                Terminal.run("predict", model, picture("lying-03.png"), picture("disk-04.png"), "--out", out);

        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.out()).hasLineCount(2).contains("lying-03.png: lying ", "disk-04.png: disk ", " %");
        List<String> lines = Files.readAllLines(out.resolve("predictions.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("image,class,disk,lying,standing");
        for (String line : lines.subList(1, 3)) {
            String[] cells = line.split(",");
            assertThat(cells[0]).contains(cells[1] + "-0");
            assertThat(Arrays.stream(cells)
                            .skip(2)
                            .mapToDouble(Double::parseDouble)
                            .sum())
                    .isBetween(0.99999, 1.00001);
        }
        assertThat(out.toFile().list()).containsExactly("predictions.csv");
    }

    @Test
    void predict_of_a_folder_includes_every_picture_in_it() throws IOException {
        Path out = folder.resolve("predicted-folder");

        Terminal predicted = Terminal.run("predict", model, data.resolve("standing"), "--out", out);

        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(Files.readAllLines(out.resolve("predictions.csv"))).hasSize(21);
    }

    @Test
    void predict_in_json_has_the_probability_of_each_class() {
        Terminal predicted =
                Terminal.run("predict", model, picture("disk-04.png"), "--out", folder.resolve("json"), "--json");

        Json.Members one = (Json.Members)
                ((Json.Elements) predicted.json("cases")).values().getFirst();
        assertThat(one.values().get("class")).isEqualTo(Json.of("disk"));
        assertThat(((Json.Members) one.values().get("probabilities")).values())
                .containsOnlyKeys("disk", "lying", "standing");
    }

    @Test
    void compare_reports_accuracy() {
        Path worse = folder.resolve("worse");
        assertThat(Terminal.run("train", data, "--iterations", 1, "--seed", 7, "--out", worse)
                        .code())
                .isZero();

        Terminal compared = Terminal.run("compare", run, worse);

        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("Accuracy", "A is better").doesNotContain("Dice", "label");
        assertThat(compared.out().lines().filter(line -> line.startsWith("all classes")))
                .hasSize(1);
        Terminal same = Terminal.run("compare", run, run, "--margin", "0.05");
        assertThat(same.out()).contains("equivalent").doesNotContain("Dice");
        assertThat(Terminal.run("compare", run, worse, "--json").json().values())
                .containsKeys("overall");
    }

    @Test
    void task_selects_the_task_if_the_data_allow_several() {
        Path named = folder.resolve("named");

        Terminal classified =
                Terminal.run("train", data, "--task", "classification", "--iterations", 1, "--out", named, "--json");
        assertThat(classified.code()).as(classified.err()).isZero();

        Terminal segmented = Terminal.run("train", data, "--task", "segmentation", "--iterations", 1, "--out", named);
        assertThat(segmented.code()).isEqualTo(2);
        assertThat(segmented.lastWord()).startsWith("klarsyn: ").contains("Fix: ");
    }

    @Test
    void folds_are_evaluated_together() {
        Terminal folds = Terminal.run(
                "train", data, "--folds", 2, "--iterations", 2, "--out", folder.resolve("folds"), "--json");

        assertThat(folds.code()).as(folds.err()).isZero();
        assertThat(((Json.Elements) folds.json("folds")).values()).hasSize(2);
        assertThat(((Json.Members) folds.json("test")).values().get("n")).isEqualTo(Json.of(60));
    }
}
