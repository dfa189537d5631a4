package klarsyn.train.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
import klarsyn.plan.AugmentationPlan.Plane;
import klarsyn.plan.Patch;
import klarsyn.prepare.Normalization;
import klarsyn.prepare.Normalization.Scheme;
import klarsyn.prepare.Preprocessing;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.LabelPatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchSamplerTest {

    private static final AugmentationPlan NOTHING = AugmentationPlan.mirroring(List.of());
    private static final Shape SHAPE = new Shape(12, 10, 8);

    @TempDir
    private Path folder;

    private PreparedCases preparation;

    /** Voxels numbered in order, a label in one corner. */
    @BeforeEach
    void prepare() throws IOException {
        float[] voxels = new float[SHAPE.voxels()];
        short[] labels = new short[SHAPE.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = 1 + i;
        }
        labels[SHAPE.index(11, 9, 7)] = 1;
        Geometry grid = Geometry.of(SHAPE, Spacing.isotropic(1));
        Path image = folder.resolve("image.nii");
        Path mask = folder.resolve("mask.nii");
        Images.write(new Volume(grid, voxels), image);
        Images.write(new LabelMap(grid, labels), mask);
        Case one = Case.ofImages("one", "one", List.of(image), mask);
        Case two = Case.ofImages("two", "two", List.of(image), mask);
        Preprocessing untouched =
                Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.of(Scheme.NONE)));
        preparation = PreparedCases.of(
                List.of(one, two), untouched, Labels.of("corner"), folder.resolve("cache"), new Workers(2));
    }

    @AfterEach
    void unmap() {
        preparation.close();
    }

    private PatchSampler sampler(Patch patch, AugmentationPlan augmenting) {
        return new PatchSampler(preparation, patch, augmenting, 3, Seed.of(5));
    }

    @Test
    void a_patch_is_a_contiguous_part_of_the_case() {
        Sample<LabelPatch> sample = sampler(new Patch(4, 4, 4), NOTHING).draw(3);
        float first = sample.image()[0];
        assertThat(sample.image()[1]).isEqualTo(first + 1);
        assertThat(sample.image()[4]).isEqualTo(first + SHAPE.x());
        assertThat(sample.image()[16]).isEqualTo(first + SHAPE.x() * SHAPE.y());
    }

    @Test
    void a_patch_larger_than_the_case_contains_all_of_it_and_zeros() {
        Sample<LabelPatch> sample = sampler(new Patch(16, 16, 16), NOTHING).draw(0);
        double sum = IntStream.range(0, sample.image().length)
                .mapToDouble(i -> sample.image()[i])
                .sum();
        double n = SHAPE.voxels();
        assertThat(sum).isEqualTo(n * (n + 1) / 2);
        assertThat(sample.target().labels()).contains(1f);
    }

    @Test
    void at_least_a_third_of_the_patches_contains_foreground() {
        PatchSampler sampler = sampler(new Patch(4, 4, 4), NOTHING);
        long hits = IntStream.range(0, 300)
                .filter(i -> {
                    float[] labels = sampler.draw(i).target().labels();
                    return IntStream.range(0, labels.length).anyMatch(k -> labels[k] == 1);
                })
                .count();
        assertThat(hits).isBetween(80L, 140L);
    }

    @Test
    void a_sample_depends_on_its_number_alone() {
        PatchSampler sampler = sampler(new Patch(4, 4, 4), AugmentationPlan.full(List.of(0, 1, 2)));
        float[] fifth = sampler.draw(5).image();
        sampler.draw(6);
        assertThat(sampler.draw(5).image()).containsExactly(fifth);
        assertThat(sampler(new Patch(4, 4, 4), AugmentationPlan.full(List.of(0, 1, 2)))
                        .draw(5)
                        .image())
                .containsExactly(fifth);
    }

    @Test
    void mirrored_patches_contain_the_same_voxels() {
        Patch whole = new Patch(8, 10, 12);
        Set<Float> corners = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            float[] image = sampler(whole, AugmentationPlan.mirroring(List.of(2)))
                    .draw(i)
                    .image();
            corners.add(image[0]);
            float[] sorted = image.clone();
            Arrays.sort(sorted);
            assertThat(sorted[0]).isEqualTo(1);
            assertThat(sorted[sorted.length - 1]).isEqualTo(SHAPE.voxels());
        }
        assertThat(corners).containsExactlyInAnyOrder(1f, (float) SHAPE.x());
    }

    @Test
    void a_rotation_by_zero_is_a_plain_crop() {
        PreparedCase subject = preparation.cases().getFirst();
        Patch patch = new Patch(4, 4, 4);
        LabeledPatch turned =
                new SpatialAugmentation(0, 0, 0, 1, Plane.ALL_AXES).cut(subject, new int[] {2, 3, 1}, patch);
        assertThat(turned.image()[0]).isEqualTo(1f + SHAPE.index(2, 3, 1));
        assertThat(turned.image()[63]).isEqualTo(1f + SHAPE.index(5, 6, 4));
    }

    @Test
    void a_rotation_by_90_degrees_about_z_swaps_x_and_y() {
        PreparedCase subject = preparation.cases().getFirst();
        Patch patch = new Patch(1, 3, 3);
        LabeledPatch turned =
                new SpatialAugmentation(Math.PI / 2, 0, 0, 1, Plane.IN_PLANE).cut(subject, new int[] {4, 4, 3}, patch);
        // x' = y, y' = −x about the center (5, 5): the first voxel comes from (4, 6)
        assertThat(turned.image()[0])
                .isCloseTo(1f + SHAPE.index(4, 6, 3), org.assertj.core.api.Assertions.within(1e-3f));
    }

    @Test
    void a_case_without_labels_is_drawn_as_often_as_others_and_from_anywhere() {
        try (PreparedCases withHealthy = withHealthy()) {
            for (AugmentationPlan.Sampling sampling :
                    List.of(AugmentationPlan.Sampling.KLARSYN, AugmentationPlan.Sampling.NNUNET)) {
                PatchSampler sampler = new PatchSampler(
                        withHealthy, new Patch(4, 4, 4), NOTHING.withSampling(sampling), 2, Seed.of(5));
                Set<Float> starts = new HashSet<>();
                for (int i = 0; i < 90; i++) {
                    Sample<LabelPatch> sample = sampler.draw(i);
                    if (sample.image()[0] < 0) {
                        starts.add(sample.image()[0]);
                        assertThat(sample.target().labels()).containsOnly(0f);
                    }
                }
                assertThat(starts).as("corners of patches of the healthy case").hasSizeGreaterThan(20);
            }
        }
    }

    @Test
    void with_rarity_a_healthy_case_is_replaced_in_forced_samples_only() {
        try (PreparedCases withHealthy = withHealthy()) {
            AugmentationPlan.Sampling half =
                    new AugmentationPlan.Sampling(0.5, AugmentationPlan.Sampling.Forced.BY_CHANCE, 0.5);
            PatchSampler sampler =
                    new PatchSampler(withHealthy, new Patch(4, 4, 4), NOTHING.withSampling(half), 2, Seed.of(5));
            long healthy = IntStream.range(0, 300)
                    .filter(i -> sampler.draw(i).image()[0] < 0)
                    .count();
            assertThat(healthy).isBetween(35L, 65L); // a third of the cases, half of their samples
        }
    }

    @Test
    void training_cases_that_are_all_healthy_are_still_sampled() {
        Preprocessing untouched =
                Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.of(Scheme.NONE)));
        try (PreparedCases healthy = PreparedCases.of(
                List.of(healthy()), untouched, Labels.of("corner"), folder.resolve("all"), new Workers(1))) {
            AugmentationPlan.Sampling half =
                    new AugmentationPlan.Sampling(1, AugmentationPlan.Sampling.Forced.BY_CHANCE, 0.5);
            PatchSampler sampler =
                    new PatchSampler(healthy, new Patch(4, 4, 4), NOTHING.withSampling(half), 2, Seed.of(5));
            assertThat(sampler.draw(0).target().labels()).containsOnly(0f);
        }
    }

    private PreparedCases withHealthy() {
        Preprocessing untouched =
                Preprocessing.klarsyn("RAS", Spacing.isotropic(1), List.of(Normalization.of(Scheme.NONE)));
        Case one = Case.ofImages("one", "one", List.of(folder.resolve("image.nii")), folder.resolve("mask.nii"));
        Case two = Case.ofImages("two", "two", List.of(folder.resolve("image.nii")), folder.resolve("mask.nii"));
        return PreparedCases.of(
                List.of(one, two, healthy()), untouched, Labels.of("corner"), folder.resolve("three"), new Workers(2));
    }

    /** Voxels numbered below zero, no label. */
    private Case healthy() {
        float[] voxels = new float[SHAPE.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = -1 - i;
        }
        Geometry grid = Geometry.of(SHAPE, Spacing.isotropic(1));
        Path image = folder.resolve("healthy.nii");
        Path mask = folder.resolve("empty.nii");
        Images.write(new Volume(grid, voxels), image);
        Images.write(new LabelMap(grid, new short[SHAPE.voxels()]), mask);
        return Case.ofImages("healthy", "healthy", List.of(image), mask);
    }
}
