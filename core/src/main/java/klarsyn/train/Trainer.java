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
import klarsyn.nn.Weights;
import klarsyn.plan.Plan;
import klarsyn.tensor.Algorithms;
import klarsyn.tensor.Scope;

/**
 * Fits a network to prepared cases, in a time or in a number of steps.
 *
 * <p>By steps, everything depends on plan, cases and seed alone: two runs give the same bits, and so does a run that was
 * killed and resumed. By time, the learning rate ends at zero when the time does; a step counts where its middle lies, so
 * that long steps end at the time in the mean.
 *
 * <p>By steps, libtorch uses {@linkplain Algorithms deterministic algorithms} in the whole process during the training,
 * and what it used before afterwards.
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
     * What a training came to.
     *
     * @param steps   optimizer steps made
     * @param seconds spent in training, earlier parts of a resumed one included
     * @param model   the file of the trained model
     * @param validation its score
     */
    public record Trained(long steps, double seconds, Path model, Interval validation) {}

    /** Steps that had been made when a checkpoint was written. */
    public static long stepOf(LoadedCheckpoint checkpoint) {
        return Progress.parse(checkpoint.trainingJson(), Path.of("last.klarsyn"))
                .step();
    }

    /**
     * Trains from fresh weights.
     *
     * @throws StoppedException if it was stopped; {@link TrainingJob#last()} is then written, to resume from
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
     * Goes on from a checkpoint of the same plan, cases and seed.
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
            double begun = seconds();
            double rate = job.plan().optimization().rate(share);
            double loss = stepper.run(loader.next(), rate);
            requireFinite(loss);
            long step = stepper.optimizer().steps();
            double seconds = seconds();
            share = share(step, seconds + (seconds - begun) / 2);
            job.listener()
                    .accept(new TrainingEvent.StepDone(
                            step, loss, rate, Math.min(1, share), seconds, secondsLeft(share, seconds)));
            job.stop().throwIfRequested();
            if (share < 1) {
                validateIfDue(share);
                checkpointIfDue(step, seconds);
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
                    "lower optimization.learningRate and optimization.muonLearningRate in the plan");
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

    /** Only watches: the model that is kept is the last, whose rate has come down to zero, as nnU-Net keeps it. */
    private Figure validate() {
        double begun = seconds();
        Figure figure = job.validation().score(network, stepper.lanes());
        validationSeconds += seconds() - begun;
        if (figure.interval().n() > 0) {
            job.listener()
                    .accept(new TrainingEvent.Validated(stepper.optimizer().steps(), seconds(), figure));
        }
        return figure;
    }

    private void checkpointIfDue(long step, double seconds) {
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
