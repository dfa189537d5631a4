package klarsyn.train.picture;

import java.util.List;
import klarsyn.plan.ClassificationPlan;
import klarsyn.tensor.Device;
import klarsyn.tensor.Tensor;
import klarsyn.train.Objective;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.ClassNumber;

/** Cross-entropy with the plan's label smoothing (Szegedy et al., 2016), mean over the samples. */
public final class ClassificationObjective implements Objective<ClassNumber> {

    private final int classes;
    private final double smoothing;

    /** The objective of a plan. */
    public ClassificationObjective(ClassificationPlan plan) {
        this.classes = plan.classes().size();
        this.smoothing = plan.labelSmoothing();
    }

    @Override
    public Tensor loss(List<Tensor> logits, List<Sample<ClassNumber>> samples, Device device) {
        float[] targets = new float[Math.multiplyExact(samples.size(), classes)];
        for (int i = 0; i < samples.size(); i++) {
            for (int k = 0; k < classes; k++) {
                boolean isTarget = k == samples.get(i).target().number();
                targets[i * classes + k] = (float) (smoothing / classes + (isTarget ? 1 - smoothing : 0));
            }
        }
        Tensor wanted = Tensor.of(targets, samples.size(), classes).to(device);
        return logits.getFirst().logSoftmax(1).multiply(wanted).sum().multiply(-1.0 / samples.size());
    }
}
