package klarsyn.train;

import java.util.ArrayList;
import java.util.List;
import klarsyn.nn.Network;
import klarsyn.nn.layer.Pass;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Compute;
import klarsyn.plan.Patch;
import klarsyn.plan.Plan;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Device;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/** Forward pass, backward pass and update for one batch, in all lanes. */
final class TrainingStep<T extends SampleTarget> implements AutoCloseable {

    private final Compute compute;
    private final Objective<T> objective;
    private final Network network;
    private final Weights weights;
    private final List<Tensor> leaves;
    private final Lanes lanes;
    private final Optimizer optimizer;

    TrainingStep(Plan plan, Network network, Weights weights, Objective<T> objective, int cores) {
        this.compute = plan.compute();
        this.objective = objective;
        this.network = network;
        this.weights = weights;
        this.leaves = weights.leaves();
        this.lanes = Lanes.open(compute.lanes(), Math.max(1, cores / compute.lanes()));
        this.optimizer = new Optimizer(weights, plan.optimization(), lanes);
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
    double run(List<Sample<T>> batch, double rate) {
        double loss = lanes.each(lane -> gradient(lane, batch)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        optimizer.step(rate);
        return loss;
    }

    /** The lane's part of the mean loss; its gradient is passed to the optimizer. */
    private double gradient(int lane, List<Sample<T>> batch) {
        List<Sample<T>> laneSamples = new ArrayList<>();
        for (int i = lane; i < batch.size(); i += lanes.count()) {
            laneSamples.add(batch.get(i));
        }
        Pass pass = lane == 0 ? Pass.TRAIN : Pass.TRAIN_ALONGSIDE;
        double loss = 0;
        for (List<Sample<T>> samples : calls(laneSamples)) {
            loss += gradient(lane, samples, samples.size() / (double) batch.size(), pass);
        }
        return loss;
    }

    /** On a CPU, one sample after the other needs less memory and time than several at once (ADR 3). */
    private List<List<Sample<T>>> calls(List<Sample<T>> samples) {
        if (samples.isEmpty()) {
            return List.of();
        }
        boolean oneByOne = compute.device() == Device.CPU && objective.isMeanOfSamples();
        return oneByOne ? samples.stream().map(List::of).toList() : List.of(samples);
    }

    private double gradient(int lane, List<Sample<T>> samples, double share, Pass pass) {
        try (Scope _ = Scope.open("training step")) {
            Tensor images = Tensor.concatenate(
                    0, samples.stream().map(TrainingStep::image).toList());
            Tensor input = images.to(compute.device()).to(compute.precision()).to(compute.layout());
            Tensor part = objective
                    .loss(network.logits(input, pass), samples, compute.device())
                    .multiply(share);
            optimizer.collect(lane, Autograd.gradients(part, leaves));
            return part.item();
        }
    }

    private static Tensor image(Sample<?> sample) {
        Patch patch = sample.patch();
        return Tensor.of(sample.image(), 1, sample.channels(), patch.depth(), patch.height(), patch.width());
    }

    @Override
    public void close() {
        optimizer.close();
        lanes.close();
    }
}
