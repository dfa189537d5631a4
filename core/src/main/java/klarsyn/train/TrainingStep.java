package klarsyn.train;

import java.util.ArrayList;
import java.util.List;
import klarsyn.data.Labels;
import klarsyn.loss.DeepSupervision;
import klarsyn.loss.LossTarget;
import klarsyn.loss.Targets;
import klarsyn.nn.Network;
import klarsyn.nn.Pass;
import klarsyn.nn.Weights;
import klarsyn.plan.Compute;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Forward, backward and update for one batch, spread over the lanes. */
final class TrainingStep implements AutoCloseable {

    private final Compute compute;
    private final Targets targets;
    private final DeepSupervision loss;
    private final Network network;
    private final Weights weights;
    private final List<Tensor> leaves;
    private final Lanes lanes;
    private final Optimizer optimizer;

    TrainingStep(SegmentationPlan plan, Network network, Weights weights) {
        this.compute = plan.compute();
        this.targets = targets(plan.labels());
        this.loss = plan.loss();
        this.network = network;
        this.weights = weights;
        this.leaves = weights.leaves();
        this.lanes = Lanes.open(compute.lanes(), Math.max(1, Engine.cores() / compute.lanes()));
        this.optimizer = new Optimizer(weights, plan.optimization(), lanes);
    }

    private static Targets targets(Labels labels) {
        List<Integer> ignored = List.copyOf(labels.ignored());
        return labels.areRegions()
                ? new Targets.Regions(
                        labels.foreground().stream().map(Labels.Label::members).toList(), ignored)
                : new Targets.Classes(ignored);
    }

    Optimizer optimizer() {
        return optimizer;
    }

    Lanes lanes() {
        return lanes;
    }

    Weights weights() {
        return weights;
    }

    /** Trains on a batch; returns the mean loss before the update. */
    double run(List<Sample> batch, double rate) {
        double loss = lanes.each(lane -> gradient(lane, batch)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        optimizer.step(rate);
        return loss;
    }

    /** The lane's part of the mean loss, its gradient handed to the optimizer. */
    private double gradient(int lane, List<Sample> batch) {
        List<Sample> own = new ArrayList<>();
        for (int i = lane; i < batch.size(); i += lanes.count()) {
            own.add(batch.get(i));
        }
        try (Scope _ = Scope.open("training step")) {
            if (own.isEmpty()) {
                optimizer.collect(lane, leaves.stream().map(Tensor::zerosLike).toList());
                return 0;
            }
            Tensor images =
                    Tensor.concatenate(0, own.stream().map(TrainingStep::image).toList());
            Tensor labels =
                    Tensor.concatenate(0, own.stream().map(TrainingStep::labels).toList());
            Tensor input = images.to(compute.device()).to(compute.precision()).to(compute.layout());
            LossTarget target = targets.of(labels.to(compute.device()));
            Pass pass = lane == 0 ? Pass.TRAIN : Pass.TRAIN_ALONGSIDE;
            Tensor part = loss.of(network.logits(input, pass), target).multiply(own.size() / (double) batch.size());
            optimizer.collect(lane, Autograd.gradients(part, leaves));
            return part.item();
        }
    }

    private static Tensor image(Sample sample) {
        Patch patch = sample.patch();
        return Tensor.of(sample.image(), 1, sample.channels(), patch.depth(), patch.height(), patch.width());
    }

    private static Tensor labels(Sample sample) {
        Patch patch = sample.patch();
        return Tensor.of(sample.labels(), 1, 1, patch.depth(), patch.height(), patch.width());
    }

    @Override
    public void close() {
        optimizer.close();
        lanes.close();
    }
}
