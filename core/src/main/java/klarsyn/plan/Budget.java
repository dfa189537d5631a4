package klarsyn.plan;

import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * The user's budget: time or number of steps, and memory.
 *
 * @param time        limit of the time or steps
 * @param memoryBytes limit of the resident size of the process
 */
public record Budget(Time time, long memoryBytes) {

    /** 2.5 GiB: half of the free memory of a small laptop. */
    public static final long DEFAULT_MEMORY = 5L << 29;

    /** Limit of the training. */
    public sealed interface Time {}

    /**
     * Total time limit: reading, calibration, training, test and report.
     *
     * @param minutes above 0
     */
    public record Minutes(double minutes) implements Time {
        /** Rejects values that are not above 0, including NaN. */
        public Minutes {
            if (!(minutes > 0) || Double.isInfinite(minutes)) {
                throw new PlanException(
                        "the budget is %s minutes".formatted(minutes),
                        Where.of("--minutes"),
                        "a number above 0, such as --minutes 5");
            }
        }
    }

    /**
     * Number of optimizer steps. No decision depends on time, so two runs are bit-identical.
     *
     * @param steps at least 1
     */
    public record Iterations(long steps) implements Time {
        /** Rejects fewer than one step. */
        public Iterations {
            if (steps < 1) {
                throw new PlanException(
                        "the budget is %d steps".formatted(steps),
                        Where.of("--iterations"),
                        "a number of at least 1, such as --iterations 200");
            }
        }
    }

    /** A time limit in minutes with the default memory. */
    public static Budget minutes(double minutes) {
        return new Budget(new Minutes(minutes), DEFAULT_MEMORY);
    }

    /** A number of steps with the default memory. */
    public static Budget iterations(long steps) {
        return new Budget(new Iterations(steps), DEFAULT_MEMORY);
    }

    /** Number of optimizer steps; 0 for as many as fit the time limit. */
    public long steps() {
        return switch (time) {
            case Iterations(long steps) -> steps;
            case Minutes _ -> 0;
        };
    }

    /** The same time with another memory limit. */
    public Budget withMemory(long bytes) {
        return new Budget(time, bytes);
    }
}
