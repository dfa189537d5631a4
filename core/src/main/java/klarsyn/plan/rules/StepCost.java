package klarsyn.plan.rules;

import java.util.OptionalDouble;
import klarsyn.plan.Plan;
import klarsyn.tensor.Precision;

/** Measures a training step of a plan on this machine; implemented by the training package. */
@FunctionalInterface
public interface StepCost<P extends Plan> {

    /**
     * Seconds of one optimizer step, forward and backward pass included: the fastest of a few after one warm-up step.
     *
     * @param plan  network, patch and compute settings
     * @param steps number of measured steps
     */
    double seconds(P plan, int steps);

    /** GFLOP/s of convolutions on one core, to estimate a step before it is measured; empty if unknown. */
    default OptionalDouble gigaflops(Precision precision) {
        return OptionalDouble.empty();
    }
}
