package klarsyn.train;

import java.nio.file.Path;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.PlanException;
import klarsyn.base.StoppedException;
import klarsyn.base.Where;
import klarsyn.model.LoadedCheckpoint;
import klarsyn.model.ModelFile;
import klarsyn.model.PlannedNetwork;
import klarsyn.nn.Network;
import klarsyn.nn.weights.Weights;
import klarsyn.plan.Plan;
import klarsyn.tensor.Algorithms;
import klarsyn.tensor.Scope;

/**
 * Trains a network on prepared cases, for a time or a number of steps.
 *
 * <p>With a number of steps, results depend only on plan, cases and seed: two runs are bit-identical, interrupted and
 * resumed ones included. With a time limit, the learning rate reaches zero at its end; a step counts at its midpoint,
 * so that long steps end on time on average.
 *
 * <p>With a number of steps, libtorch uses {@linkplain Algorithms deterministic algorithms} in the whole process during
 * the training.
 */
public final class Trainer<T extends SampleTarget> implements AutoCloseable {

    private static final int VALIDATIONS = 4;
    private static final double VALIDATION_TIME_SHARE = 0.1;

    private static final double CHECKPOINT_SECONDS = 30;
    private static final int CHECKPOINTS_BY_STEPS = 20;

    private final TrainingJob job;
    private final Network network;
    private final Weights weights;
    private final TrainingStep<T> stepper;
    private final SampleLoader<T> loader;
    private final int cases;

    private final double secondsBefore;
    private final double secondsAllowed;
    private final long start = System.nanoTime();
    private double checkpointed;
    private long validated;
    private double validationSeconds;

    private Trainer(TrainingJob job, Fitting<T> fitting, Network network, Weights weights, Progress from) {
        Plan plan = job.plan();
        this.job = job;
        this.network = network;
        this.weights = weights;
        this.stepper = new TrainingStep<>(
                plan, network, weights, fitting.objective(), job.resources().cores());
        this.cases = fitting.sampler().cases();
        this.loader = new SampleLoader<>(
                fitting.sampler(),
                plan.compute().batch(),
                Math.max(1, job.resources().cores() / 4),
                from.step());
        this.secondsBefore = from.seconds();
        this.secondsAllowed = from.allowed();
        this.checkpointed = from.seconds();
        this.validated = (long) (VALIDATIONS * share(from.step(), from.seconds()));
    }

    /**
     * Result of a training.
     *
     * @param steps   number of optimizer steps
     * @param seconds spent in training, including earlier parts of a resumed one
     * @param model   file of the trained model
     * @param validation score of the model
     */
    public record Trained(long steps, double seconds, Path model, Interval validation) {}

    /** Completed steps of a checkpoint. */
    public static long stepOf(LoadedCheckpoint checkpoint) {
        return Progress.parse(checkpoint.trainingJson(), Path.of("last.klarsyn"))
                .step();
    }

    /**
     * Trains from initial weights.
     *
     * @throws StoppedException if stopped, after writing {@link TrainingJob#last()} for resuming
     */
    public static <T extends SampleTarget> Trained train(TrainingJob job, Fitting<T> fitting) {
        Network network;
        Weights weights;
        try (Scope _ = Scope.open("new network")) {
            Plan plan = job.plan();
            network = PlannedNetwork.fresh(plan, job.seed().child("weights"));
            weights = Weights.of(network);
            weights.moveTo(plan.compute().device());
        }
        try (weights;
                Algorithms _ = algorithms(job);
                Trainer<T> trainer = new Trainer<>(
                        job, fitting, network, weights, Progress.start(job.countsSteps() ? 0 : job.seconds()))) {
            return trainer.run();
        }
    }

    /**
     * Resumes from a checkpoint with the same plan, cases and seed.
     *
     * @throws StoppedException as {@link #train}
     */
    public static <T extends SampleTarget> Trained resume(
            TrainingJob job, Fitting<T> fitting, LoadedCheckpoint checkpoint) {
        Progress from = Progress.parse(checkpoint.trainingJson(), job.last());
        checkpoint.model().weights().moveTo(job.plan().compute().device());
        Network network = checkpoint.model().network();
        Weights weights = checkpoint.model().weights();
        try (Algorithms _ = algorithms(job);
                Trainer<T> trainer = new Trainer<>(job, fitting, network, weights, from)) {
            trainer.stepper.optimizer().restore(checkpoint.optimizerState(), from.step(), job.last());
            return trainer.run();
        }
    }

    private static Algorithms algorithms(TrainingJob job) {
        return job.countsSteps() ? Algorithms.deterministic() : Algorithms.unchanged();
    }

    private Trained run() {
        try {
            return trained();
        } catch (StoppedException stopped) {
            write(job.last());
            throw new StoppedException(job.last());
        }
    }

    private Trained trained() {
        job.listener().accept(new TrainingEvent.Started(stepper.optimizer().steps(), cases, weights.count()));
        double share = share(stepper.optimizer().steps(), seconds());
        while (share < 1) {
            double start = seconds();
            double rate = job.plan().optimization().rate(share);
            double loss = stepper.run(loader.next(), rate);
            requireFinite(loss);
            long step = stepper.optimizer().steps();
            double seconds = seconds();
            share = share(step, seconds + (seconds - start) / 2);
            job.listener()
                    .accept(new TrainingEvent.StepDone(
                            step, loss, rate, Math.min(1, share), seconds, secondsLeft(share, seconds)));
            job.stop().throwIfRequested();
            if (share < 1) {
                validateIfDue(share);
                saveCheckpointIfDue(step, seconds);
            }
        }
        Figure validation = validate();
        write(job.trained());
        job.listener().accept(new TrainingEvent.Finished(stepper.optimizer().steps(), seconds()));
        return new Trained(stepper.optimizer().steps(), seconds(), job.trained(), validation.interval());
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    private double share(long step, double seconds) {
        return job.countsSteps() ? step / (double) job.plan().optimization().steps() : seconds / secondsAllowed;
    }

    private double secondsLeft(double share, double seconds) {
        return job.countsSteps() ? seconds / share * (1 - share) : Math.max(0, secondsAllowed - seconds);
    }

    private void requireFinite(double loss) {
        if (!Double.isFinite(loss)) {
            throw new PlanException(
                    "the loss is not finite at step %d: training has diverged"
                            .formatted(stepper.optimizer().steps()),
                    Where.of("optimization"),
                    "reduce optimization.learningRate and optimization.muonLearningRate in the plan");
        }
    }

    private void validateIfDue(double share) {
        long due = (long) (VALIDATIONS * share);
        if (due > validated) {
            validated = due;
            double next = Math.max(job.validationSeconds(), validationSeconds / due);
            if (job.countsSteps() || validationSeconds + next <= VALIDATION_TIME_SHARE * secondsAllowed) {
                validate();
            }
        }
    }

    /** For monitoring only: the final model is kept, after the learning rate has decreased to zero, as in nnU-Net. */
    private Figure validate() {
        double start = seconds();
        Figure figure = job.validation().score(network, stepper.lanes());
        validationSeconds += seconds() - start;
        if (figure.interval().n() > 0) {
            job.listener()
                    .accept(new TrainingEvent.Validated(stepper.optimizer().steps(), seconds(), figure));
        }
        return figure;
    }

    private void saveCheckpointIfDue(long step, double seconds) {
        boolean due = job.countsSteps()
                ? step % Math.ceilDiv(job.plan().optimization().steps(), CHECKPOINTS_BY_STEPS) == 0
                : seconds - checkpointed >= CHECKPOINT_SECONDS;
        if (due) {
            checkpointed = seconds;
            write(job.last());
        }
    }

    private void write(Path file) {
        Progress progress = new Progress(stepper.optimizer().steps(), seconds(), secondsAllowed);
        ModelFile.writeCheckpoint(
                file, job.plan(), job.provenance(), weights, stepper.optimizer().state(), progress.json());
    }

    @Override
    public void close() {
        loader.close();
        stepper.close();
    }
}
