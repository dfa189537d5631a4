package klarsyn.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.layout.Layouts;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.Patch;
import klarsyn.plan.PictureAugmentation;
import klarsyn.plan.TinyClassifiers;
import klarsyn.prepare.PictureInput;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.ClassNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of 6 × 8 pixels, whose first pixel is 1, 2, 3 for a cat and 101, 102, 103 for a dog. */
class PictureSamplerTest {

    private static final List<String> CLASSES = List.of("cat", "dog", "cow");
    private static final PictureInput AS_IT_IS = new PictureInput(8, 6, List.of(0.0), List.of(1.0));

    @TempDir
    private Path folder;

    private List<Case> cases;
    private PreparedPictures pictures;

    @BeforeEach
    void prepare() throws IOException {
        for (int i = 1; i <= 3; i++) {
            write("cat/%d.png".formatted(i), i);
            write("dog/%d.png".formatted(i), 100 + i);
        }
        Cohort cohort = Layouts.open(folder.resolve("data"));
        cases = cohort.cases();
        pictures = PreparedPictures.of(cases, AS_IT_IS, CLASSES, folder.resolve("cache"), new Workers(2));
    }

    @AfterEach
    void unmap() {
        pictures.close();
    }

    private void write(String name, int first) throws IOException {
        short[] pixels = new short[48];
        pixels[0] = (short) first;
        pixels[47] = 200;
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Images.write(new LabelMap(Geometry.of(new Shape(6, 8, 1), Spacing.isotropic(1)), pixels), file);
    }

    private PictureSampler sampler(PictureAugmentation augmentation, long seed) {
        ClassificationPlan plan = TinyClassifiers.with(augmentation, 0);
        return new PictureSampler(pictures, plan, Seed.of(seed));
    }

    @Test
    void a_sample_is_a_whole_picture_with_its_class() {
        PictureSampler sampler = sampler(PictureAugmentation.NONE, 1);
        List<Float> seen = new ArrayList<>();

        for (int number = 0; number < 6; number++) {
            Sample<ClassNumber> sample = sampler.draw(number);
            float first = sample.image()[0];
            assertThat(sample.patch()).isEqualTo(new Patch(1, 8, 6));
            assertThat(sample.image()).hasSize(48);
            assertThat(sample.image()[47]).isEqualTo(200);
            assertThat(sample.target().number()).isEqualTo(first > 100 ? 1 : 0);
            seen.add(first);
        }

        assertThat(sampler.cases()).isEqualTo(6);
        assertThat(seen).containsExactlyInAnyOrder(1f, 2f, 3f, 101f, 102f, 103f);
    }

    @Test
    void the_same_seed_and_number_give_the_same_sample() {
        PictureSampler one = sampler(PictureAugmentation.MILD, 1);
        PictureSampler same = sampler(PictureAugmentation.MILD, 1);

        one.draw(0);
        assertThat(one.draw(7).image()).containsExactly(same.draw(7).image());
        assertThat(one.draw(7).image())
                .isNotEqualTo(sampler(PictureAugmentation.MILD, 2).draw(7).image());
    }

    @Test
    void augmentation_differs_between_epochs() {
        PictureSampler sampler = sampler(PictureAugmentation.MILD, 1);

        List<Float> lastPixels = LongStream.range(0, 30)
                .mapToObj(number -> sampler.draw(number).image()[47])
                .distinct()
                .toList();

        assertThat(lastPixels).hasSizeGreaterThan(25);
    }

    @Test
    void prepared_pictures_are_resized_and_scaled() {
        PictureInput half = new PictureInput(4, 3, List.of(10.0), List.of(2.0));
        try (PreparedPictures small =
                PreparedPictures.of(cases, half, CLASSES, folder.resolve("small"), new Workers(1))) {
            float[] direct = half.apply(cases.getFirst().readImage());

            assertThat(small.picture(0)).containsExactly(direct, within(0.01f)); // kept in half precision
        }
    }

    @Test
    void a_picture_that_cannot_be_read_is_named() throws IOException {
        Files.writeString(cases.get(4).file(), "no picture");

        assertThatThrownBy(
                        () -> PreparedPictures.of(cases, AS_IT_IS, CLASSES, folder.resolve("broken"), new Workers(2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dog")
                .hasMessageContaining("2.png");
    }

    @Test
    void a_case_with_an_unknown_class_is_named() {
        assertThatThrownBy(() -> PreparedPictures.of(
                        cases, AS_IT_IS, List.of("cat", "cow"), folder.resolve("other"), new Workers(2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dog")
                .hasMessageContaining("--exclude");
    }
}
