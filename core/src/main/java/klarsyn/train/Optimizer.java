package klarsyn.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.nn.weights.Weights;
import klarsyn.nn.weights.Weights.Parameter;
import klarsyn.plan.Optimization;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Holding;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Updates weights from the gradients of all lanes.
 *
 * <p>Each lane sums and updates a fixed part of the parameters, so results do not depend on timing.
 */
final class Optimizer implements AutoCloseable {

    private final Holding holding = Holding.open("optimizer");
    private final Lanes lanes;
    private final Optimization settings;
    private final List<Parameter> parameters;
    private final List<UpdateRule> rules = new ArrayList<>();
    private final List<List<Tensor>> gradients = new ArrayList<>();
    private final List<List<Integer>> shares;
    private long step;

    Optimizer(Weights weights, Optimization settings, Lanes lanes) {
        this.lanes = lanes;
        this.settings = settings;
        this.parameters = weights.parameters();
        try (Scope _ = Scope.open("optimizer")) {
            for (Parameter parameter : parameters) {
                rules.add(UpdateRule.of(parameter, settings, holding));
            }
            for (int lane = 0; lane < lanes.count(); lane++) {
                List<Tensor> laneGradients = new ArrayList<>();
                for (Parameter parameter : parameters) {
                    laneGradients.add(holding.hold(parameter.tensor().zerosLike()));
                }
                gradients.add(List.copyOf(laneGradients));
            }
        }
        this.shares = UpdateRule.shares(rules, lanes.count());
    }

    /** Adds gradients of a lane; called by that lane, inside its scope. */
    void collect(int lane, List<Tensor> found) {
        try (Autograd _ = Autograd.off()) {
            for (int i = 0; i < found.size(); i++) {
                gradients.get(lane).get(i).addInPlace(found.get(i), 1);
            }
        }
    }

    /** One step with the sum of all gradients since the last one, at a fraction of the peak learning rate. */
    void step(double rate) {
        step++;
        double squares = lanes.each(this::summed).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        double clip = Math.min(1, settings.clipNorm() / (Math.sqrt(squares) + 1e-6));
        lanes.each(lane -> update(lane, clip, rate));
    }

    private double summed(int lane) {
        double squares = 0;
        try (Autograd _ = Autograd.off()) {
            for (int i : shares.get(lane)) {
                Tensor sum = gradients.getFirst().get(i);
                for (int other = 1; other < gradients.size(); other++) {
                    sum.addInPlace(gradients.get(other).get(i), 1);
                }
                double norm = sum.norm().item();
                squares += norm * norm;
            }
        }
        return squares;
    }

    private int update(int lane, double clip, double rate) {
        for (int i : shares.get(lane)) {
            try (Autograd _ = Autograd.off()) {
                Tensor gradient = gradients.getFirst().get(i);
                if (clip < 1) {
                    gradient.multiplyInPlace(clip);
                }
                rules.get(i).update(parameters.get(i).tensor(), gradient, rate, step);
                for (List<Tensor> laneGradients : gradients) {
                    laneGradients.get(i).zeroInPlace();
                }
            }
        }
        return lane;
    }

    /** Number of completed steps. */
    long steps() {
        return step;
    }

    /** Moments by name, for a checkpoint. */
    SequencedMap<String, Tensor> state() {
        SequencedMap<String, Tensor> state = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            String name = parameters.get(i).name();
            new java.util.TreeMap<>(rules.get(i).state())
                    .forEach((moment, tensor) -> state.put(name + "/" + moment, tensor));
        }
        return state;
    }

    /** Restores the state of a checkpoint. */
    void restore(Map<String, Tensor> saved, long steps, Path origin) {
        SequencedMap<String, Tensor> current = state();
        if (!current.keySet().equals(saved.keySet())) {
            throw new ModelException(
                    "the checkpoint's optimizer does not match the plan",
                    Where.file(origin),
                    "resume with the plan of the original run");
        }
        try (Autograd _ = Autograd.off()) {
            current.forEach((name, tensor) -> tensor.copyInPlace(java.util.Objects.requireNonNull(saved.get(name))));
        }
        step = steps;
    }

    @Override
    public void close() {
        holding.close();
    }
}
