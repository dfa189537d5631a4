package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.base.Json;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions of files, folders, series and patients, and of what is wrong with them, as a user sees them. */
class PredictTest {

    @TempDir
    static Path shared;

    private static Path data;
    private static Path model;

    @TempDir
    private Path folder;

    private Path out;

    @BeforeAll
    static void train() {
        data = SmallPhantoms.write(shared.resolve("data"));
        Terminal training = Terminal.run("train", data, "--iterations", 2, "--seed", 7, "--out", shared.resolve("run"));
        assertThat(training.code()).as(training.err()).isZero();
        model = shared.resolve("run/model.klarsyn");
    }

    @BeforeEach
    void name() {
        out = folder.resolve("out");
    }

    private Terminal predict(Object... more) {
        return Terminal.run(
                Stream.concat(Stream.of("predict", model), Arrays.stream(more)).toArray());
    }

    private Path image(String name, int number) {
        Path place = folder.resolve(name);
        try {
            Files.createDirectories(place.getParent());
            return Files.copy(data.resolve("imagesTr/phantom_00%d.nii.gz".formatted(number)), place);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path broken(String name) {
        Path place = image(name, 1);
        try {
            return Files.write(place, Arrays.copyOf(Files.readAllBytes(place), 900));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> files(Path in) {
        try (Stream<Path> files = Files.walk(in)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> in.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_folder_of_patients_is_predicted_and_a_broken_image_does_not_stop_the_rest() {
        for (int i = 1; i <= 4; i++) {
            image("kits/case_0000%d/imaging.nii.gz".formatted(i), i);
            image("kits/case_0000%d/segmentation.nii.gz".formatted(i), i);
        }
        broken("kits/case_00005/imaging.nii.gz");

        Terminal answer = predict(folder.resolve("kits"), "--out", out);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).hasLineCount(4);
        assertThat(answer.err()).contains("4 files that look like segmentations", "1 of 5 images failed:");
        assertThat(answer.lastWord()).contains("case_00005/imaging.nii.gz", "Fix");
        assertThat(files(out))
                .containsExactly(
                        "case_00001_seg.nii.gz",
                        "case_00002_seg.nii.gz",
                        "case_00003_seg.nii.gz",
                        "case_00004_seg.nii.gz");
        assertThat(Images.readLabels(out.resolve("case_00002_seg.nii.gz")).geometry())
                .isEqualTo(Images.readGeometry(folder.resolve("kits/case_00002/imaging.nii.gz")));
    }

    @Test
    void failures_with_one_cause_are_one_line_and_json_contains_results_and_failures() {
        Path good = image("good.nii.gz", 1);
        Terminal lines = predict(good, folder.resolve("a.nii.gz"), folder.resolve("b.nii.gz"), "--out", out);
        assertThat(lines.code()).isEqualTo(2);
        assertThat(lines.lastWord())
                .contains("2 images (", "a.nii.gz, ", "b.nii.gz): the file or folder does not" + " exist");

        Terminal json = predict(good, folder.resolve("a.nii.gz"), "--out", out, "--json");
        assertThat(json.code()).isEqualTo(2);
        assertThat(((Json.Elements) json.json("cases")).values()).hasSize(1);
        assertThat(((Json.Elements) json.json("failed")).values())
                .singleElement()
                .asString()
                .contains("the file or folder does not exist");
    }

    @Test
    void files_of_one_name_and_folders_are_mixed() {
        Path one = image("s1/image.nii.gz", 1);
        Path two = image("s2/image.nii.gz", 2);
        image("more/scan7.nii.gz", 3);

        assertThat(predict(one, two, folder.resolve("more"), "--out", out).code())
                .isZero();

        assertThat(files(out)).containsExactly("s1/image_seg.nii.gz", "s2/image_seg.nii.gz", "scan7_seg.nii.gz");
    }

    @Test
    void one_image_can_be_written_to_a_named_file() {
        Path scan = image("scan.nii.gz", 1);
        Path named = folder.resolve("results/mine.nrrd");

        assertThat(predict(scan, "--out", named).code()).isZero();

        assertThat(named).isRegularFile();
        Terminal several = predict(scan, image("other.nii.gz", 2), "--out", named);
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.lastWord()).contains("is one file, but there are 2 images", "specify a folder");
        Terminal unwritable = predict(scan, "--out", folder.resolve("mine.dcm"));
        assertThat(unwritable.code()).isEqualTo(2);
        assertThat(unwritable.lastWord()).contains("DICOM files are read but not written");
        Terminal over = predict(scan, "--out", scan);
        assertThat(over.code()).isEqualTo(2);
        assertThat(over.lastWord()).contains("this image would be overwritten");
    }

    @Test
    void a_manual_segmentation_next_to_the_image_is_replaced_only_if_requested() throws IOException {
        Path scan = image("scan.nii.gz", 1);
        Path byHand = Files.writeString(folder.resolve("scan_seg.nii.gz"), "hours of work");

        Terminal refused = predict(scan, "--out", folder);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.lastWord()).contains("next to the image", "--overwrite");
        assertThat(byHand).hasContent("hours of work");
        assertThat(predict(scan, "--out", folder, "--overwrite").code()).isZero();
        assertThat(Images.readLabels(byHand).geometry()).isEqualTo(Images.readGeometry(scan));
    }

    @Test
    void a_series_is_predicted_by_its_folder_or_any_file_of_it_on_its_own_grid() {
        Path series = folder.resolve("study/T2");
        new SmallSeries(series, "1.2.3", 3).write(12);

        Terminal byFolder = predict(series, "--out", out);
        Terminal byFile = predict(series.resolve(SmallSeries.name(5)), "--out", folder.resolve("by file"));

        assertThat(byFolder.code()).as(byFolder.err()).isZero();
        assertThat(byFile.code()).as(byFile.err()).isZero();
        LabelMap labels = Images.readLabels(out.resolve("T2_seg.nii.gz"));
        assertThat(labels.shape()).isEqualTo(new Shape(SmallSeries.COLUMNS, SmallSeries.ROWS, 12));
        assertThat(labels.spacing()).hasToString("1.70×2.00×3.00 mm");
        // DICOM tells places to the left and behind; here the first pixel lies 20 mm to the right and 15 mm in front
        assertThat(labels.geometry().orientation()).hasToString("LPS");
        assertThat(labels.geometry().affine().toString()).contains("20", "15");
        assertThat(Images.readLabels(folder.resolve("by file/T2_seg.nii.gz")).voxels())
                .isEqualTo(labels.voxels());
    }

    @Test
    void all_files_of_a_series_are_one_image_and_a_study_is_its_series() {
        new SmallSeries(folder.resolve("study/a"), "1.2.3", 3).write(8);
        new SmallSeries(folder.resolve("study/b"), "1.2.4", 3).write(8);
        Terminal each = predict(
                folder.resolve("study/a/IM0001"), folder.resolve("study/a/IM0002"), "--out", folder.resolve("one"));
        assertThat(each.code()).as(each.err()).isZero();
        assertThat(files(folder.resolve("one"))).containsExactly("a_seg.nii.gz");
        assertThat(predict(folder.resolve("study"), "--out", out).code()).isZero();
        assertThat(files(out)).containsExactly("a_seg.nii.gz", "b_seg.nii.gz");
    }

    @Test
    void invalid_series_are_reported_on_one_line_with_a_fix() throws IOException {
        new SmallSeries(folder.resolve("localizer"), "1.2.5", 3).write(8).addLocalizer();
        new SmallSeries(folder.resolve("twice"), "1.2.6", 3).write(8).addTwin(2);
        new SmallSeries(folder.resolve("gap"), "1.2.7", 3).write(8);
        Files.delete(folder.resolve("gap").resolve(SmallSeries.name(4)));
        new SmallSeries(folder.resolve("cut"), "1.2.8", 3).write(8);
        Path cut = folder.resolve("cut").resolve(SmallSeries.name(1));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 200));

        assertRefused(predict(folder.resolve("localizer"), "--out", out), "2 different orientations", "its own folder");
        assertRefused(predict(folder.resolve("twice"), "--out", out), "more than one slice", "keep one of each");
        assertRefused(predict(folder.resolve("gap"), "--out", out), "one slice is missing", "copy or export");
        assertRefused(predict(folder.resolve("cut"), "--out", out), SmallSeries.name(1), "incomplete without it");
    }

    private void assertRefused(Terminal answer, String... parts) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(2);
        assertThat(answer.lastWord()).startsWith("klarsyn: ").contains(parts).contains("Fix: ");
        assertThat(answer.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void two_volumes_are_rejected_by_a_model_of_one_channel_or_predicted_each() {
        Path one = image("one.nii.gz", 1);
        Path two = image("two.nii.gz", 2);
        String both = one + "," + two;

        assertRefused(predict(both, "--out", out), "2 channels or time points", "requires 1 (MRI)", "--each-volume");

        assertThat(predict(both, "--each-volume", "--out", out).code()).isZero();
        assertThat(files(out)).containsExactly("one_vol0_seg.nii.gz", "one_vol1_seg.nii.gz");
        assertThat(predict(two, "--out", folder.resolve("alone")).code()).isZero();
        assertThat(Images.readLabels(out.resolve("one_vol1_seg.nii.gz")).voxels())
                .isEqualTo(Images.readLabels(folder.resolve("alone/two_seg.nii.gz"))
                        .voxels());
    }

    @Test
    void images_unlike_the_training_images_are_predicted_with_a_warning() {
        Volume volume = Images.read(data.resolve("imagesTr/phantom_001.nii.gz"));
        Path micro = folder.resolve("micro.nii.gz");
        Images.write(new Volume(Geometry.of(volume.shape(), Spacing.isotropic(0.001)), volume.voxels()), micro);
        Path flat = folder.resolve("flat.nii.gz");
        Images.write(new Volume(volume.geometry(), new float[volume.voxels().length]), flat);

        Terminal answer = predict(micro, flat, "--out", out, "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.err())
                .contains(
                        "micro.nii.gz: the spacing is 0.00100×0.00100×0.00100 mm, that of the training images 1.",
                        " mm to 1.",
                        "flat.nii.gz: all voxels of the image are 0");
        assertThat(((Json.Elements) answer.json("cases")).values().getFirst())
                .asString()
                .contains("warnings");
    }

    @Test
    void inputs_that_are_not_images_are_rejected_with_a_reason() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.nii"), "Dear colleague");
        assertRefused(predict(letter, "--out", out), "letter.nii");
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague");
        assertRefused(predict(text, "--out", out), "letter.txt", "has no known image extension");
        assertRefused(predict(broken("cut.nii.gz"), "--out", out), "cut.nii.gz");
        assertRefused(predict(folder.resolve("none.nii.gz"), "--out", out), "the file or folder does not exist");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertRefused(predict(empty, "--out", out), "there is no image in this folder");
        image("labels only/a_seg.nii.gz", 1);
        assertRefused(predict(folder.resolve("labels only"), "--out", out), "look like segmentations");
        image("n/a_0000.nii.gz", 1);
        image("n/a_0001.nii.gz", 1);
        image("n/b_0000.nii.gz", 1);
        image("n/b_0001.nii.gz", 1);
        Terminal channels = predict(folder.resolve("n"), "--out", out);
        assertThat(channels.code()).isEqualTo(2);
        assertThat(channels.err()).contains("2 of 2 images failed", "_0000, _0001; the model was trained on 1: MRI");
    }
}
