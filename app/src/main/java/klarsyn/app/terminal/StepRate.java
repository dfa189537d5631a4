package klarsyn.app.terminal;

/** Steps per second, over the training so far in this process. */
final class StepRate {

    private final long fromStep;
    private final long start = System.nanoTime();

    StepRate(long fromStep) {
        this.fromStep = fromStep;
    }

    double at(long step) {
        return (step - fromStep) / ((System.nanoTime() - start) / 1e9);
    }
}
