package klarsyn.plan;

import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * What the user gives: time or a number of steps, and memory.
 *
 * @param time        how long
 * @param memoryBytes largest resident size of the process
 */
public record Budget(Time time, long memoryBytes) {

    /** 2.5 GiB: half of what a small laptop has free. */
    public static final long DEFAULT_MEMORY = 5L << 29;

    /** How long training may go on. */
    public sealed interface Time {}

    /**
     * Wall clock of the whole command: reading, calibration, training, test and report.
     *
     * @param minutes above 0
     */
    public record Minutes(double minutes) implements Time {
        /** Refuses what is not above 0, NaN included. */
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
     * That many optimizer steps; no clock enters any decision, so two runs give the same bits.
     *
     * @param steps at least 1
     */
    public record Iterations(long steps) implements Time {
        /** Refuses fewer than one step. */
        public Iterations {
            if (steps < 1) {
                throw new PlanException(
                        "the budget is %d steps".formatted(steps),
                        Where.of("--iterations"),
                        "a number of at least 1, such as --iterations 200");
            }
        }
    }

    /** Minutes of wall clock with the default memory. */
    public static Budget minutes(double minutes) {
        return new Budget(new Minutes(minutes), DEFAULT_MEMORY);
    }

    /** A number of steps with the default memory. */
    public static Budget iterations(long steps) {
        return new Budget(new Iterations(steps), DEFAULT_MEMORY);
    }

    /** Optimizer steps; 0 for as many as the minutes hold. */
    public long steps() {
        return switch (time) {
            case Iterations(long steps) -> steps;
            case Minutes _ -> 0;
        };
    }

    /** The same time with another memory. */
    public Budget withMemory(long bytes) {
        return new Budget(time, bytes);
    }
}
