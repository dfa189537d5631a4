package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;
import klarsyn.train.SampleTarget.LabelPatch;
import klarsyn.train.patch.SegmentationObjective;
import org.junit.jupiter.api.Test;

class TrainingStepTest {

    private static final SegmentationPlan PLAN = TinyPlans.isotropic();

    private static List<Sample<LabelPatch>> batch(int samples) {
        RandomGenerator random = Seed.of(1).generator();
        List<Sample<LabelPatch>> batch = new ArrayList<>();
        for (int n = 0; n < samples; n++) {
            float[] image = new float[PLAN.patch().voxels()];
            float[] labels = new float[image.length];
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextGaussian();
                labels[i] = random.nextInt(3);
            }
            batch.add(new Sample<>(PLAN.patch(), image, new LabelPatch(labels)));
        }
        return batch;
    }

    /** The mean loss of the second step. */
    private static double lossAfterAStep(Objective<LabelPatch> objective, int lanes) {
        SegmentationPlan plan = PLAN.withCompute(PLAN.compute().withLanes(lanes));
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("test")) {
            network = UNet.create(plan.network(), plan.classFrequencies(), Seed.of(2));
            weights = Weights.of(network);
        }
        try (weights;
                TrainingStep<LabelPatch> step = new TrainingStep<>(plan, network, weights, objective, 2)) {
            List<Sample<LabelPatch>> batch = batch(4);
            step.run(batch, 1);
            return step.run(batch, 1);
        }
    }

    @Test
    void samples_one_after_the_other_in_lanes_or_together_give_the_same_update() {
        Objective<LabelPatch> separate = new SegmentationObjective(PLAN);
        Objective<LabelPatch> together = new Objective<>() {
            @Override
            public Tensor loss(List<Tensor> logits, List<Sample<LabelPatch>> samples, Device device) {
                return separate.loss(logits, samples, device);
            }
        };

        assertThat(separate.isMeanOfSamples()).isTrue();
        assertThat(together.isMeanOfSamples()).isFalse();
        double expected = lossAfterAStep(together, 1);
        assertThat(lossAfterAStep(separate, 1)).isCloseTo(expected, within(1e-4));
        assertThat(lossAfterAStep(separate, 2)).isCloseTo(expected, within(1e-4));
    }
}
