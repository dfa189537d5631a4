package klarsyn.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A native array with the operations that Klarsyn's networks, losses and optimizers use.
 *
 * <p>A tensor created inside a {@link Scope} is freed with that scope. Image axes are {@code [N, C, D, H, W]} with W
 * fastest, which is x of a volume. Operations named {@code …InPlace} modify this tensor; the others return a new one.
 * All throw {@link TensorException} when shapes do not fit and {@link IllegalStateException} when no scope is open or
 * the tensor's owner is closed.
 */
public final class Tensor {

    private final org.bytedeco.pytorch.Tensor handle;
    private volatile Owner owner;
    private final long[] shape;

    Tensor(org.bytedeco.pytorch.Tensor handle, Owner owner) {
        this.handle = handle;
        this.owner = owner;
        this.shape = handle.sizes().vec().get();
    }

    // ---- from and to the Java heap

    /** Copies an array into a new FP32 tensor on the CPU. */
    public static Tensor of(float[] values, long... shape) {
        if (values.length != count(shape)) {
            throw new IllegalArgumentException(
                    "%d values do not fill %s".formatted(values.length, Arrays.toString(shape)));
        }
        Tensor tensor = filled("of", 0, shape, Precision.FP32, Device.CPU, Fill.NOT_AT_ALL);
        MemorySegment.copy(values, 0, tensor.bytes(), ValueLayout.JAVA_FLOAT, 0, values.length);
        return tensor;
    }

    /** FP32 zeros on the CPU. */
    public static Tensor zeros(long... shape) {
        return filled("zeros", 0, shape, Precision.FP32, Device.CPU, Fill.WITH_VALUE);
    }

    /** The identity matrix {@code [size, size]} in the precision of this tensor, on its device. */
    public Tensor identityLike(long size) {
        return call("identityLike", h -> torch.eye(size, h.options()));
    }

    /** Zeros of the same shape, precision and device as this tensor. */
    public Tensor zerosLike() {
        return filled("zerosLike", 0, shape, precision(), device(), Fill.WITH_VALUE);
    }

    private enum Fill {
        WITH_VALUE,
        NOT_AT_ALL
    }

    private static Tensor filled(
            String operation, double value, long[] shape, Precision precision, Device device, Fill fill) {
        return Natives.call(operation, () -> {
            TensorOptions options = new TensorOptions(precision.scalar())
                    .device(new org.bytedeco.pytorch.DeviceOptional(device.handle()));
            return switch (fill) {
                case WITH_VALUE -> torch.full(shape, new Scalar(value), options);
                case NOT_AT_ALL -> torch.empty(shape, options, new MemoryFormatOptional());
            };
        });
    }

    /** A heap copy of the values, in FP32, last axis fastest. */
    public float[] toFloatArray() {
        try (Scope _ = Scope.open("toFloatArray")) {
            return to(Device.CPU)
                    .to(Precision.FP32)
                    .detach()
                    .contiguous()
                    .bytes()
                    .toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    /** The value of a tensor with a single element. */
    public double item() {
        return Natives.get("item", () -> handle("item").item_double(), this);
    }

    /**
     * The tensor's own memory, for writing weights: valid while its owner is open; the tensor must be contiguous and on
     * the CPU.
     */
    @SuppressWarnings("restricted") // libtorch allocates outside the heap, so the size comes from libtorch
    public MemorySegment bytes() {
        org.bytedeco.pytorch.Tensor mine = handle("bytes");
        if (!mine.is_contiguous() || device() != Device.CPU) {
            throw new IllegalStateException("bytes: " + this + " is not contiguous on the CPU");
        }
        return elements() == 0 // libtorch has no address for an empty tensor
                ? MemorySegment.NULL
                : MemorySegment.ofAddress(mine.data_ptr().address()).reinterpret(mine.nbytes());
    }

    // ---- properties

    /** Number of elements along each axis. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of elements along one axis. */
    public long size(int axis) {
        return shape[axis];
    }

    /** Number of axes. */
    public int dimensions() {
        return shape.length;
    }

    /** Number of elements. */
    public long elements() {
        return count(shape);
    }

    /** Number format of the elements. */
    public Precision precision() {
        ScalarType type = handle("precision").scalar_type().intern();
        return switch (type) {
            case Float -> Precision.FP32;
            case BFloat16 -> Precision.BF16;
            default -> throw new IllegalStateException("precision: a tensor of " + type);
        };
    }

    /** The device that stores it. */
    public Device device() {
        return handle("device").is_cuda() ? Device.GPU : Device.CPU;
    }

    /** The same values in another precision; this tensor if it has that precision. */
    public Tensor to(Precision precision) {
        return handle("to").scalar_type().intern() == precision.scalar()
                ? this
                : call("to", h -> h.to(precision.scalar()));
    }

    /** The same values on another device; this tensor if it is there already. */
    public Tensor to(Device device) {
        return device() == device ? this : call("to", h -> h.to(device.handle(), h.scalar_type()));
    }

    /** The same values in another memory layout. */
    public Tensor to(Layout layout) {
        return switch (layout) {
            case CONTIGUOUS -> contiguous();
            case CHANNELS_LAST -> call("to", Tensor::channelsLast);
        };
    }

    /** A single channel has the same order in both layouts; its strides tell libtorch which one the results shall have. */
    private static org.bytedeco.pytorch.Tensor channelsLast(org.bytedeco.pytorch.Tensor h) {
        org.bytedeco.pytorch.Tensor last = h.contiguous(MemoryFormat.ChannelsLast3d);
        long[] size = last.sizes().vec().get();
        long[] stride = {size[2] * size[3] * size[4], 1, size[3] * size[4], size[4], 1};
        return size[1] == 1 ? last.as_strided(size, stride) : last;
    }

    /** Moves this tensor to another device in place; a parameter remains a leaf. */
    public Tensor moveInPlace(Device device) {
        if (device() != device) {
            Natives.run(
                    "moveInPlace",
                    () -> handle("moveInPlace")
                            .set_data(handle("moveInPlace")
                                    .to(device.handle(), handle("moveInPlace").scalar_type())),
                    this);
        }
        return this;
    }

    // ---- gradients

    /** A leaf with the same values in its own memory, for which gradients are recorded. */
    public Tensor asParameter() {
        return call("asParameter", h -> h.detach().clone().set_requires_grad(true));
    }

    /** The same memory without gradient history. */
    public Tensor detach() {
        return call("detach", org.bytedeco.pytorch.Tensor::detach);
    }

    // ---- layers

    /**
     * Convolution of {@code [N, C, D, H, W]} with a weight {@code [out, C, d, h, w]} (cross-correlation, as PyTorch),
     * with the weight converted to this tensor's precision.
     */
    public Tensor convolve(Tensor weight, long[] stride, long[] padding) {
        return convolved("convolve", weight, List.of(), (w, b) -> Convolutions.forward(handle, w, b, stride, padding));
    }

    /** As {@link #convolve(Tensor, long[], long[])}, with a bias {@code [out]}. */
    public Tensor convolve(Tensor weight, Tensor bias, long[] stride, long[] padding) {
        return convolved(
                "convolve", weight, List.of(bias), (w, b) -> Convolutions.forward(handle, w, b, stride, padding));
    }

    /** Transposed convolution with a weight {@code [C, out, d, h, w]} whose kernel equals its stride: no padding. */
    public Tensor convolveTransposed(Tensor weight, long[] stride) {
        return convolved(
                "convolveTransposed", weight, List.of(), (w, b) -> Convolutions.transposed(handle, w, b, stride));
    }

    /** As {@link #convolveTransposed(Tensor, long[])}, with a bias {@code [out]}. */
    public Tensor convolveTransposed(Tensor weight, Tensor bias, long[] stride) {
        return convolved(
                "convolveTransposed", weight, List.of(bias), (w, b) -> Convolutions.transposed(handle, w, b, stride));
    }

    @FunctionalInterface
    private interface Convolving {
        org.bytedeco.pytorch.Tensor with(org.bytedeco.pytorch.Tensor weight, TensorOptional bias);
    }

    /** In a scope of its own, since converted weights and intermediate results may be large. */
    private Tensor convolved(String operation, Tensor weight, List<Tensor> biases, Convolving body) {
        Scope.innermost(operation);
        handle(operation);
        try (Scope scope = Scope.open(operation)) {
            List<Tensor> operands = new java.util.ArrayList<>(List.of(this, weight));
            operands.addAll(biases);
            Tensor cast = weight.to(precision());
            TensorOptional bias = biases.isEmpty()
                    ? new TensorOptional()
                    : new TensorOptional(biases.getFirst().to(precision()).handle(operation));
            return scope.keep(Natives.call(
                    operation, () -> body.with(cast.handle(operation), bias), operands.toArray(Tensor[]::new)));
        }
    }

    private static final long[] ONES = {1, 1, 1};
    private static final long[] NONE = {0, 0, 0};

    /**
     * Instance normalization with scale and shift per channel, ε = 1e-5, biased variance (Ulyanov et al., 2016).
     *
     * <p>Computed as group normalization with one group per channel, which is equivalent: libtorch's instance norm
     * returns a view, so a following in-place activation costs two copies of the map in the backward pass. With channels
     * last, whose group normalization has a slow backward pass, computed as batch normalization of each sample.
     */
    public Tensor instanceNorm(Tensor scale, Tensor shift) {
        return Natives.call(
                "instanceNorm",
                () -> Normalizations.ofSamples(
                        handle("instanceNorm"), scale.handle("instanceNorm"), shift.handle("instanceNorm")),
                this,
                scale,
                shift);
    }

    /** Batch normalization of each channel with scale and shift, ε = 1e-5 (Ioffe and Szegedy, 2015). */
    public Tensor batchNorm(Tensor scale, Tensor shift) {
        return batchNorm("batchNorm", scale, shift, List.of(), true, 0);
    }

    /** As {@link #batchNorm(Tensor, Tensor)}, updating the running mean and variance in place. */
    public Tensor batchNorm(Tensor scale, Tensor shift, Tensor mean, Tensor variance, double share) {
        return batchNorm("batchNorm", scale, shift, List.of(mean, variance), true, share);
    }

    /** Normalization of each channel with a given mean and variance, ε = 1e-5. */
    public Tensor normalized(Tensor scale, Tensor shift, Tensor mean, Tensor variance) {
        return batchNorm("normalized", scale, shift, List.of(mean, variance), false, 0);
    }

    private Tensor batchNorm(
            String operation, Tensor scale, Tensor shift, List<Tensor> statistics, boolean own, double share) {
        List<TensorOptional> given = statistics.stream()
                .map(statistic -> new TensorOptional(statistic.handle(operation)))
                .toList();
        return Natives.call(
                operation,
                () -> torch.batch_norm(
                        handle(operation),
                        new TensorOptional(scale.handle(operation)),
                        new TensorOptional(shift.handle(operation)),
                        given.isEmpty() ? new TensorOptional() : given.getFirst(),
                        given.isEmpty() ? new TensorOptional() : given.getLast(),
                        own,
                        share,
                        1e-5,
                        false),
                this,
                scale,
                shift);
    }

    /** Average pooling over {@code step[0] × step[1] × step[2]} voxels of {@code [N, C, D, H, W]}. */
    public Tensor averagePool(long[] step) {
        return call("averagePool", h -> {
            if (step[0] == 1) {
                long[] plane = {step[1], step[2]};
                org.bytedeco.pytorch.Tensor slices = torch.avg_pool2d(
                        h.flatten(1, 2), plane, plane, new long[] {0, 0}, false, true, new LongOptional());
                return slices.unflatten(1, new long[] {size(1), size(2)});
            }
            // libtorch has no 3-D average pooling in BF16
            return torch.avg_pool3d(h.to(ScalarType.Float), step, step, NONE, false, true, new LongOptional())
                    .to(h.scalar_type());
        });
    }

    /** Resizes {@code [N, C, D, H, W]} by linear interpolation (half-pixel centers). */
    public Tensor interpolate(long depth, long height, long width) {
        return call("interpolate", h -> torch.upsample_trilinear3d(h, new long[] {depth, height, width}, false));
    }

    /** max(x, slope · x), in place. */
    public Tensor leakyReluInPlace(double slope) {
        Natives.run("leakyReluInPlace", () -> torch.leaky_relu_(handle("leakyReluInPlace"), new Scalar(slope)), this);
        return this;
    }

    /** Softmax along an axis, computed and returned in FP32. */
    public Tensor softmax(int axis) {
        return call("softmax", h -> torch.softmax(h, axis, new ScalarTypeOptional(ScalarType.Float)));
    }

    /** Logarithm of the softmax along an axis, computed and returned in FP32. */
    public Tensor logSoftmax(int axis) {
        return call("logSoftmax", h -> torch.log_softmax(h, axis, new ScalarTypeOptional(ScalarType.Float)));
    }

    /** Sigmoid, 1 / (1 + e⁻ˣ), computed and returned in FP32. */
    public Tensor sigmoid() {
        return call("sigmoid", h -> h.to(ScalarType.Float).sigmoid());
    }

    /** Softplus, log(1 + eˣ), computed and returned in FP32; x itself above 20. */
    public Tensor softplus() {
        return call("softplus", h -> torch.softplus(h.to(ScalarType.Float)));
    }

    /** Binary cross-entropy of logits and targets from 0 to 1, numerically stable. */
    public Tensor binaryCrossEntropy(Tensor truth) {
        return Natives.call(
                "binaryCrossEntropy",
                () -> torch.binary_cross_entropy_with_logits(
                        handle("binaryCrossEntropy"),
                        truth.handle("binaryCrossEntropy"),
                        new TensorOptional(),
                        new TensorOptional(),
                        0),
                this,
                truth);
    }

    /** Maximum pooling of {@code [N, C, D, H, W]}; padding counts as −∞ and is at most half a window. */
    public Tensor maxPool(long[] kernel, long[] stride, long[] padding) {
        return call("maxPool", h -> torch.max_pool3d(h, kernel, stride, padding, ONES, false));
    }

    // ---- shape

    /** The same elements under another shape. */
    public Tensor reshape(long... to) {
        return call("reshape", h -> h.reshape(to));
    }

    /** Swaps two axes. */
    public Tensor transpose(int first, int second) {
        return call("transpose", h -> h.transpose(first, second));
    }

    /** {@code length} elements of an axis from {@code start}: a view. */
    public Tensor narrow(int axis, long start, long length) {
        return call("narrow", h -> h.narrow(axis, start, length));
    }

    /** Every {@code step}-th element of an axis from {@code start}: a view. */
    public Tensor every(int axis, long start, long step) {
        return call("every", h -> h.slice(axis, new LongOptional(start), new LongOptional(), step));
    }

    /** The same elements repeated along axes of length 1: a view. */
    public Tensor expand(long... to) {
        return call("expand", h -> h.expand(to));
    }

    /** Flips axes. */
    public Tensor flip(long... axes) {
        return call("flip", h -> h.flip(axes));
    }

    /** The same elements, contiguous in memory. */
    public Tensor contiguous() {
        return call("contiguous", org.bytedeco.pytorch.Tensor::contiguous);
    }

    /** Joins tensors along an axis. */
    public static Tensor concatenate(int axis, List<Tensor> parts) {
        return Natives.call(
                "concatenate", () -> torch.cat(vector("concatenate", parts), axis), parts.toArray(Tensor[]::new));
    }

    /**
     * One-hot encoding of {@code [N, 1, …]} as {@code [N, classes, …]} in FP32: 1 where the element equals the class,
     * else 0.
     */
    public Tensor oneHot(int classes) {
        return Natives.call(
                "oneHot",
                () -> {
                    org.bytedeco.pytorch.Tensor[] planes = new org.bytedeco.pytorch.Tensor[classes];
                    for (int k = 0; k < classes; k++) {
                        planes[k] = handle("oneHot").eq(new Scalar(k)).to(ScalarType.Float);
                    }
                    return torch.cat(new TensorVector(planes), 1);
                },
                this);
    }

    // ---- labels and masks

    /**
     * A mask of this tensor's shape and memory layout, {@code [N, C, …]}: true where the label, {@code [N, 1, …]},
     * equals the channel number; false in all channels for other labels.
     */
    public Tensor maskOf(Tensor labels) {
        return isChannel("maskOf", labels, ScalarType.Bool);
    }

    /** As {@link #maskOf}, with the numbers 1 and 0 in FP32: faster to multiply by, four times the memory. */
    public Tensor oneHotOf(Tensor labels) {
        return isChannel("oneHotOf", labels, ScalarType.Float);
    }

    private Tensor isChannel(String operation, Tensor labels, ScalarType type) {
        return Natives.call(
                operation,
                () -> {
                    long[] alongChannels = new long[shape.length];
                    Arrays.fill(alongChannels, 1);
                    alongChannels[1] = size(1);
                    org.bytedeco.pytorch.Tensor result =
                            torch.empty_like(handle(operation).detach(), options(type), new MemoryFormatOptional());
                    org.bytedeco.pytorch.Tensor channels = torch.arange(new Scalar(size(1)), options(ScalarType.Float))
                            .reshape(alongChannels);
                    return torch.eq_out(result, labels.handle(operation), channels);
                },
                this,
                labels);
    }

    /** A mask of the elements that equal one of the given numbers. */
    public Tensor isAnyOf(List<Integer> numbers) {
        return call("isAnyOf", h -> {
            org.bytedeco.pytorch.Tensor found = torch.zeros_like(h).to(ScalarType.Bool);
            for (int number : numbers) {
                found = found.logical_or(h.eq(new Scalar(number)));
            }
            return found;
        });
    }

    /** Whether the elements are booleans. */
    public boolean isMask() {
        return handle("isMask").scalar_type().intern() == ScalarType.Bool;
    }

    /** The inverted mask. */
    public Tensor not() {
        return call("not", h -> h.logical_not());
    }

    /** The elements where a mask of this shape, or one that broadcasts to it, is true; 0 elsewhere, even for NaN. */
    public Tensor where(Tensor mask) {
        return where(mask, 0);
    }

    /** The elements where a mask of this shape, or one that broadcasts to it, is true; a number elsewhere. */
    public Tensor where(Tensor mask, double otherwise) {
        return Natives.call(
                "where", () -> torch.where(mask.handle("where"), handle("where"), new Scalar(otherwise)), this, mask);
    }

    /** Gathers the channel named by the label: {@code [N, C, …]} and labels {@code [N, 1, …]} to {@code [N, 1, …]}. */
    public Tensor atLabel(Tensor labels) {
        return Natives.call(
                "atLabel",
                () -> handle("atLabel").gather(1, labels.handle("atLabel").to(ScalarType.Long)),
                this,
                labels);
    }

    /** The elements of this 1-D tensor at the given positions, in the shape of the positions. */
    public Tensor at(Tensor positions) {
        return Natives.call("at", () -> handle("at").take(positions.handle("at").to(ScalarType.Long)), this, positions);
    }

    /** Counts of each number below {@code classes} per sample, {@code [N, …]} to {@code [N, classes]}; exact to 2²⁴. */
    public Tensor countLabels(int classes) {
        return call("countLabels", h -> {
            long samples = size(0);
            org.bytedeco.pytorch.Tensor first = torch.arange(new Scalar(samples), options(ScalarType.Long))
                    .mul(new Scalar(classes))
                    .reshape(samples, 1);
            org.bytedeco.pytorch.Tensor numbers =
                    h.reshape(samples, -1).to(ScalarType.Long).add(first).reshape(-1);
            return torch.bincount(numbers, new TensorOptional(), samples * classes)
                    .to(ScalarType.Float)
                    .reshape(samples, classes);
        });
    }

    // ---- arithmetic

    /** Element-wise sum. */
    public Tensor add(Tensor other) {
        return Natives.call("add", () -> handle("add").add(other.handle("add")), this, other);
    }

    /** Each element plus a number. */
    public Tensor add(double value) {
        return call("add", h -> h.add(new Scalar(value)));
    }

    /** Element-wise product. */
    public Tensor multiply(Tensor other) {
        return Natives.call("multiply", () -> handle("multiply").mul(other.handle("multiply")), this, other);
    }

    /** Element-wise difference. */
    public Tensor subtract(Tensor other) {
        return Natives.call("subtract", () -> handle("subtract").sub(other.handle("subtract")), this, other);
    }

    /** Each element times a number. */
    public Tensor multiply(double value) {
        return call("multiply", h -> h.mul(new Scalar(value)));
    }

    /** Element-wise quotient. */
    public Tensor divide(Tensor other) {
        return Natives.call("divide", () -> handle("divide").div(other.handle("divide")), this, other);
    }

    /** e to the power of each element. */
    public Tensor exp() {
        return call("exp", org.bytedeco.pytorch.Tensor::exp);
    }

    /** Natural logarithm of each element. */
    public Tensor log() {
        return call("log", org.bytedeco.pytorch.Tensor::log);
    }

    /** Each element to the power of a number. */
    public Tensor power(double exponent) {
        return call("power", h -> h.pow(new Scalar(exponent)));
    }

    /** Each element, clamped from below. */
    public Tensor atLeast(double least) {
        return call("atLeast", h -> h.clamp_min(new Scalar(least)));
    }

    /** Each element, clamped from above. */
    public Tensor atMost(double most) {
        return call("atMost", h -> h.clamp_max(new Scalar(most)));
    }

    /** Element-wise maximum. */
    public Tensor maximum(Tensor other) {
        return Natives.call("maximum", () -> torch.maximum(handle("maximum"), other.handle("maximum")), this, other);
    }

    /** The given number of largest elements, unordered. */
    public Tensor largest(long count) {
        return call("largest", h -> h.reshape(-1).topk(count, 0, true, false).get0());
    }

    /** Largest element along an axis, which is removed. */
    public Tensor maximum(int axis) {
        return call("maximum", h -> h.amax(new long[] {axis}, false));
    }

    /** Sum over axes, which are removed. */
    public Tensor sum(long... axes) {
        return call("sum", h -> h.sum(axes, false, new ScalarTypeOptional()));
    }

    /** Sum of all elements. */
    public Tensor sum() {
        return call("sum", org.bytedeco.pytorch.Tensor::sum);
    }

    /** Mean of all elements. */
    public Tensor mean() {
        return call("mean", org.bytedeco.pytorch.Tensor::mean);
    }

    /** Square root of the sum of squares of all elements. */
    public Tensor norm() {
        return call("norm", org.bytedeco.pytorch.Tensor::norm);
    }

    /** Matrix product {@code [a, b] · [b, c]}. */
    public Tensor matmul(Tensor other) {
        return Natives.call("matmul", () -> handle("matmul").matmul(other.handle("matmul")), this, other);
    }

    /** Index of the largest element along an axis, which is removed, as FP32 numbers; the first of equal elements. */
    public Tensor argmax(int axis) {
        return call(
                "argmax", h -> torch.argmax(h, new LongOptional(axis), false).to(ScalarType.Float));
    }

    // ---- in place, for optimizers and accumulators

    /** this ← this + factor · other. */
    public Tensor addInPlace(Tensor other, double factor) {
        Natives.run(
                "addInPlace",
                () -> handle("addInPlace").add_(other.handle("addInPlace"), new Scalar(factor)),
                this,
                other);
        return this;
    }

    /** Sets all elements to zero. */
    public Tensor zeroInPlace() {
        Natives.run("zeroInPlace", () -> handle("zeroInPlace").zero_(), this);
        return this;
    }

    /** this ← factor · this. */
    public Tensor multiplyInPlace(double factor) {
        Natives.run("multiplyInPlace", () -> handle("multiplyInPlace").mul_(new Scalar(factor)), this);
        return this;
    }

    /** this ← this + factor · a · b. */
    public Tensor addProductInPlace(Tensor a, Tensor b, double factor) {
        Natives.run(
                "addProductInPlace",
                () -> handle("addProductInPlace")
                        .addcmul_(a.handle("addProductInPlace"), b.handle("addProductInPlace"), new Scalar(factor)),
                this,
                a,
                b);
        return this;
    }

    /** this ← this + factor · a / (√b + ε). */
    public Tensor addQuotientOfRootInPlace(Tensor a, Tensor b, double epsilon, double factor) {
        Natives.run(
                "addQuotientOfRootInPlace",
                () -> handle("addQuotientOfRootInPlace")
                        .addcdiv_(
                                a.handle("addQuotientOfRootInPlace"),
                                b.handle("addQuotientOfRootInPlace").sqrt().add_(new Scalar(epsilon)),
                                new Scalar(factor)),
                this,
                a,
                b);
        return this;
    }

    /** this ← other, converted to this tensor's precision and device. */
    public Tensor copyInPlace(Tensor other) {
        Natives.run("copyInPlace", () -> handle("copyInPlace").copy_(other.handle("copyInPlace")), this, other);
        return this;
    }

    // ---- package-private

    org.bytedeco.pytorch.Tensor handle(String operation) {
        if (owner.isClosed()) {
            throw new IllegalStateException(
                    "%s: the tensor %s is gone: its owner, %s, is closed; keep it with Scope.keep or a Holding"
                            .formatted(operation, Arrays.toString(shape), owner.name()));
        }
        return handle;
    }

    boolean isOwnedBy(Owner other) {
        return owner.equals(other);
    }

    Tensor ownedBy(Owner other) {
        owner = other;
        return this;
    }

    private TensorOptions options(ScalarType type) {
        return new TensorOptions(type).device(new org.bytedeco.pytorch.DeviceOptional(device().handle()));
    }

    private Tensor call(String operation, java.util.function.UnaryOperator<org.bytedeco.pytorch.Tensor> body) {
        return Natives.call(operation, () -> body.apply(handle(operation)), this);
    }

    private static TensorVector vector(String operation, List<Tensor> parts) {
        return new TensorVector(
                parts.stream().map(part -> part.handle(operation)).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        if (owner.isClosed()) {
            return Arrays.toString(shape) + " (gone)";
        }
        return "%s %s"
                .formatted(
                        handle.scalar_type().intern().name().toLowerCase(java.util.Locale.ROOT),
                        Arrays.toString(shape));
    }
}
