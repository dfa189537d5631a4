package klarsyn.plan;

import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.InstructionSet;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;

/**
 * Device, precision and parallelism. Device, precision and layout affect only speed and, within rounding, results. So
 * do lanes, unless a loss combines samples.
 *
 * @param device    of the tensors
 * @param precision of convolutions; weights are stored in FP32
 * @param layout    memory order of an image
 * @param lanes     threads that process one sample each; 1 for one thread that uses all cores per operation
 * @param batch     samples per step
 */
public record Compute(Device device, Precision precision, Layout layout, int lanes, int batch) {

    private static final int MAX_LANES = 2;

    /** The best configuration without measurement. */
    public static Compute unmeasured(Resources resources, int batch) {
        Device device = resources.device();
        Precision precision = device == Device.GPU || Engine.hasFastBf16() ? Precision.BF16 : Precision.FP32;
        int lanes = device == Device.GPU ? 1 : Math.min(MAX_LANES, resources.cores());
        return new Compute(device, precision, Layout.CONTIGUOUS, lanes, batch);
    }

    /**
     * The same as far as this machine can: on the CPU if it lacks the required GPU, and in FP32 if its processor has no
     * matrix instructions for BF16, where FP32 is faster, often many times.
     */
    public Compute available() {
        if (device == Device.GPU && Device.best() == Device.GPU) {
            return this;
        }
        boolean keeps =
                precision == Precision.FP32 || InstructionSet.ofThisMachine().contains(InstructionSet.AMX_BF16);
        return keeps
                ? new Compute(Device.CPU, precision, layout, lanes, batch)
                : new Compute(Device.CPU, Precision.FP32, Layout.CHANNELS_LAST, lanes, batch);
    }

    /** With other numbers. */
    public Compute withPrecision(Precision other) {
        return new Compute(device, other, layout, lanes, batch);
    }

    /** A copy with another memory layout. */
    public Compute withLayout(Layout other) {
        return new Compute(device, precision, other, lanes, batch);
    }

    /** With another number of lanes. */
    public Compute withLanes(int other) {
        return new Compute(device, precision, layout, other, batch);
    }

    /** With another batch size. */
    public Compute withBatch(int other) {
        return new Compute(device, precision, layout, lanes, other);
    }
}
