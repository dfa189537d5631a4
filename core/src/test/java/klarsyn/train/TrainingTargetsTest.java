package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import klarsyn.base.Seed;
import klarsyn.data.label.Labels;
import klarsyn.data.label.Labels.Label;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.UNetArchitecture;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Compute;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.train.SampleTarget.LabelPatch;
import klarsyn.train.patch.SegmentationObjective;
import org.junit.jupiter.api.Test;

/** Regions and ignored values reach the loss from the task's labels. */
class TrainingTargetsTest {

    private static final Labels REGIONS =
            new Labels(List.of(new Label(1, "whole", List.of(1, 2)), new Label(2, "core")), Set.of(9));

    private static SegmentationPlan plan(Labels labels) {
        SegmentationPlan tiny = TinyPlans.isotropic();
        UNetArchitecture network = UNetArchitecture.plain(
                1,
                labels.classes(),
                List.of(4, 8, 8),
                Collections.nCopies(3, List.of(3, 3, 3)),
                List.of(List.of(1, 1, 1), List.of(2, 2, 2), List.of(2, 2, 2)),
                List.of(1, 1, 1),
                2);
        return tiny.withCompute(new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 2, 2))
                .withLabels(labels)
                .withNetwork(tiny.patch(), network)
                .withClassFrequencies(Collections.nCopies(labels.classes(), 0.5));
    }

    /** Stripes of the values 0, 1, 2 and the ignored one, as bright as they are numbered. */
    private static Sample<LabelPatch> stripes(SegmentationPlan plan, int ignored) {
        float[] labels = new float[plan.patch().voxels()];
        float[] image = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int stripe = i / 2 % 4;
            labels[i] = stripe == 3 ? ignored : stripe;
            image[i] = stripe == 3 ? -2 : stripe - 1;
        }
        return new Sample<>(plan.patch(), image, new LabelPatch(labels));
    }

    private static double[] losses(SegmentationPlan plan, Sample<LabelPatch> sample, int steps) {
        Weights weights;
        Network network;
        try (Scope _ = Scope.open("test")) {
            network = UNet.create(plan.network(), plan.classFrequencies(), Seed.of(1));
            weights = Weights.of(network);
        }
        double[] losses = new double[steps];
        try (weights;
                TrainingStep<LabelPatch> step =
                        new TrainingStep<>(plan, network, weights, new SegmentationObjective(plan), 1)) {
            for (int i = 0; i < steps; i++) {
                losses[i] = step.run(List.of(sample, sample), 0.5);
            }
        }
        return losses;
    }

    @Test
    void regions_are_learned_with_ignored_voxels() {
        SegmentationPlan plan = plan(REGIONS);
        double[] losses = losses(plan, stripes(plan, 9), 30);
        assertThat(losses[29]).isLessThan(0.7 * losses[0]);
    }

    @Test
    void nothing_is_learned_from_ignored_voxels() {
        SegmentationPlan plan = plan(new Labels(List.of(new Label(1, "one"), new Label(2, "two")), Set.of(9)));
        Sample<LabelPatch> sample = stripes(plan, 9);
        Arrays.fill(sample.target().labels(), 9);
        assertThat(losses(plan, sample, 2)).containsExactly(new double[] {0, 0}, within(1e-6));
    }

    @Test
    void the_plan_defines_the_loss() {
        SegmentationPlan plan = plan(Labels.of("one", "two", "three"));
        SegmentationPlan other = plan.withLoss(
                new DeepSupervision(Loss.Focal.plain(Loss.Background.INCLUDED), DeepSupervision.Levels.FINEST));
        Sample<LabelPatch> sample = stripes(plan, 3);
        assertThat(losses(other, sample, 1)[0]).isLessThan(0.5 * losses(plan, sample, 1)[0]);
    }
}
