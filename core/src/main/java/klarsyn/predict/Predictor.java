package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Shape;
import klarsyn.image.Volume;
import klarsyn.nn.Mode;
import klarsyn.nn.UNet;
import klarsyn.plan.Plan;
import klarsyn.plan.Prepared;
import klarsyn.tensor.Autograd;
import klarsyn.tensor.Device;
import klarsyn.tensor.Precision;
import klarsyn.tensor.Tensor;

/**
 * Labels images with a network, in their own grids.
 *
 * <p>An image is turned, resampled and normalised as the plan says, seen window by window, and its logits are brought
 * back to the image's grid before the largest one gives the label. Of the logits only a slab as deep as a window is
 * held. A prediction runs in the thread that asks for it; several threads may share one predictor.
 */
public final class Predictor {

    private final Plan plan;
    private final UNet network;
    private final int classes;

    private Predictor(Plan plan, UNet network, int classes) {
        this.plan = plan;
        this.network = network;
        this.classes = classes;
    }

    /** A predictor that borrows the network's weights: they must stay open while it predicts. */
    public static Predictor of(Plan plan, UNet network) {
        return new Predictor(plan, network, plan.task().labels().classes());
    }

    /**
     * Labels one image.
     *
     * @param channels the image's channels in the order of the plan's modalities, on one grid
     * @return labels on exactly that grid
     * @throws DataException if the channels are not as many as the model's, or on different grids
     */
    public Prediction predict(List<Volume> channels) {
        requireChannels(channels);
        Prepared prepared = plan.preprocessing().apply(channels);
        Shape shape = prepared.grid().shape();
        Shape kept = prepared.kept();
        short[] labels = new short[kept.voxels()];
        SliceSink sink = new LargestLogit(classes, labels);
        slide(prepared.channels(), shape.equals(kept) ? sink : new ResampledSlices(shape, kept, classes, sink));
        return new Prediction(prepared.restore(labels));
    }

    private void requireChannels(List<Volume> channels) {
        if (channels.size() != plan.modalities().size()) {
            throw new DataException(
                    "the image has %d channels, the model was trained on %d"
                            .formatted(channels.size(), plan.modalities().size()),
                    Where.of("image"),
                    "give one file each of " + String.join(", ", plan.modalities()) + ", in this order");
        }
        for (Volume channel : channels) {
            channel.geometry().differenceFrom(channels.getFirst().geometry()).ifPresent(difference -> {
                throw new DataException(
                        "the channels lie on different grids, one of them against the first: " + difference,
                        Where.of("image"),
                        "resample them onto the grid of the first");
            });
        }
    }

    /** Sees the prepared image window by window and hands its logits to the sink slice by slice. */
    private void slide(List<Volume> image, SliceSink sink) {
        Shape shape = image.getFirst().shape();
        int[] sizes = {shape.z(), shape.y(), shape.x()};
        int[] window = window(shape, sizes);
        int[][] starts = new int[3][];
        for (int axis = 0; axis < 3; axis++) {
            starts[axis] = starts(sizes[axis], window[axis]);
        }
        boolean alone = starts[0].length * starts[1].length * starts[2].length == 1;
        float[] importance =
                alone ? Importance.uniform(window[0] * window[1] * window[2]) : Importance.gaussian(window);
        SlabAccumulator slab = new SlabAccumulator(shape, classes, window[0], sink);
        for (int d : starts[0]) {
            slab.finishBefore(d);
            for (int h : starts[1]) {
                for (int w : starts[2]) {
                    Window place = new Window(d, h, w, window[0], window[1], window[2]);
                    slab.add(place, logits(place, image), importance);
                }
            }
        }
        slab.finishBefore(shape.z());
    }

    /** Size of the windows along depth, height, width: the patch, or a small image as a whole. */
    private int[] window(Shape shape, int[] sizes) {
        int[] window = new int[3];
        boolean whole = shape.voxels() <= plan.inference().wholeImageVoxels();
        for (int axis = 0; axis < 3; axis++) {
            int divisor = plan.network().divisor(axis);
            window[axis] = whole
                    ? (sizes[axis] + divisor - 1) / divisor * divisor
                    : plan.patch().sizes().get(axis);
        }
        return window;
    }

    /** Starts along an axis; an image smaller than the window lies in its middle, the extra voxel at the end. */
    private int[] starts(int image, int window) {
        if (image < window) {
            return new int[] {-((window - image) / 2)};
        }
        return WindowSteps.along(image, window, plan.inference().stepShare());
    }

    /** {@code [class][d][h][w]}, the mean over the mirror images that the plan asks for. */
    private float[] logits(Window window, List<Volume> image) {
        try (Autograd _ = Autograd.off()) {
            Device device = network.heads().getFirst().weight().device();
            Tensor input = window.cut(image).to(device).to(plan.compute().precision());
            List<long[]> mirrorings = mirrorings();
            Tensor sum = forward(input, mirrorings.getFirst());
            for (long[] axes : mirrorings.subList(1, mirrorings.size())) {
                try (Autograd _ = Autograd.off()) {
                    sum.addInPlace(forward(input, axes), 1);
                }
            }
            return sum.multiplyInPlace(1.0 / mirrorings.size()).toFloatArray();
        }
    }

    private Tensor forward(Tensor input, long[] axes) {
        Tensor turned = axes.length == 0 ? input : input.flip(axes);
        Tensor logits = network.forward(turned.to(plan.compute().layout()), Mode.EVALUATE)
                .to(Precision.FP32);
        return axes.length == 0 ? logits : logits.flip(axes);
    }

    /** Every combination of the axes that may be mirrored, none of them first, as axes of {@code [N, C, D, H, W]}. */
    private List<long[]> mirrorings() {
        List<Integer> axes = plan.inference().mirrorAxes();
        List<long[]> combinations = new ArrayList<>();
        for (int bits = 0; bits < 1 << axes.size(); bits++) {
            List<Long> chosen = new ArrayList<>();
            for (int i = 0; i < axes.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    chosen.add(2L + axes.get(i));
                }
            }
            combinations.add(chosen.stream().mapToLong(Long::longValue).toArray());
        }
        return combinations;
    }
}
