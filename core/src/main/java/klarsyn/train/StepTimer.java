package klarsyn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.nn.Network;
import klarsyn.nn.UNet;
import klarsyn.nn.Weights;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.StepCost;
import klarsyn.tensor.Scope;

/** Times real training steps on made-up samples, for the planner. */
public final class StepTimer implements StepCost {

    /** A timer with nothing measured yet; each measurement stands alone. */
    public StepTimer() {}

    @Override
    public double seconds(SegmentationPlan plan, int steps) {
        List<Sample> batch = batch(plan);
        Weights weights;
        Network network;
        try (Scope _ = Scope.open("calibration")) {
            network = UNet.create(plan.network(), plan.startingOdds(), Seed.of(0));
            weights = Weights.of(network);
            weights.moveTo(plan.compute().device());
        }
        try (weights;
                TrainingStep step = new TrainingStep(plan, network, weights)) {
            step.run(batch, 0);
            double fastest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                step.run(batch, 0);
                fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
            }
            return fastest;
        }
    }

    private static List<Sample> batch(SegmentationPlan plan) {
        RandomGenerator random = Seed.of(0).generator();
        int channels = plan.network().inChannels();
        int voxels = plan.patch().voxels();
        List<Sample> batch = new ArrayList<>();
        for (int i = 0; i < plan.compute().batch(); i++) {
            float[] image = new float[Math.multiplyExact(channels, voxels)];
            for (int k = 0; k < image.length; k++) {
                image[k] = (float) random.nextGaussian();
            }
            batch.add(new Sample(plan.patch(), image, new float[voxels]));
        }
        return batch;
    }
}
