package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import klarsyn.data.Finding;
import klarsyn.data.Hints;
import klarsyn.data.TinyDataSet;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Healthy cases, and rare labels. */
class LabelFindingsTest {

    private static final short[] EMPTY = new short[60];
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    @TempDir
    private Path folder;

    private TinyDataSet data() {
        return TinyDataSet.of(folder, IDS.toArray(String[]::new));
    }

    @Test
    void empty_label_maps_are_one_warning_that_counts_and_names_them() {
        Preflight.Result result =
                Preflight.scan(data().labels("b", EMPTY).labels("e", EMPTY).open(), 2);

        assertThat(result.errors()).isEmpty();
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains("2 of 8 label maps are empty: b, e", "cases are healthy", "--exclude"));
    }

    @Test
    void cases_of_one_patient_are_counted_by_patient_too() {
        TinyDataSet data = data().write("cases.csv", """
            image,mask,patient
            imagesTr/a.nii.gz,labelsTr/a.nii.gz,p
            imagesTr/b.nii.gz,labelsTr/b.nii.gz,p
            imagesTr/c.nii.gz,labelsTr/c.nii.gz,q
            imagesTr/d.nii.gz,labelsTr/d.nii.gz,q
            imagesTr/e.nii.gz,labelsTr/e.nii.gz,r
            """).delete("dataset.json");
        data.labels("b", EMPTY).labels("c", EMPTY).labels("d", EMPTY);

        assertThat(Preflight.scan(data.open(), 2).findings())
                .anySatisfy(finding -> assertThat(finding.what())
                        .contains(
                                "3 of 5 label maps are empty",
                                "in 2 of 3 patients; patients without a label in any case: 1"));
    }

    @Test
    void many_empty_label_maps_are_not_all_named() {
        TinyDataSet data = data();
        IDS.subList(0, 7).forEach(id -> data.labels(id, EMPTY));

        assertThat(Preflight.scan(data.open(), 2).findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("a, b, c, d, e, f and 1 more"));
    }

    @Test
    void only_empty_label_maps_are_an_error_for_training_but_not_for_evaluation() {
        TinyDataSet data = data();
        IDS.forEach(id -> data.labels(id, EMPTY));

        assertThat(Preflight.scan(data.open(), 2).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .startsWith("error")
                        .contains("all label maps are empty (8 label maps read)"));
        assertThat(Preflight.scan(data.open(), Purpose.EVALUATION, 2).errors()).isEmpty();
    }

    @Test
    void label_maps_that_cannot_be_read_are_not_called_empty() {
        TinyDataSet data = data();
        IDS.forEach(id -> data.labels(id, EMPTY));
        data.cut("labelsTr/c.nii.gz");

        Preflight.Result result = Preflight.scan(data.open(), 2);

        assertThat(result.errors())
                .singleElement()
                .satisfies(
                        error -> assertThat(error.toString()).contains("case c").doesNotContain("empty"));
        assertThat(result.findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("7 of 8 label maps are empty"));
    }

    @Test
    void a_label_of_one_case_is_reported_as_untested_and_of_none_as_unlearnable() {
        TinyDataSet data = data();
        IDS.forEach(id -> data.labels(id, id.equals("f") ? TinyDataSet.halves() : onlyHead()));
        assertThat(Preflight.scan(data.open(), 2).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains(
                                "label 2 body: only 1 of 8 cases has it",
                                "the patient is used for training",
                                "dataset.json"));

        data.labels("f", onlyHead());
        assertThat(Preflight.scan(data.open(), 2).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("no case has it"));
    }

    @Test
    void a_label_that_the_data_sets_own_split_keeps_for_testing_cannot_be_learned() {
        for (int i = 0; i < 8; i++) {
            String part = i < 5 ? "train" : "test";
            Geometry grid = TinyDataSet.GRID;
            Images.write(new Volume(grid, TinyDataSet.noise(i)), made("%s/images/%d.nii.gz".formatted(part, i)));
            short[] voxels = i < 5 ? onlyHead() : TinyDataSet.halves();
            Images.write(new LabelMap(grid, voxels), made("%s/labels/%d.nii.gz".formatted(part, i)));
        }

        List<Finding> findings =
                Preflight.scan(Layouts.open(folder, Hints.none()), 2).findings();

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains("only 3 of 8 cases have it, none of them a training case")
                        .doesNotContain("dataset.json"));
    }

    @Test
    void a_completely_ignored_case_is_not_a_healthy_case() throws IOException {
        short[] ignored = new short[60];
        Arrays.fill(ignored, (short) 3);
        TinyDataSet data = data().labels("b", ignored).labels("c", EMPTY);
        for (String id : IDS) {
            Files.move(made("imagesTr/%s.nii.gz".formatted(id)), made("imagesTr/%s_0000.nii.gz".formatted(id)));
        }
        data.json("""
            {"channel_names": {"0": "T1"}, "numTraining": 8, "file_ending": ".nii.gz",
             "labels": {"background": 0, "head": 1, "body": 2, "ignore": 3}}
            """);

        Preflight.Result result = Preflight.scan(data.open(), 2);

        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains("case b", "ignored", "--exclude b"));
        assertThat(result.findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("1 of 8 label maps are empty: c"));
    }

    @Test
    void pictures_without_anything_to_find_are_counted_alike() {
        Geometry grid = Geometry.of(new Shape(6, 5, 1), Spacing.isotropic(1));
        for (int i = 0; i < 6; i++) {
            float[] voxels = new float[30];
            for (int at = 0; at < 30; at++) {
                voxels[at] = (at * 7 + i * 11) % 256;
            }
            short[] labels = new short[30];
            labels[i] = (short) (i < 4 ? 1 : 0);
            Images.write(new Volume(grid, voxels), made("images/%d.png".formatted(i)));
            Images.write(new LabelMap(grid, labels), made("labels/%d.png".formatted(i)));
        }

        assertThat(Preflight.scan(Layouts.open(folder, Hints.none()), 2).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("2 of 6 label maps are empty: 4, 5"));
    }

    private Path made(String name) {
        Path file = folder.resolve(name);
        file.getParent().toFile().mkdirs();
        return file;
    }

    private static short[] onlyHead() {
        short[] labels = TinyDataSet.halves();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (short) Math.min(labels[i], 1);
        }
        return labels;
    }
}
