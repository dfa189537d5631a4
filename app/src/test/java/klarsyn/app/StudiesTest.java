package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds, their models together, and two runs compared, as a user goes about them. */
class StudiesTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;
    private static Terminal training;

    @BeforeAll
    static void train() {
        data = SmallPhantoms.write(folder.resolve("data"));
        run = folder.resolve("run");
        training = Terminal.run("train", data, "--folds", 2, "--iterations", 2, "--out", run);
    }

    @Test
    void a_cross_validation_reports_all_cases_together() {
        assertThat(training.code()).as(training.err()).isZero();
        assertThat(training.out()).contains("8 cases, each held out once in 2 folds by patient, seed 0; 4 steps");
        assertThat(training.err()).contains("fold 1 of 2", "fold 2 of 2");
        assertThat(run.resolve("fold-1/predictions")).isDirectoryContaining("glob:**.nii.gz");
    }

    @Test
    void its_folder_predicts_and_reports_the_number_of_passes() {
        Path image = data.resolve("imagesTr/phantom_001.nii.gz");

        Terminal predicted = Terminal.run("predict", run, image, "--mirror", "--out", folder.resolve("segmented"));

        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.err()).contains("each image is predicted 4 times and averaged");
        assertThat(folder.resolve("segmented/phantom_001_seg.nii.gz")).exists();
    }

    @Test
    void mirroring_without_effect_is_reported() {
        Path image = data.resolve("imagesTr/phantom_001.nii.gz");
        Path out = folder.resolve("mirrored");

        Terminal without = Terminal.run("predict", run, image, "--no-mirror", "--out", out);

        assertThat(without.err()).contains("--no-mirror has no effect", "predicted 2 times");
        assertRefused(
                Terminal.run("predict", run, image, "--mirror", "--no-mirror", "--out", out),
                "--mirror and --no-mirror cannot be combined");
        Path sided = folder.resolve("sided.json");
        write(
                sided,
                Terminal.run("plan", data, "--iterations", 1)
                        .out()
                        .replaceFirst("(\"mirrorAxes\" : )\\[[^]]*]", "$1[]"));
        Path unmirrored = folder.resolve("unmirrored");
        Terminal.run("train", data, "--plan", sided, "--out", unmirrored);
        Terminal predicted =
                Terminal.run("predict", unmirrored.resolve("model.klarsyn"), image, "--mirror", "--out", out);
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.err()).contains("--mirror has no effect: the model was trained without mirroring");
    }

    @Test
    void ensembles_are_evaluated_as_they_predict() {
        Path first = run.resolve("fold-0/model.klarsyn");
        Path second = run.resolve("fold-1/model.klarsyn");

        Terminal evaluated =
                Terminal.run("evaluate", first, data, "--with", second, "--mirror", "--cases", "all", "--json");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.err()).contains("predicted 4 times");
        assertThat(evaluated.json("with")).isEqualTo(Json.of(List.of(second.toString())));
        assertRefused(Terminal.run("evaluate", first, data, "--with", second), "all patients of the data set");
    }

    @Test
    void models_with_the_same_labels_predict_together() {
        Path image = data.resolve("imagesTr/phantom_001.nii.gz");
        Path first = run.resolve("fold-0/model.klarsyn");
        Path second = run.resolve("fold-1/model.klarsyn");

        Terminal both = Terminal.run("predict", first, image, "--with", second, "--out", folder.resolve("both"));

        assertThat(both.code()).as(both.err()).isZero();
        assertThat(both.err()).contains("predicted 2 times");
        assertRefused(
                Terminal.run("predict", first, image, "--with", folder.resolve("none"), "--out", folder.resolve("no")),
                "the file or folder");
        Path others = folder.resolve("others");
        Terminal.run("train", relabeled(folder.resolve("relabeled")), "--iterations", 1, "--out", others);
        assertRefused(
                Terminal.run(
                        "predict",
                        first,
                        image,
                        "--with",
                        others.resolve("model.klarsyn"),
                        "--out",
                        folder.resolve("no")),
                "the models of an ensemble have different labels");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    /** The same images with another name for a label. */
    private static Path relabeled(Path place) {
        SmallPhantoms.write(place);
        Path description = place.resolve("dataset.json");
        write(description, read(description).replace("hippocampus head", "hippocampus tail"));
        return place;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_run_compared_with_itself_shows_no_difference() {
        Terminal compared = Terminal.run("compare", run, run.resolve("metrics.json"));

        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("no difference shown", "hippocampus body", "+0.0000");
        assertThat(Terminal.run("compare", run, run, "--json").json("overall"))
                .hasToString(Terminal.run("compare", run, run, "--json")
                        .json("overall")
                        .toString());
        assertThat(Terminal.run("compare", run, run, "--margin", "0.01").out())
                .contains("equivalent within the margin");
    }

    @Test
    void a_run_tested_on_training_patients_is_reported_as_biased(@TempDir Path place) throws IOException {
        String honest = Files.readString(run.resolve("metrics.json"));
        String leaking = honest.replaceAll("(\"divides_patients\"\\s*:\\s*)false", "$1true");
        Path metrics = Files.writeString(place.resolve("metrics.json"), leaking);

        assertThat(Terminal.run("compare", metrics, metrics).err())
                .contains("A was tested on patients seen in training", "B was tested");
        assertThat(Terminal.run("compare", metrics, run, "--json").out())
                .containsPattern("\"knew_patients_a\"\\s*:\\s*true")
                .containsPattern("\"knew_patients_b\"\\s*:\\s*false");
        String older = honest.replaceAll("\"divides_patients\"\\s*:\\s*false,", "")
                .replaceAll("\"by\"\\s*:\\s*\"patient\"", "\"by\": \"case\"")
                .replaceAll("\"patient\"\\s*:\\s*\"[^\"]*\"", "\"patient\": \"p\"");
        Files.writeString(metrics, older);
        assertThat(Terminal.run("compare", metrics, metrics).err()).contains("A was tested on patients");
        assertThat(Terminal.run("compare", run, run).err()).doesNotContain("optimistically biased");
    }

    @Test
    void runs_on_other_cases_are_compared_on_those_they_share() {
        Terminal compared = Terminal.run("compare", run, run.resolve("fold-0"));

        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.err()).contains("ignored: 4 cases that only A was tested on");
    }

    @Test
    void choose_selects_the_better_run_or_the_pair() {
        Path other = folder.resolve("other");
        Terminal.run("train", data, "--folds", 2, "--iterations", 3, "--seed", 5, "--out", other);

        Terminal chosen = Terminal.run("choose", data, run, other);

        assertThat(chosen.code()).as(chosen.err()).isZero();
        assertThat(chosen.out()).contains(run + " with " + other, "chosen  ", "klarsyn predict ");
        assertThat(Terminal.run("choose", data, run, other, "--json").json("candidates"))
                .isInstanceOfSatisfying(
                        Json.Elements.class,
                        candidates -> assertThat(candidates.values()).hasSize(3));
        assertRefused(Terminal.run("choose", data, run), "at least two different runs are required");
        assertRefused(Terminal.run("choose", data, run, run.resolve("fold-0")), "not a cross-validation");
        assertRefused(Terminal.run("choose", data, run, other, "--exclude", "phantom_001"), "no case phantom_001");
    }

    @Test
    void a_model_with_an_nnunet_plan_is_exported_and_imported_again() {
        Path own = folder.resolve("nnunet");
        Path exported = folder.resolve("exported");
        Path image = data.resolve("imagesTr/phantom_001.nii.gz");
        Terminal.run("train", data, "--preset", "nnunet", "--iterations", 1, "--out", own);

        Terminal export = Terminal.run("export", own.resolve("model.klarsyn"), "--out", exported);

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(exported).isDirectoryContaining("glob:**/{plans.json,dataset.json,fold_0}");
        Terminal predicted = Terminal.run(
                "predict", exported, image, "--memory", "2G", "--out", folder.resolve("came back"), "--json");
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.err()).contains("each predicted 8 times");
        Terminal together = Terminal.run(
                "predict", run, image, "--with", exported, "--no-mirror", "--out", folder.resolve("together"));
        assertThat(together.code()).as(together.err()).isZero();
        assertThat(together.err()).contains("predicted 3 times");
        assertRefused(Terminal.run("export", run, "--out", exported), "the folder exists already");
        Terminal evaluated = Terminal.run("evaluate", exported, data, "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json("trained_on")).isEqualTo(new Json.Nothing());
        assertRefused(
                Terminal.run("predict", exported, image, "--memory", "100M", "--out", folder.resolve("came back")),
                "or more, or predict a part of the image");
    }

    @Test
    void plans_are_exported_to_nnunet_and_imported_again() {
        Path plans = folder.resolve("plans.json");
        write(
                plans,
                Terminal.run("plan", data, "--preset", "nnunet", "--nnunet").out());
        assertThat(plans).content().contains("\"plans_name\"", "\"3d_fullres\"", "\"2d\"");

        Terminal followed = Terminal.run("plan", data, "--from", plans, "--iterations", 1);

        assertThat(followed.code()).as(followed.err()).isZero();
        assertThat(followed.err()).contains("the given plans");
        Terminal planned = Terminal.run("plan", data, "--preset", "nnunet", "--iterations", 1);
        assertThat(followed.json("patch")).isEqualTo(planned.json("patch"));
        assertThat(followed.json("network")).isEqualTo(planned.json("network"));
        assertThat(followed.json("preprocessing")).isEqualTo(planned.json("preprocessing"));
        assertRefused(Terminal.run("plan", data, "--from", plans, "--configuration", "3d_lowres"), "3d_lowres");
        assertRefused(
                Terminal.run("plan", data, "--from", plans, "--preset", "nnunet"),
                "--from cannot be combined" + " with");
        assertRefused(Terminal.run("plan", data, "--nnunet"), "such as --preset nnunet");
        assertRefused(
                Terminal.run("train", data, "--plan", plans, "--out", folder.resolve("no plan")),
                "klarsyn plan DATA --from plans.json");
    }

    @Test
    void invalid_splits_and_comparisons_are_rejected() {
        assertRefused(
                Terminal.run("train", data, "--folds", 9, "--iterations", 2, "--out", folder.resolve("many")),
                "8 patients cannot be divided into 9 folds");
        assertRefused(Terminal.run("compare", run, folder.resolve("nowhere")), "the file does not exist");
        assertRefused(
                Terminal.run("train", data, "--resume", "--folds", 3, "--out", run),
                "--folds 3 (the run was started with --folds 2)");
        assertRefused(Terminal.run("train", data, "--folds", "one"), "such as --folds 5");
        assertRefused(Terminal.run("train", data, "--preset", "nnunett"), "did you mean nnunet?");
        assertRefused(Terminal.run("train", data, "--configuration", "2d"), "such as --preset nnunet");
        assertRefused(
                Terminal.run("train", data, "--preset", "nnunet", "--network", "resunet"),
                "--network requires Klarsyn's planner: omit --network");
        assertRefused(Terminal.run("train", data, "--split-by", "slice"), "such as --split-by patient");
        assertRefused(
                Terminal.run(
                        "predict", run.resolve("fold-0"), data.resolve("imagesTr/phantom_001.nii.gz"), "--out", folder),
                "use the model in it");
    }

    private static void assertRefused(Terminal answer, String words) {
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(words);
    }
}
