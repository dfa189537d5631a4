package klarsyn.workflow;

import klarsyn.model.LoadedCheckpoint;
import klarsyn.train.Fitting;
import klarsyn.train.SampleTarget;
import klarsyn.train.Trainer;
import klarsyn.train.TrainingJob;

/**
 * Prepared training cases; closing frees them.
 *
 * @param fitting objective of the network
 * @param cases   memory that the sampler reads from
 */
record PreparedTraining<T extends SampleTarget>(Fitting<T> fitting, Runnable cases) implements AutoCloseable {

    Trainer.Trained train(TrainingJob job) {
        return Trainer.train(job, fitting);
    }

    Trainer.Trained resume(TrainingJob job, LoadedCheckpoint checkpoint) {
        return Trainer.resume(job, fitting, checkpoint);
    }

    @Override
    public void close() {
        cases.run();
    }
}
