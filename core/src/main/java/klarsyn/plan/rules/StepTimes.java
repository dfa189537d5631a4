package klarsyn.plan.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import klarsyn.nn.UNetArchitecture;
import klarsyn.plan.Compute;
import klarsyn.plan.Patch;
import klarsyn.plan.SegmentationPlan;

/**
 * Times of training steps on this machine: measured while the time for measurements lasts, otherwise extrapolated from
 * a measured plan.
 */
final class StepTimes {

    /** A measurement makes a warm-up step first. */
    private static final int STEPS = 2;

    /** Share of the speed of a single convolution that a whole step reaches at worst. */
    private static final double EFFICIENCY = 0.4;

    /** The time of a narrower network falls more slowly than its operations, because copies do not get fewer. */
    private static final double NARROWER = 0.6;

    private final StepCost<SegmentationPlan> cost;
    private final int cores;
    private final double limit;
    private final long start = System.nanoTime();
    private Optional<Measured> known = Optional.empty();

    private record Measured(SegmentationPlan plan, double seconds) {}

    /**
     * No measurement yet.
     *
     * @param limit seconds for all measurements
     */
    StepTimes(StepCost<SegmentationPlan> cost, int cores, double limit) {
        this.cost = cost;
        this.cores = cores;
        this.limit = limit;
    }

    /** Seconds since the start. */
    double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Whether a measurement of a plan whose step takes so long ends in time. */
    boolean allows(double secondsPerStep) {
        return elapsed() + STEPS * secondsPerStep <= limit;
    }

    /** GFLOP/s of convolutions on one core; unknown for a GPU. */
    OptionalDouble gigaflops(Compute compute) {
        return switch (compute.device()) {
            case CPU -> cost.gigaflops(compute.precision());
            case GPU -> OptionalDouble.empty();
        };
    }

    /** Measures a step, at least approximately: on a smaller patch if a whole one may take too long. */
    double first(SegmentationPlan plan) {
        SegmentationPlan tried = plan;
        OptionalDouble gigaflops = gigaflops(plan.compute());
        if (gigaflops.isPresent()) {
            double speed = gigaflops.getAsDouble() * 1e9 * EFFICIENCY * cores;
            Optional<SegmentationPlan> smaller = Optional.of(tried);
            while (smaller.isPresent() && STEPS * operations(smaller.get()) / speed > limit / 2) {
                smaller = halved(smaller.get());
                tried = smaller.orElse(tried);
            }
        }
        return measure(tried) * operations(plan) / operations(tried);
    }

    /** Measures a step. */
    double measure(SegmentationPlan plan) {
        return cost.seconds(plan, 1);
    }

    /** Measures a step if time is left, otherwise extrapolates. */
    double seconds(SegmentationPlan plan) {
        return allows(expected(plan)) ? measure(plan) : expected(plan);
    }

    /** Sets the plan from which times are extrapolated. */
    void extrapolateFrom(SegmentationPlan plan, double seconds) {
        known = Optional.of(new Measured(plan, seconds));
    }

    /** Seconds of a step, extrapolated by the number of operations. */
    double expected(SegmentationPlan plan) {
        Measured measured = known.orElseThrow();
        double ratio = operations(plan) / operations(measured.plan());
        boolean narrower = ratio < 1 && plan.patch().equals(measured.plan().patch());
        return measured.seconds() * (narrower ? Math.pow(ratio, NARROWER) : ratio);
    }

    /** Floating-point operations of a step. */
    static double operations(SegmentationPlan plan) {
        Patch patch = plan.patch();
        return 3.0 * plan.compute().batch() * plan.network().operations(patch.depth(), patch.height(), patch.width());
    }

    /** The plan with half of its longest axis that can be halved. */
    private static Optional<SegmentationPlan> halved(SegmentationPlan plan) {
        UNetArchitecture network = plan.network();
        List<Integer> sizes = new ArrayList<>(plan.patch().sizes());
        int axis = 0;
        for (int other = 1; other < sizes.size(); other++) {
            axis = parts(sizes, network, other) > parts(sizes, network, axis) ? other : axis;
        }
        int parts = parts(sizes, network, axis);
        sizes.set(axis, parts / 2 * network.divisor(axis));
        return parts < 2 ? Optional.empty() : Optional.of(plan.withNetwork(Patch.of(sizes), network));
    }

    private static int parts(List<Integer> sizes, UNetArchitecture network, int axis) {
        return sizes.get(axis) / network.divisor(axis);
    }
}
