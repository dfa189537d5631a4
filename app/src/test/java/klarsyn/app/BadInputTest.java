package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets one clear line, exit code 2, and no result. */
class BadInputTest {

    @TempDir
    private Path folder;

    private Path data;
    private Path image;
    private Path labels;
    private Path out;

    @BeforeEach
    void write() {
        data = SmallPhantoms.write(folder.resolve("data"));
        image = data.resolve("imagesTr/phantom_002.nii.gz");
        labels = data.resolve("labelsTr/phantom_002.nii.gz");
        out = folder.resolve("out");
    }

    private Terminal train(Object... more) {
        Object[] words = Stream.concat(Stream.of("train", data, "--iterations", "2", "--out", out), Arrays.stream(more))
                .toArray();
        return Terminal.run(words);
    }

    private void assertRefused(Terminal answer, String... parts) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(2);
        assertThat(answer.lastWord()).startsWith("klarsyn: ").contains(parts).contains("Fix: ");
        assertThat(answer.err().lines().filter(line -> line.startsWith("klarsyn: ")))
                .hasSize(1);
        assertThat(answer.out()).isEmpty();
        assertThat(out.resolve("model.klarsyn")).doesNotExist();
    }

    private void assertFound(String... parts) {
        Terminal inspected = Terminal.run("inspect", data);
        assertThat(inspected.code()).isEqualTo(2);
        assertThat(inspected.out()).contains(parts).contains("1 error: training is not possible");
    }

    @Test
    void a_missing_image() throws IOException {
        Files.delete(image);
        assertRefused(train(), "case phantom_002", "the image is missing");
    }

    @Test
    void a_truncated_image() throws IOException {
        Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 3000));
        assertRefused(train(), "case phantom_002", image.toString());
        assertFound("phantom_002");
        assertThat(Terminal.run("inspect", image).code()).isEqualTo(2);
        assertThat(train("--exclude", "phantom_002").code()).isZero();
    }

    @Test
    void different_grids() {
        Images.write(new LabelMap(Geometry.of(new Shape(5, 5, 5), Spacing.isotropic(1)), new short[125]), labels);
        assertRefused(train(), "case phantom_002", "have different grids");
    }

    @Test
    void a_label_missing_from_dataset_json() {
        LabelMap map = Images.readLabels(labels);
        short[] voxels = map.voxels().clone();
        voxels[0] = 9;
        Images.write(new LabelMap(map.geometry(), voxels), labels);
        assertRefused(train(), "case phantom_002", "9", "not among the data set's labels");
        assertFound("9");
    }

    @Test
    void voxels_that_are_not_numbers() {
        Volume volume = Images.read(image);
        float[] voxels = volume.voxels().clone();
        voxels[0] = Float.NaN;
        Images.write(new Volume(volume.geometry(), voxels), image);
        assertRefused(train(), "case phantom_002", "NaN or infinite");
        Terminal inspected = Terminal.run("inspect", image);
        assertThat(inspected.code()).isEqualTo(2);
        assertThat(inspected.out()).contains("1 voxel NaN or infinite");
    }

    @Test
    void only_empty_label_maps() throws IOException {
        try (Stream<Path> files = Files.list(labels.getParent())) {
            for (Path file : files.toList()) {
                LabelMap map = Images.readLabels(file);
                Images.write(new LabelMap(map.geometry(), new short[map.voxels().length]), file);
            }
        }
        assertRefused(train(), "all label maps are empty (8 label maps read)");
    }

    @Test
    void a_path_without_data_set_or_image() throws IOException {
        assertRefused(
                Terminal.run("train", folder.resolve("nowhere"), "--out", out), "the file or folder does not exist");
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague");
        assertRefused(Terminal.run("inspect", text), "letter.txt", "no numbers");
        assertRefused(Terminal.run("train", text, "--out", out), "letter.txt");
        assertRefused(Terminal.run("evaluate", text, data), "letter.txt");
    }

    @Test
    void too_few_cases() {
        List<String> excluded =
                Stream.of(1, 2, 3, 4, 5, 6, 7).map("phantom_00%d"::formatted).toList();
        assertRefused(train("--exclude", String.join(",", excluded)), "too few");
        assertRefused(train("--exclude", "phantom_999"), "no case phantom_999", "such as phantom_001");
    }

    @Test
    void too_little_time_or_memory() {
        assertRefused(Terminal.run("train", data, "--minutes", "0.01", "--out", out), "--minutes");
        assertRefused(Terminal.run("plan", data, "--iterations", 2, "--memory", "50M"), "--memory", "use at least");
    }

    @Test
    void a_plan_with_an_unknown_key() throws IOException {
        Path plan = folder.resolve("plan.json");
        String json = Terminal.run("plan", data, "--iterations", "2", "--json").out();
        Files.writeString(plan, json.replace("\"learningRate\"", "\"learnRate\""));
        assertRefused(
                Terminal.run("train", data, "--plan", plan, "--out", out), "learnRate", "did you mean learningRate");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_folder_with_other_files() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.txt"), "years of work");
        assertRefused(train(), "files that are not part of a run", "--out");
        assertThat(out.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void a_folder_that_cannot_be_created_is_reported_before_planning() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no folder");
        out = file.resolve("run");
        Terminal answer = train();
        assertRefused(answer, "notes.txt", "got a file", "--out");
        assertThat(answer.err()).doesNotContain("planning");
    }

    @Test
    void invalid_or_too_new_models() throws IOException {
        Object[] missing = {"predict", folder.resolve("no.klarsyn"), image, "--out", out};
        assertRefused(Terminal.run(missing), "no.klarsyn", "does not exist");
        Path noise = Files.write(folder.resolve("noise.klarsyn"), new byte[1000]);
        assertRefused(Terminal.run("predict", noise, image, "--out", out), "noise.klarsyn");
        assertThat(train().code()).isZero();
        Path model = out.resolve("model.klarsyn");
        String text = Files.readString(model, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("\"format\" : 2");
        Files.writeString(
                folder.resolve("newer.klarsyn"),
                text.replaceFirst("\"format\" : 2", "\"format\" : 3"),
                StandardCharsets.ISO_8859_1);
        Path segmented = folder.resolve("segmented");
        Terminal newer = Terminal.run("predict", folder.resolve("newer.klarsyn"), image, "--out", segmented);
        assertThat(newer.code()).isEqualTo(2);
        assertThat(segmented).doesNotExist();
        assertThat(newer.err())
                .startsWith("klarsyn: " + folder.resolve("newer.klarsyn"))
                .hasLineCount(1);
    }

    @Test
    void failed_images_leave_no_files() throws IOException {
        Path model = Files.createFile(folder.resolve("model.klarsyn"));
        Path text = Files.writeString(folder.resolve("letter.nii"), "Dear colleague");
        assertRefused(Terminal.run("predict", model, text, "--out", out), "letter.nii");
        Volume volume = Images.read(image);
        float[] voxels = volume.voxels().clone();
        voxels[7] = Float.POSITIVE_INFINITY;
        Path infinite = folder.resolve("infinite.nii");
        Images.write(new Volume(volume.geometry(), voxels), infinite);
        assertRefused(Terminal.run("predict", model, infinite, "--out", out), "1 voxel is NaN or infinite");
        Path notes = Files.writeString(folder.resolve("notes.txt"), "Dear colleague");
        assertRefused(Terminal.run("predict", model, image, "--out", notes), "expected a folder, got a file");
        assertThat(out).doesNotExist();
    }
}
