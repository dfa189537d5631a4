package klarsyn.plan;

import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * Optimizer and schedule.
 *
 * @param optimizer        of hidden convolutions
 * @param learningRate     peak for stem, norms and heads, and for all weights unless the optimizer is Muon
 * @param muonLearningRate peak for hidden convolutions with Muon
 * @param weightDecay      decoupled, for weights updated by AdamW or SGD
 * @param clipNorm         maximum norm of the gradient over all weights
 * @param schedule         of the learning rate
 * @param warmUp           fraction of the training in which the learning rate rises
 * @param steps            number of optimizer steps; 0 for as many as fit the time limit
 */
public record Optimization(
        Optimizer optimizer,
        double learningRate,
        double muonLearningRate,
        double weightDecay,
        double clipNorm,
        Schedule schedule,
        double warmUp,
        long steps) {

    /** Optimizers of hidden convolutions; with Muon, AdamW updates stem, norms and heads. */
    public enum Optimizer {
        /** Orthogonalized momentum (Jordan et al., 2024). */
        MUON,
        /** Adam with decoupled weight decay, β = (0.9, 0.99) (Loshchilov and Hutter, 2019). */
        ADAMW,
        /** Gradient descent with Nesterov momentum 0.99, as in nnU-Net. */
        SGD_NESTEROV
    }

    /** Learning rate over the completed fraction of the training. */
    public enum Schedule {
        /** Half a cosine down to zero. */
        COSINE,
        /** Half a cosine up over {@link #warmUp} and half a cosine down (Smith, 2018). */
        ONE_CYCLE,
        /** {@code (1 − fraction)^0.9}. */
        POLY
    }

    /** Default settings, the best in short trainings (bench/recipes). */
    public static final Optimization DEFAULT =
            new Optimization(Optimizer.MUON, 3e-3, 0.03, 1e-4, 1.0, Schedule.COSINE, 0.05, 0);

    /** As in nnU-Net's trainer: 1000 epochs of 250 steps. */
    public static final Optimization NNUNET =
            new Optimization(Optimizer.SGD_NESTEROV, 0.01, 0.03, 3e-5, 12, Schedule.POLY, 0, 250_000);

    /** Rejects rates that are not above 0 and fractions outside 0 to 1, including NaN. */
    public Optimization {
        above0(learningRate, "learningRate", "a value above 0, usually 1e-4 to 1e-2");
        above0(muonLearningRate, "muonLearningRate", "a value above 0, usually 0.01 to 0.05");
        above0(clipNorm, "clipNorm", "a value above 0, usually 1 to 12");
        share(warmUp, "warmUp");
        if (!(weightDecay >= 0)) {
            throw wrong("weightDecay", weightDecay, "0 or more, usually 1e-5 to 1e-2");
        }
        if (steps < 0) {
            throw wrong("steps", steps, "a number of steps, or 0 for as many as fit the time limit");
        }
    }

    private static void above0(double value, String key, String fix) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw wrong(key, value, fix);
        }
    }

    private static void share(double value, String key) {
        if (!(value >= 0 && value < 1)) {
            throw wrong(key, value, "a fraction of the training from 0 to below 1");
        }
    }

    private static PlanException wrong(String key, Object value, String fix) {
        return new PlanException(key + " is " + value, Where.of("optimization." + key), fix);
    }

    /** With a number of steps. */
    public Optimization withSteps(long number) {
        return new Optimization(
                optimizer, learningRate, muonLearningRate, weightDecay, clipNorm, schedule, warmUp, number);
    }

    /**
     * Factor of the peak learning rate after a fraction of the training.
     *
     * @param share completed fraction, 0 to 1, of the steps or the time
     */
    public double rate(double share) {
        double t = Math.clamp(share, 0, 1);
        if (t < warmUp) {
            return switch (schedule) {
                case ONE_CYCLE -> 0.5 - 0.5 * Math.cos(Math.PI * (t + 0.01) / (warmUp + 0.01));
                case COSINE, POLY -> Math.min(1, 0.02 + 0.98 * t / warmUp);
            };
        }
        double down = (t - warmUp) / (1 - warmUp);
        return switch (schedule) {
            case COSINE, ONE_CYCLE -> 0.5 + 0.5 * Math.cos(Math.PI * down);
            case POLY -> Math.pow(1 - down, 0.9);
        };
    }
}
