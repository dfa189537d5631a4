package klarsyn.train;

import java.util.List;
import klarsyn.base.Seed;
import klarsyn.model.PlannedNetwork;
import klarsyn.nn.Network;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Plan;
import klarsyn.tensor.Scope;

/** Measures real training steps on artificial samples. */
public final class StepClock {

    private StepClock() {}

    /**
     * Seconds of the fastest of some steps, after one warm-up step.
     *
     * @param batch samples of one step
     * @param steps number of measured steps, at least 1
     * @param cores for the plan's lanes
     */
    public static <T extends SampleTarget> double fastest(
            Plan plan, Objective<T> objective, List<Sample<T>> batch, int steps, int cores) {
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("calibration")) {
            network = PlannedNetwork.fresh(plan, Seed.of(0));
            weights = Weights.of(network);
            weights.moveTo(plan.compute().device());
        }
        try (weights;
                TrainingStep<T> step = new TrainingStep<>(plan, network, weights, objective, cores)) {
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
}
