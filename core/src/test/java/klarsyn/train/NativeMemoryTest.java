package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Compute;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Scope;
import klarsyn.train.SampleTarget.LabelPatch;
import klarsyn.train.patch.SegmentationObjective;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

    private static final long MIB = 1 << 20;

    private static final Compute LANES = new Compute(Device.CPU, Precision.FP32, Layout.CONTIGUOUS, 2, 2);

    private static Sample<LabelPatch> sample(SegmentationPlan plan) {
        RandomGenerator random = Seed.of(1).generator();
        float[] image = new float[plan.patch().voxels()];
        float[] labels = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
            labels[i] = i % 3;
        }
        return new Sample<>(plan.patch(), image, new LabelPatch(labels));
    }

    @Test
    void five_hundred_steps_leak_no_native_memory() {
        SegmentationPlan plan = TinyPlans.isotropic().withCompute(LANES);
        Engine.load();
        long before = Scope.liveObjects();
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("test")) {
            network = UNet.create(plan.network(), plan.classFrequencies(), Seed.of(1));
            weights = Weights.of(network);
        }
        List<Sample<LabelPatch>> batch = List.of(sample(plan), sample(plan));
        try (weights;
                TrainingStep<LabelPatch> step =
                        new TrainingStep<>(plan, network, weights, new SegmentationObjective(plan), 1)) {
            for (int i = 0; i < 20; i++) {
                step.run(batch, 0.1);
            }
            long alive = Scope.liveObjects();
            long resident = Engine.residentBytes();
            for (int i = 0; i < 500; i++) {
                step.run(batch, 0.1);
            }
            assertThat(Scope.liveObjects()).isEqualTo(alive);
            assertThat(Engine.residentBytes() - resident).isLessThan(64 * MIB);
        }
        assertThat(Scope.liveObjects()).isEqualTo(before);
    }
}
