package klarsyn.tensor;

/**
 * What a study may use of the machine; its memory is limited by its budget.
 *
 * @param cores       processor cores, at least 1
 * @param accelerator whether the GPU is used
 */
public record Resources(int cores, Accelerator accelerator) {

    /** Use of the GPU. */
    public enum Accelerator {
        /** The GPU if this build and this machine have one. */
        IF_AVAILABLE,
        /** The processor alone. */
        NEVER
    }

    /** Checks the number of cores. */
    public Resources {
        if (cores < 1) {
            throw new IllegalArgumentException("cores is " + cores + ", must be at least 1");
        }
    }

    /** All that the process may use. */
    public static Resources available() {
        return new Resources(Engine.cores(), Accelerator.IF_AVAILABLE);
    }

    /** The same with another number of cores. */
    public Resources withCores(int other) {
        return new Resources(other, accelerator);
    }

    /** The same without the GPU. */
    public Resources withoutAccelerator() {
        return new Resources(cores, Accelerator.NEVER);
    }

    /** Where tensors lie; looking for the GPU loads libtorch. */
    public Device device() {
        return switch (accelerator) {
            case IF_AVAILABLE -> Device.best();
            case NEVER -> Device.CPU;
        };
    }
}
