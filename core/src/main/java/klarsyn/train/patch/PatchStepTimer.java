package klarsyn.train.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.rules.StepCost;
import klarsyn.tensor.ConvolutionSpeed;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.LabelPatch;
import klarsyn.train.StepClock;

/**
 * Measures training steps on patches of noise, for the planner; measurements are independent.
 *
 * @param resources cores for the lanes
 */
public record PatchStepTimer(Resources resources) implements StepCost<SegmentationPlan> {

    @Override
    public double seconds(SegmentationPlan plan, int steps) {
        return StepClock.fastest(plan, new SegmentationObjective(plan), batch(plan), steps, resources.cores());
    }

    @Override
    public OptionalDouble gigaflops(Precision precision) {
        return OptionalDouble.of(ConvolutionSpeed.gigaflops(precision));
    }

    private static List<Sample<LabelPatch>> batch(SegmentationPlan plan) {
        RandomGenerator random = Seed.of(0).generator();
        int channels = plan.network().inChannels();
        int voxels = plan.patch().voxels();
        List<Sample<LabelPatch>> batch = new ArrayList<>();
        for (int i = 0; i < plan.compute().batch(); i++) {
            float[] image = new float[Math.multiplyExact(channels, voxels)];
            for (int k = 0; k < image.length; k++) {
                image[k] = (float) random.nextGaussian();
            }
            batch.add(new Sample<>(plan.patch(), image, new LabelPatch(new float[voxels])));
        }
        return batch;
    }
}
