package klarsyn.plan;

import klarsyn.tensor.Device;
import klarsyn.tensor.Engine;
import klarsyn.tensor.Layout;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Resources;

/**
 * How the machine computes; device, precision and layout change the speed and, within rounding, nothing
 * else; so do lanes, unless a loss sees samples together.
 *
 * @param device    where tensors lie
 * @param precision of convolutions; weights are kept in FP32
 * @param layout    order of the numbers of an image in memory
 * @param lanes     threads that take a sample each; 1 means one thread that uses all cores for each operation
 * @param batch     samples a step
 */
public record Compute(Device device, Precision precision, Layout layout, int lanes, int batch) {

    private static final int MOST_LANES = 2;

    /** The way to compute that is best without a measurement. */
    public static Compute unmeasured(Resources resources, int batch) {
        Device device = resources.device();
        Precision precision = device == Device.GPU || Engine.hasFastBf16() ? Precision.BF16 : Precision.FP32;
        int lanes = device == Device.GPU ? 1 : Math.min(MOST_LANES, resources.cores());
        return new Compute(device, precision, Layout.CONTIGUOUS, lanes, batch);
    }

    /** The same on the processor if this machine lacks the graphics processor that it asks for. */
    public Compute available() {
        return device == Device.GPU && Device.best() != Device.GPU
                ? new Compute(Device.CPU, precision, layout, lanes, batch)
                : this;
    }

    /** The same with other numbers. */
    public Compute withPrecision(Precision other) {
        return new Compute(device, other, layout, lanes, batch);
    }

    /** The same with another order in memory. */
    public Compute withLayout(Layout other) {
        return new Compute(device, precision, other, lanes, batch);
    }

    /** The same with another batch. */
    public Compute withBatch(int other) {
        return new Compute(device, precision, layout, lanes, other);
    }
}
