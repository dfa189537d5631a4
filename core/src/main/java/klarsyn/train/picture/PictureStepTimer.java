package klarsyn.train.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import klarsyn.base.Seed;
import klarsyn.plan.ClassificationPlan;
import klarsyn.plan.rules.StepCost;
import klarsyn.tensor.Resources;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.ClassNumber;
import klarsyn.train.StepClock;

/**
 * Measures training steps on pictures of noise, for the planner; measurements are independent.
 *
 * @param resources cores for the lanes
 */
public record PictureStepTimer(Resources resources) implements StepCost<ClassificationPlan> {

    @Override
    public double seconds(ClassificationPlan plan, int steps) {
        RandomGenerator random = Seed.of(0).generator();
        List<Sample<ClassNumber>> batch = new ArrayList<>();
        for (int i = 0; i < plan.compute().batch(); i++) {
            float[] picture = new float[plan.input().size()];
            for (int k = 0; k < picture.length; k++) {
                picture[k] = (float) random.nextGaussian();
            }
            batch.add(new Sample<>(
                    plan.patch(), picture, new ClassNumber(i % plan.classes().size())));
        }
        return StepClock.fastest(plan, new ClassificationObjective(plan), batch, steps, resources.cores());
    }
}
