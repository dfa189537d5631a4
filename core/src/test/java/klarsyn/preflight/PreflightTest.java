package klarsyn.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.SharedData;
import klarsyn.base.Workers;
import klarsyn.data.Cohort;
import klarsyn.data.TinyDataSet;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.layout.Layouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    private static final String[] IDS = {"a", "b", "c", "d"};

    @TempDir
    private Path folder;

    private TinyDataSet data;

    @BeforeEach
    void make() {
        data = TinyDataSet.of(folder, IDS);
    }

    @Test
    void valid_files_have_facts_and_no_findings() {
        Preflight.Result result = Preflight.scan(data.open(), 2);

        assertThat(result.findings()).isEmpty();
        assertThat(result.cases()).extracting(CaseFacts::id).containsExactly(IDS);
        CaseFacts first = result.cases().getFirst();
        assertThat(first.geometry()).isEqualTo(TinyDataSet.GRID);
        assertThat(first.labelVoxels()).containsExactly(10L, 20L);
        assertThat(first.ml(1)).isCloseTo(0.04, within(1e-9));
        assertThat(first.nonZeroShare()).isEqualTo(1);
        assertThat(first.channels()).containsExactly(Moments.of(TinyDataSet.noise(0)));
        float[] foreground = java.util.Arrays.copyOf(TinyDataSet.noise(0), 30);
        assertThat(first.foreground()).containsExactly(Intensities.of(foreground));
        assertThat(result.foreground(Set.of(first.id()))).containsExactly(Intensities.of(foreground));
        Set<String> all = result.cases().stream().map(CaseFacts::id).collect(Collectors.toSet());
        assertThat(result.foreground(all).getFirst().n()).isEqualTo(120);
        assertThatCode(() -> Preflight.requireClean(result)).doesNotThrowAnyException();
    }

    @Test
    void any_number_of_threads_gives_the_same() {
        Cohort cohort = data.cut("imagesTr/b.nii.gz").open();

        assertThat(Preflight.scan(cohort, 4)).isEqualTo(Preflight.scan(cohort, 1));
    }

    @Test
    void the_nonzero_box_is_reported() {
        float[] voxels = new float[60];
        voxels[TinyDataSet.GRID.shape().index(1, 1, 0)] = 4;
        voxels[TinyDataSet.GRID.shape().index(3, 2, 2)] = -4;

        CaseFacts facts =
                Preflight.scan(data.image("a", voxels).open(), 1).cases().getFirst();

        assertThat(facts.nonZero()).isEqualTo(new Shape(3, 2, 3));
        assertThat(facts.nonZeroShare()).isCloseTo(18 / 60.0, within(1e-9));
    }

    @Test
    void a_large_foreground_is_sampled_evenly() {
        Geometry grid = Geometry.of(new Shape(40, 40, 40), Spacing.isotropic(1));
        float[] ramp = new float[64_000];
        short[] labels = new short[64_000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
            labels[i] = 1;
        }
        Images.write(new Volume(grid, ramp), folder.resolve("imagesTr/a.nii.gz"));
        data.labels("a", grid, labels);

        Intensities drawn =
                Preflight.scan(data.open(), 1).cases().getFirst().foreground().getFirst();

        assertThat(drawn.n()).isEqualTo(10_000);
        assertThat(drawn.mean()).isCloseTo(32_000, within(800.0));
        assertThat(drawn.percentile99_5()).isCloseTo(63_680, within(200.0));
    }

    @Test
    void a_truncated_image_is_an_error_that_names_case_and_file() {
        assertError(data.cut("imagesTr/c.nii.gz"), "case c", "imagesTr/c.nii.gz");
        assertThat(Preflight.scan(data.open(), 2).cases())
                .extracting(CaseFacts::id)
                .containsExactly("a", "b", "d");
    }

    @Test
    void truncated_labels_are_an_error() {
        assertError(data.cut("labelsTr/c.nii.gz"), "case c", "labelsTr/c.nii.gz");
    }

    @Test
    void a_text_file_with_an_image_extension_is_an_error() {
        assertError(data.write("imagesTr/a.nii.gz", "this is not an image"), "case a");
    }

    @Test
    void different_grids_are_an_error_that_shows_both() {
        Geometry moved =
                new Geometry(TinyDataSet.GRID.shape(), TinyDataSet.GRID.affine().withOrigin(0, 7, 0));
        assertError(
                data.labels("b", moved, TinyDataSet.halves()),
                "case b",
                "have different grids",
                "[0, 1, 0, 7]",
                "[0, 1, 0, 0]");

        Geometry smaller = Geometry.of(new Shape(5, 4, 2), new Spacing(1, 1, 2));
        short[] voxels = new short[40];
        voxels[3] = 1;
        assertError(data.labels("b", smaller, voxels), "5×4×2", "5×4×3");
    }

    @Test
    void an_unknown_label_value_is_counted_and_its_replacement_offered() {
        short[] voxels = TinyDataSet.halves();
        for (int i = 0; i < 30; i++) {
            voxels[i] = (short) (voxels[i] == 1 ? 127 : 255);
        }
        assertError(
                data.labels("d", voxels),
                "case d",
                "127 (10 voxels)",
                "255 (20 voxels)",
                "127 → 1 (head), 255 → 2 (body)");

        voxels[59] = 2;
        assertError(data.labels("d", voxels), "add 127, 255 to the labels", "dataset.json");
    }

    @Test
    void voxels_that_are_not_finite_are_counted() {
        float[] voxels = TinyDataSet.noise(9);
        voxels[3] = Float.NaN;
        voxels[4] = Float.NEGATIVE_INFINITY;

        assertError(data.image("a", voxels), "case a", "2 of 60", "NaN", "2 of them in a label", "nan_to_num");
    }

    @Test
    void a_constant_image_is_an_error() {
        float[] voxels = new float[60];
        java.util.Arrays.fill(voxels, 5);

        assertError(data.image("a", voxels), "case a", "the same");
    }

    @Test
    void another_number_of_channels_than_described_is_an_error() {
        data.describe("\"0\": \"T1\", \"1\": \"T2\"", "\"1\": \"head\", \"2\": \"body\"", IDS);

        assertError(data, "1 channel, but the data set has 2: T1, T2");
    }

    @Test
    void the_same_image_under_two_names_is_an_error() {
        assertError(data.image("d", TinyDataSet.noise(1)), "case d", "the same image as case b", "--exclude d");
    }

    @Test
    void a_label_that_few_cases_have_is_a_warning() {
        short[] onlyHead = TinyDataSet.halves();
        for (int i = 10; i < 30; i++) {
            onlyHead[i] = 0;
        }
        data.labels("a", onlyHead).labels("b", onlyHead).labels("c", onlyHead);
        assertThat(Preflight.scan(data.open(), 2).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("label 2 body", "1 of 4"));

        data.labels("d", onlyHead);
        assertThat(Preflight.scan(data.open(), 2).findings().getFirst().what()).contains("no case");
    }

    private static float[] filled(float value) {
        float[] voxels = new float[60];
        java.util.Arrays.fill(voxels, value);
        return voxels;
    }

    @Test
    void all_errors_are_reported_at_once_the_first_in_full() {
        data.cut("imagesTr/a.nii.gz").image("b", filled(1)).image("c", filled(2));
        Preflight.Result result = Preflight.scan(data.open(), 2);

        assertThat(result.errors()).hasSize(3);
        assertThatThrownBy(() -> Preflight.requireClean(result))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(
                        "case a",
                        "2 more errors",
                        "case b",
                        "case c",
                        result.errors().getFirst().what());
    }

    @Test
    void one_cause_is_reported_once_for_any_number_of_cases() {
        data.image("a", filled(1)).image("b", filled(2)).image("c", filled(3));
        Preflight.Result result = Preflight.scan(data.open(), 2);

        assertThatThrownBy(() -> Preflight.requireClean(result))
                .hasMessageContaining("all voxels of the image are the same (the same in 2 more: case b, case c)")
                .hasMessageNotContaining("more error");
    }

    @Test
    void a_failure_in_a_worker_names_the_case() {
        assertThatThrownBy(() -> new Workers(2).map(List.of("x", "y"), name -> name, name -> {
                    throw new IllegalStateException("boom");
                }))
                .hasMessageContaining("case x")
                .hasMessageContaining("boom");
        assertThatThrownBy(() -> Preflight.scan(data.open(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_hippocampus_set_has_no_findings() {
        Preflight.Result result = Preflight.scan(Layouts.open(SharedData.folder("Task04_Hippocampus")), 2);

        assertThat(result.errors()).isEmpty();
        assertThat(result.findings()) // a few scans of this set are four hundred times as bright as the others
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.toString()).contains("mean intensity of channel 0", "hippocampus_044"));
        assertThat(result.cases()).hasSize(208);
        assertThat(result.cases().stream()
                        .mapToLong(facts -> facts.labelVoxels().getFirst())
                        .summaryStatistics())
                .satisfies(voxels -> {
                    assertThat(voxels.getMin()).isEqualTo(1054);
                    assertThat(voxels.getMax()).isEqualTo(2593);
                });
    }

    private static void assertError(TinyDataSet data, String... facts) {
        Preflight.Result result = Preflight.scan(data.open(), 2);
        assertThat(result.errors()).isNotEmpty();
        assertThat(result.errors().getFirst().toString()).contains(facts);
    }
}
