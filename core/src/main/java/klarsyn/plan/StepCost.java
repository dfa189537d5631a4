package klarsyn.plan;

/** Measures what a training step of a plan costs on this machine; training lends it to planning. */
@FunctionalInterface
public interface StepCost<P extends Plan> {

    /**
     * Seconds of one optimizer step, forward and backward pass included: the fastest of a few after one to warm up.
     *
     * @param plan  network, patch and way to compute
     * @param steps how many to time
     */
    double seconds(P plan, int steps);
}
