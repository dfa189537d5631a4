package klarsyn.train.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.base.Workers;
import klarsyn.data.Case;
import klarsyn.data.label.Labels;
import klarsyn.format.Images;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.plan.AugmentationPlan;
import klarsyn.plan.AugmentationPlan.Sampling;
import klarsyn.plan.AugmentationPlan.Sampling.Forced;
import klarsyn.plan.Patch;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Normalization.Extent;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.prepare.Preprocessing;
import klarsyn.prepare.Resizing;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.LabelPatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two cases of one row of voxels: in the first half labels are common, in the second there are few. */
class PatchPlacementTest {

    private static final Shape ROW = new Shape(400, 1, 1);
    private static final Geometry GRID = Geometry.of(ROW, Spacing.isotropic(1));
    private static final Patch PATCH = new Patch(1, 1, 5);
    private static final AugmentationPlan NOTHING = AugmentationPlan.mirroring(List.of());
    private static final Preprocessing PLAIN =
            Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.of(Scheme.NONE)));

    @TempDir
    private Path folder;

    private Case subject(String name, int... labeled) throws IOException {
        float[] voxels = new float[ROW.voxels()];
        Arrays.fill(voxels, 9);
        short[] labels = new short[ROW.voxels()];
        for (int i = 0; i < labeled.length; i += 3) {
            Arrays.fill(labels, labeled[i], labeled[i + 1], (short) labeled[i + 2]);
        }
        Path image = folder.resolve(name + ".nii");
        Path mask = folder.resolve(name + "_mask.nii");
        Images.write(new Volume(GRID, voxels), image);
        Images.write(new LabelMap(GRID, labels), mask);
        return Case.ofImages(name, name, List.of(image), mask);
    }

    private PreparedCases prepared(Labels labels, Case... cases) {
        return PreparedCases.of(List.of(cases), PLAIN, labels, folder.resolve("cache"), new Workers(1));
    }

    /** Fraction of samples with the label at the center. */
    private static double share(PatchSampler sampler, int label, int every, int entry) {
        int draws = 300;
        return IntStream.range(0, draws)
                        .filter(i ->
                                sampler.draw((long) i * every + entry).target().labels()[2] == label)
                        .count()
                / (double) draws;
    }

    private static PatchSampler sampler(PreparedCases preparation, Sampling sampling, int batch) {
        return new PatchSampler(preparation, PATCH, NOTHING.withSampling(sampling), batch, Seed.of(4));
    }

    @Test
    void the_last_third_of_a_batch_is_centered_on_labels_equally_often() throws IOException {
        Case one = subject("one", 100, 104, 1, 300, 301, 2);
        try (PreparedCases preparation = prepared(Labels.of("large", "small"), one)) {
            PatchSampler sampler = sampler(preparation, Sampling.NNUNET, 2);
            assertThat(share(sampler, 0, 2, 0)).isGreaterThan(0.9);
            assertThat(share(sampler, 0, 2, 1)).isZero();
            assertThat(share(sampler, 2, 2, 1)).isBetween(0.4, 0.6);
        }
    }

    @Test
    void rare_labels_can_be_preferred_in_any_case() throws IOException {
        Case one = subject("one", 100, 200, 1);
        Case two = subject("two", 100, 199, 1, 300, 301, 2);
        try (PreparedCases preparation = prepared(Labels.of("large", "small"), one, two)) {
            PatchSampler even = sampler(preparation, new Sampling(1, Forced.BY_CHANCE, 0), 1);
            PatchSampler levelled = sampler(preparation, new Sampling(1, Forced.BY_CHANCE, 1), 1);
            assertThat(share(even, 2, 1, 0)).isBetween(0.15, 0.35);
            assertThat(share(levelled, 2, 1, 0)).isGreaterThan(0.95); // 199 to 1
        }
    }

    @Test
    void patches_are_placed_near_regions_as_near_labels() throws IOException {
        Case one = subject("one", 100, 101, 1, 300, 301, 2);
        Labels regions =
                new Labels(List.of(new Labels.Label(1, "whole", List.of(1, 2)), new Labels.Label(2, "core")), Set.of());
        try (PreparedCases preparation = prepared(regions, one)) {
            PatchSampler sampler = sampler(preparation, new Sampling(1, Forced.BY_CHANCE, 0), 1);
            assertThat(share(sampler, 2, 1, 0)).isBetween(0.65, 0.85); // the core, and half of the whole
            assertThat(share(sampler, 0, 1, 0)).isZero();
        }
    }

    @Test
    void with_ignored_values_patches_are_placed_near_annotated_voxels() throws IOException {
        Case one = subject("one", 0, 190, 3, 210, 400, 3);
        Labels labels = new Labels(List.of(new Labels.Label(1, "organ")), Set.of(3));
        try (PreparedCases preparation = prepared(labels, one)) {
            assertThat(share(sampler(preparation, Sampling.NNUNET, 2), 0, 2, 0)).isOne();
            assertThat(share(sampler(preparation, Sampling.NNUNET, 2), 0, 2, 1)).isOne();
        }
    }

    @Test
    void channels_normalized_without_zeros_are_blank_there_and_labels_have_no_outside() throws IOException {
        float[] voxels = new float[ROW.voxels()];
        Arrays.fill(voxels, 0, 100, 5);
        Arrays.fill(voxels, 300, 400, 7);
        Path image = folder.resolve("gap.nii");
        Path mask = folder.resolve("gap_mask.nii");
        Images.write(new Volume(GRID, voxels), image);
        Images.write(new LabelMap(GRID, new short[ROW.voxels()]), mask);
        Preprocessing masked = Preprocessing.nnunet(
                List.of(0, 1, 2),
                Spacing.isotropic(1),
                Resizing.Axes.ALL,
                List.of(Normalization.zScore().withExtent(Extent.NON_ZERO)));
        try (PreparedCases preparation = PreparedCases.of(
                List.of(Case.ofImages("gap", "gap", List.of(image), mask)),
                masked,
                Labels.of("organ"),
                folder.resolve("cache"),
                new Workers(1))) {
            assertThat(preparation.cases().getFirst().label(200)).isEqualTo(PreparedCase.OUTSIDE);
            AugmentationPlan noisy = AugmentationPlan.full(List.of());
            PatchSampler sampler = new PatchSampler(preparation, new Patch(1, 1, 400), noisy, 1, Seed.of(4));
            for (int i = 0; i < 20; i++) {
                Sample<LabelPatch> sample = sampler.draw(i);
                assertThat(sample.target().labels()).containsOnly(0);
                assertThat(sample.image()[200]).isZero();
            }
        }
    }

    @Test
    void a_case_that_cannot_be_prepared_is_named() throws IOException {
        Case one = subject("patient_7", 100, 104, 1);
        Preprocessing twoChannels = Preprocessing.klarsyn(
                "RAS", Spacing.isotropic(1), List.of(Normalization.zScore(), Normalization.zScore()));
        assertThatThrownBy(() -> PreparedCases.of(
                        List.of(one), twoChannels, Labels.of("organ"), folder.resolve("cache"), new Workers(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("patient_7")
                .hasMessageContaining("1 channel,");
    }
}
