package klarsyn.train.patch;

import java.util.List;
import klarsyn.data.label.Labels;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.Loss;
import klarsyn.loss.Targets;
import klarsyn.nn.layer.Norm;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.tensor.Device;
import klarsyn.tensor.Tensor;
import klarsyn.train.Objective;
import klarsyn.train.Sample;
import klarsyn.train.SampleTarget.LabelPatch;

/** The plan's loss between logits and labels, at each supervised resolution. */
public final class SegmentationObjective implements Objective<LabelPatch> {

    private final Targets targets;
    private final DeepSupervision loss;
    private final boolean isMeanOfSamples;

    /** The objective of a plan. */
    public SegmentationObjective(SegmentationPlan plan) {
        this.targets = targets(plan.labels());
        this.loss = plan.loss();
        this.isMeanOfSamples = loss.loss().equals(Loss.standard(Loss.Over.SAMPLE))
                && plan.network().style().norm() == Norm.Kind.INSTANCE;
    }

    private static Targets targets(Labels labels) {
        List<Integer> ignored = List.copyOf(labels.ignored());
        return labels.areRegions()
                ? new Targets.Regions(
                        labels.foreground().stream().map(Labels.Label::members).toList(), ignored)
                : new Targets.Classes(ignored);
    }

    @Override
    public Tensor loss(List<Tensor> logits, List<Sample<LabelPatch>> samples, Device device) {
        Tensor labels = Tensor.concatenate(
                0, samples.stream().map(SegmentationObjective::labels).toList());
        return loss.of(logits, targets.of(labels.to(device)));
    }

    @Override
    public boolean isMeanOfSamples() {
        return isMeanOfSamples;
    }

    private static Tensor labels(Sample<LabelPatch> sample) {
        Patch patch = sample.patch();
        return Tensor.of(sample.target().labels(), 1, 1, patch.depth(), patch.height(), patch.width());
    }
}
