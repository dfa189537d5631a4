package klarsyn.tensor;

/**
 * Cores and accelerator that a study may use; its budget limits memory.
 *
 * @param cores       processor cores, at least 1
 * @param accelerator whether the GPU is used
 */
public record Resources(int cores, Accelerator accelerator) {

    /** Use of the GPU. */
    public enum Accelerator {
        /** The GPU if this build and this machine have one. */
        IF_AVAILABLE,
        /** The processor only. */
        NEVER
    }

    /** Rejects fewer than one core. */
    public Resources {
        if (cores < 1) {
            throw new IllegalArgumentException("cores is " + cores + ", must be at least 1");
        }
    }

    /** Everything available to the process. */
    public static Resources available() {
        return new Resources(Engine.cores(), Accelerator.IF_AVAILABLE);
    }

    /** A copy with another number of cores. */
    public Resources withCores(int other) {
        return new Resources(other, accelerator);
    }

    /** A copy without the GPU. */
    public Resources withoutAccelerator() {
        return new Resources(cores, Accelerator.NEVER);
    }

    /** The device for tensors; detecting a GPU loads libtorch. */
    public Device device() {
        return switch (accelerator) {
            case IF_AVAILABLE -> Device.best();
            case NEVER -> Device.CPU;
        };
    }
}
