package klarsyn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import klarsyn.base.Seed;
import klarsyn.data.Cohort;
import klarsyn.data.Task;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.evaluate.SegmentationEvaluation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.phantom.PhantomRecipe;
import klarsyn.phantom.Phantoms;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.UNetSizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions that overlap, as nnU-Net's {@code regions_class_order} has them, from the data to the report. */
class RegionsTest {

    private static final Label WHOLE = new Label(1, "whole", List.of(1, 2));
    private static final Label PART = new Label(2, "part", List.of(2));

    @TempDir
    private Path folder;

    private Study study(int steps) {
        Cohort plain = Phantoms.write(
                folder.resolve("data"),
                6,
                PhantomRecipe.DEFAULT.withGrid(new Shape(24, 24, 16), new Spacing(1.7, 2, 3)),
                Seed.of(1));
        Cohort regions = new Cohort(
                plain.name(),
                plain.root(),
                plain.layout(),
                plain.kind(),
                Optional.of(new Task.Segmentation(new Labels(List.of(WHOLE, PART), Set.of()))),
                plain.channels(),
                plain.cases(),
                plain.findings());
        Study study = Study.of(regions).iterations(steps);
        return study.plan(UNetSizes.withWidth(study.plan(), 8));
    }

    @Test
    void a_network_predicts_each_region_separately_and_starts_from_its_frequency() {
        SegmentationPlan plan = (SegmentationPlan) study(1).plan();

        assertThat(plan.network().classes()).isEqualTo(2);
        assertThat(plan.classFrequencies()).hasSize(2);
        double share = plan.classFrequencies().getFirst();
        assertThat(plan.startingOdds().getFirst()).isCloseTo(share / (1 - share), within(1e-12));
    }

    @Test
    void regions_are_trained_and_evaluated_by_all_their_members() {
        RunResult result = study(80).run(folder.resolve("run"), event -> {});

        SegmentationEvaluation metrics = ((SegmentationEvaluation) result.test());
        assertThat(metrics.dice(WHOLE).mean()).isGreaterThan(0.5);
        assertThat(metrics.dice(PART).mean()).isGreaterThan(0.5);
        assertThat(result.report()).content().contains("whole", "part");
    }
}
