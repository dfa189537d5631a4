package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.base.Seed;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.format.Images;
import klarsyn.image.Affine;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

    private static final Shape SHAPE = new Shape(6, 5, 4);

    @TempDir
    private Path folder;

    @Test
    void a_left_label_on_the_right_is_a_flipped_image_or_a_swapped_name() throws IOException {
        write("klarsyn.json", "{\"labels\": {\"1\": \"left kidney\", \"2\": \"right kidney\"}}");
        image("images/good.nii.gz", 1, Spacing.isotropic(1));
        kidneys("labels/good.nii.gz", Affine.scaling(Spacing.isotropic(1)));
        Affine mirrored = new Affine(-1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0);
        Images.write(noise(2, new Geometry(SHAPE, mirrored)), made("images/flipped.nii.gz"));
        kidneys("labels/flipped.nii.gz", mirrored);

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .contains("case flipped", "left kidney is 5.0 mm on the wrong side of right kidney"));
    }

    @Test
    void the_same_image_on_both_sides_of_a_split_is_an_error() {
        image("train/cat/a.nii.gz", 1, Spacing.isotropic(1));
        image("train/dog/b.nii.gz", 2, Spacing.isotropic(1));
        image("test/cat/c.nii.gz", 1, Spacing.isotropic(1));
        image("test/dog/d.nii.gz", 3, Spacing.isotropic(1));

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .contains("in several parts of the data set's split", "a (training)", "c (test)"));
    }

    @Test
    void the_same_image_in_two_classes_is_a_warning_about_the_classes() {
        image("cat/a.nii.gz", 1, Spacing.isotropic(1));
        image("dog/b.nii.gz", 1, Spacing.isotropic(1));

        assertThat(scan().findings())
                .extracting(Finding::toString)
                .anyMatch(line -> line.contains("the same content has different classes (cat, dog): a = b"));
    }

    @Test
    void a_patient_on_both_sides_of_a_split_is_an_error() throws IOException {
        for (int i = 0; i < 4; i++) {
            image("%d.nii.gz".formatted(i), i, Spacing.isotropic(1));
        }
        write("cases.csv", """
            patient,scan,label,split
            p1,0.nii.gz,a,train
            p1,1.nii.gz,b,test
            p2,2.nii.gz,b,train
            p3,3.nii.gz,a,test
            """);

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains("case 0", "several parts"));
    }

    @Test
    void a_patient_with_unassigned_cases_is_used_for_training() throws IOException {
        for (int i = 0; i < 4; i++) {
            image("%d.nii.gz".formatted(i), i, Spacing.isotropic(1));
        }
        write("cases.csv", """
            patient,scan,label,split
            p1,0.nii.gz,a,
            p1,1.nii.gz,b,test
            p2,2.nii.gz,a,
            p3,3.nii.gz,b,
            """);

        assertThat(scan().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains("case 0", "several parts"));
    }

    @Test
    void an_image_of_another_spacing_than_all_others_is_a_warning() {
        for (int i = 0; i < 10; i++) {
            Spacing spacing = Spacing.isotropic(i == 7 ? 10 : 1);
            image("images/%d.nii.gz".formatted(i), i, spacing);
            kidneys("labels/%d.nii.gz".formatted(i), Affine.scaling(spacing));
        }

        List<Finding> findings = scan().findings();

        assertThat(findings).noneMatch(Finding::isError);
        assertThat(findings)
                .filteredOn(finding -> finding.what().contains("voxel size"))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.where().text()).isEqualTo("case 7"));
    }

    @Test
    void a_table_names_identifiers_gaps_zeros_and_other_units() throws IOException {
        StringBuilder rows = new StringBuilder("number,height,chol,note,ill\n");
        var random = Seed.of(3).generator();
        for (int i = 0; i < 60; i++) {
            String height = i == 11 ? "1.7" : Integer.toString(150 + random.nextInt(40));
            String chol = i % 10 == 0 ? "0" : Integer.toString(180 + random.nextInt(90));
            rows.append("%d,%s,%s,%s,%s%n"
                    .formatted(1000 + 7 * i, height, chol, i < 50 ? "" : "x", i % 2 == 0 ? "yes" : "no"));
        }
        write("clinic.csv", rows.toString());

        List<String> describe =
                scan().findings().stream().map(Finding::toString).toList();

        assertThat(describe).anySatisfy(text -> assertThat(text).contains("column number", "an identifier"));
        assertThat(describe)
                .anySatisfy(text -> assertThat(text).contains("column height", "1 value is about 100 times smaller"));
        assertThat(describe).anySatisfy(text -> assertThat(text).contains("column chol", "6 values are 0 while"));
        assertThat(describe)
                .anySatisfy(text -> assertThat(text).contains("column note", "50 of 60 values are missing"));
        assertThat(describe).hasSize(4);
    }

    @Test
    void recordings_are_summarized_and_a_constant_channel_is_named() throws IOException {
        for (String name : List.of("a/1", "a/2", "b/1", "b/2")) {
            List<String> samples = new ArrayList<>();
            var random = Seed.of(name.hashCode()).generator();
            for (int i = 0; i < 50; i++) {
                samples.add(name.equals("b/2") ? "7" : Integer.toString(random.nextInt(100)));
            }
            write(name + ".txt", String.join("\n", samples));
        }

        Preflight.Result result = scan();

        assertThat(result.recordings()).hasSize(4);
        assertThat(result.findings())
                .filteredOn(finding -> finding.what().contains("all samples are the same"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where().text()).contains("b/2"));
    }

    private Preflight.Result scan() {
        return Preflight.scan(Layouts.open(folder, Hints.none()), 2);
    }

    /** Label 1 where x is small, label 2 where it is large. */
    private void kidneys(String name, Affine affine) {
        short[] labels = new short[120];
        for (int z = 0; z < 4; z++) {
            for (int y = 0; y < 5; y++) {
                labels[SHAPE.index(0, y, z)] = 1;
                labels[SHAPE.index(5, y, z)] = 2;
            }
        }
        Images.write(new LabelMap(new Geometry(SHAPE, affine), labels), made(name));
    }

    private void image(String name, int seed, Spacing spacing) {
        Images.write(noise(seed, Geometry.of(SHAPE, spacing)), made(name));
    }

    private static Volume noise(int seed, Geometry geometry) {
        float[] voxels = new float[120];
        var random = Seed.of(seed).generator();
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = 100 + random.nextInt(100);
        }
        return new Volume(geometry, voxels);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(made(name), text);
    }

    private Path made(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return file;
    }
}
