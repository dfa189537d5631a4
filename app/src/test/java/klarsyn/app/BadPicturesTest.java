package klarsyn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad pictures and bad classes get one clear line, exit code 2, and no result. */
class BadPicturesTest {

    /** 2 × 2 pixels in 4 inks, as Pillow 13.0 writes {@code Image.new("CMYK", (2, 2), (10, 20, 30, 40))}. */
    private static final String CMYK_JPEG = """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAIBgYHBgUIBwcHCQkICgwUDQwLCwwZEhMPFB0aHx4dGhwcICQuJyAiLCMcHCg3KSwwMTQ0
        NB8nOT04MjwuMzQy/8AAFAgAAgACBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB
        AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZH
        SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV
        1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD3Wva69hr1ev/Z\
        """;

    /** Two frames of 2 × 2 pixels, as Pillow 13.0 writes them with {@code save_all=True}. */
    private static final String ANIMATED_GIF = """
        R0lGODlhAgACAIEAAAAAAAAAAAAAAAAAACH5BAAKAAAALAAAAAACAAIAAAgGAAEIBBAQACH5BAEKAAEALAAAAAACAAIAgf///wAA
        AAAAAAAAAAgGAAEIBBAQADs=\
        """;

    @TempDir
    private Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void write() {
        data = SmallPictures.write(folder.resolve("data"), 6);
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
        assertThat(answer.err()).doesNotContain("Exception", "\tat ");
        assertThat(answer.out()).isEmpty();
        assertThat(out.resolve("model.klarsyn")).doesNotExist();
        assertThat(out.resolve("predictions.csv")).doesNotExist();
    }

    private Path picture(String name, int type, int width, int height) {
        Path file = data.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(width, height, type), "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    private Path gray(String name, int width, int height) {
        return picture(name, BufferedImage.TYPE_BYTE_GRAY, width, height);
    }

    private static void moved(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to);
    }

    // ---- classes

    @Test
    void a_class_with_one_example() {
        gray("ring/only.png", 16, 16);
        assertRefused(train(), "ring", "only");
    }

    @Test
    void classes_that_differ_only_in_case() throws IOException {
        SmallPictures.write(folder.resolve("more"), 3);
        for (int i = 0; i < 3; i++) {
            moved(folder.resolve("more/disk/disk-0%d.png".formatted(i)), data.resolve("Disk/more-%d.png".formatted(i)));
        }
        try (var inside = Files.list(data)) {
            assumeTrue(inside.count() == 4, "the file system takes these names for one");
        }
        assertRefused(train(), "\"Disk\"", "\"disk\"");
    }

    @Test
    void classes_that_differ_only_in_spaces() throws IOException {
        SmallPictures.write(folder.resolve("more"), 3);
        for (int i = 0; i < 3; i++) {
            moved(
                    folder.resolve("more/disk/disk-0%d.png".formatted(i)),
                    data.resolve("disk /more-%d.png".formatted(i)));
        }
        assertRefused(train(), "\"disk \"", "\"disk\"");
    }

    @Test
    void an_empty_class_folder() throws IOException {
        Files.createDirectories(data.resolve("ring"));
        assertRefused(train(), "ring", "empty");
    }

    @Test
    void a_single_class() throws IOException {
        for (String other : List.of("disk", "standing")) {
            try (Stream<Path> files = Files.list(data.resolve(other))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(data.resolve(other));
        }
        assertRefused(train(), "at least two class folders");
    }

    @Test
    void a_class_that_occurs_only_in_the_test_part() throws IOException {
        Path parts = folder.resolve("parts");
        for (String name : SmallPictures.CLASSES) {
            for (int i = 0; i < 6; i++) {
                boolean isTest = i < 2 || name.equals("disk");
                moved(
                        data.resolve("%s/%s-0%d.png".formatted(name, name, i)),
                        parts.resolve("%s/%s/%d.png".formatted(isTest ? "test" : "train", name, i)));
            }
        }
        data = parts;
        assertRefused(train(), "disk", "test");
    }

    // ---- pictures

    @Test
    void mixed_numbers_of_channels_are_named() {
        picture("disk/color.png", BufferedImage.TYPE_INT_RGB, 16, 16);
        assertRefused(train(), "channels", "disk/color.png (3)", "--exclude color"); // the first of all cases
        assertThat(train("--exclude", "color").code()).isZero();
    }

    @Test
    void a_picture_that_cannot_be_read_is_named() throws IOException {
        Path file = data.resolve("lying/lying-03.png");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
        assertRefused(train(), "lying-03.png");
        Terminal inspected = Terminal.run("inspect", data);
        assertThat(inspected.code()).isEqualTo(2);
        assertThat(inspected.out()).contains("lying-03", "1 error: training is not possible");
    }

    @Test
    void a_text_file_with_a_picture_extension() throws IOException {
        Files.writeString(data.resolve("lying/letter.png"), "Dear colleague");
        assertRefused(train(), "letter.png");
    }

    @Test
    void an_empty_file() throws IOException {
        Files.createFile(data.resolve("lying/empty.png"));
        assertRefused(train(), "empty.png");
    }

    @Test
    void a_cmyk_picture() throws IOException {
        Files.write(data.resolve("disk/print.jpg"), Base64.getMimeDecoder().decode(CMYK_JPEG));
        assertRefused(train(), "print.jpg", "CMYK");
    }

    /** Not one case of several pictures in silence. */
    @Test
    void an_animated_picture() throws IOException {
        Files.write(data.resolve("disk/film.gif"), Base64.getMimeDecoder().decode(ANIMATED_GIF));
        assertRefused(train(), "film.gif", "2 pictures");
    }

    @Test
    void a_single_pixel_among_pictures_is_resized_with_a_warning() {
        gray("disk/dot.png", 1, 1);
        Terminal answer = train();
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(Terminal.run("inspect", data).out()).contains("warning", "1×1");
    }

    @Test
    void a_very_long_picture_is_resized_with_a_warning() {
        gray("disk/strip.png", 20_000, 1);
        Terminal answer = train();
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(Terminal.run("inspect", data).out()).contains("warning", "20000×1");
    }

    @Test
    void pictures_of_a_single_pixel_are_learned_without_a_crash() throws IOException {
        data = folder.resolve("dots");
        for (int i = 0; i < 8; i++) {
            gray("black/%d.png".formatted(i), 1, 1);
            gray("white/%d.png".formatted(i), 1, 1);
        }
        Terminal answer = train();
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    @Test
    void pictures_of_odd_sizes_are_learned() {
        data = folder.resolve("odd");
        for (int i = 0; i < 8; i++) {
            gray("black/%d.png".formatted(i), 33, 65);
            gray("white/%d.png".formatted(i), 33, 65);
        }
        assertThat(train().code()).isZero();
    }

    // ---- tables

    private void table(String name, String... rows) throws IOException {
        data = folder.resolve(name);
        for (int i = 0; i < 6; i++) {
            gray("images/%d.png".formatted(i), 16, 16);
        }
        Files.writeString(data.resolve("cases.csv"), "image,label\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void a_table_that_names_a_missing_picture() throws IOException {
        table("missing", "images/0.png,a", "images/1.png,b", "images/2.png,a", "images/nine.png,b");
        assertRefused(train(), "images/nine.png", "missing");
    }

    @Test
    void a_row_without_a_class() throws IOException {
        table("blank", "images/0.png,a", "images/1.png,b", "images/2.png,a", "images/3.png,b", "images/4.png,");
        assertRefused(train(), "1 of 5 cases have no target", "--exclude images/4");
    }

    @Test
    void a_target_column_without_a_table() {
        assertRefused(train("--target", "diagnosis"), "--target", "diagnosis", "one folder per class");
    }

    @Test
    void a_constant_target_column() throws IOException {
        table("constant", "images/0.png,a", "images/1.png,a", "images/2.png,a", "images/3.png,a");
        assertRefused(train(), "every value is a");
    }

    @Test
    void a_missing_target_column() throws IOException {
        table("column", "images/0.png,a", "images/1.png,b", "images/2.png,a", "images/3.png,b");
        assertRefused(train("--target", "diagnosis"), "diagnosis", "label");
    }

    // ---- models

    private Path model() {
        Path run = folder.resolve("trained");
        assertThat(Terminal.run("train", data, "--iterations", 1, "--out", run).code())
                .isZero();
        return run.resolve("model.klarsyn");
    }

    @Test
    void images_that_a_classification_model_cannot_predict() throws IOException {
        Path model = model();
        Path volume = folder.resolve("volume.nii.gz");
        Images.write(new Volume(Geometry.of(new Shape(16, 16, 4), Spacing.isotropic(1)), new float[1024]), volume);
        assertRefused(Terminal.run("predict", model, volume, "--out", out), "volume.nii.gz", "slices");

        data = folder.resolve("new");
        Path color = picture("color.png", BufferedImage.TYPE_INT_RGB, 16, 16);
        assertRefused(
                Terminal.run("predict", model, color, "--out", out), "color.png", "3 channels", "convert it to gray");
        assertRefused(Terminal.run("predict", model, color, "--each-volume", "--out", out), "convert it to gray");

        Path letter = Files.writeString(folder.resolve("letter.png"), "Dear colleague");
        assertRefused(Terminal.run("predict", model, letter, "--out", out), "letter.png");
    }

    @Test
    void data_that_a_classification_model_cannot_be_evaluated_on() throws IOException {
        Path model = model();
        Path rings = SmallPictures.write(folder.resolve("rings"), 3);
        Files.move(rings.resolve("disk"), rings.resolve("ring"));
        assertRefused(Terminal.run("evaluate", model, rings), "ring", "disk");

        Path heads = SmallPhantoms.write(folder.resolve("heads"));
        assertRefused(Terminal.run("evaluate", model, heads), "hippocampus head", "disk");
    }

    @Test
    void an_ensemble_of_a_classification_and_a_segmentation_model() {
        Path classes = model();
        Path heads = SmallPhantoms.write(folder.resolve("heads"));
        Path run = folder.resolve("heads-run");
        assertThat(Terminal.run("train", heads, "--iterations", 1, "--out", run).code())
                .isZero();
        Path labels = run.resolve("model.klarsyn");

        assertRefused(
                Terminal.run("predict", classes, data.resolve("disk/disk-00.png"), "--with", labels, "--out", out),
                "model");
        assertRefused(Terminal.run("evaluate", labels, data), "disk");
        assertRefused(Terminal.run("compare", folder.resolve("trained"), run), "Accuracy", "Dice");
        assertRefused(Terminal.run("export", classes, "--out", out), "classif");
        assertRefused(train("--plan", run.resolve("plan.json")), "segmentation plan", "klarsyn plan");
    }
}
