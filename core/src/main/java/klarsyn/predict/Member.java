package klarsyn.predict;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.image.Geometry;
import klarsyn.image.Padding;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.resample.ResizeRule;
import klarsyn.nn.Network;
import klarsyn.plan.SegmentationPlan;
import klarsyn.predict.window.ImageAxes;
import klarsyn.predict.window.ImageWindows;
import klarsyn.predict.window.Importance;
import klarsyn.predict.window.NetworkFunction;
import klarsyn.predict.window.Passage;
import klarsyn.predict.window.Route;
import klarsyn.predict.window.SlidingWindow;
import klarsyn.predict.window.WindowSteps;
import klarsyn.prepare.PreprocessedImage;

/**
 * One or more networks with one plan, such as folds, whose logits are averaged.
 *
 * @param plan       of the networks
 * @param networks   at least one
 * @param mirrorAxes axes of a patch, 0 to 2, with mirrored predictions
 */
record Member(SegmentationPlan plan, List<Network> networks, List<Integer> mirrorAxes) {

    /** Maximum patch size, in values, for combining slices into a batch. */
    private static final int BATCH_VOXELS = 1 << 18;

    private static final int LARGEST_BATCH = 16;

    /** Copies the lists. */
    public Member {
        networks = List.copyOf(networks);
        mirrorAxes = List.copyOf(mirrorAxes);
    }

    /** Networks with the mirroring of their plan. */
    public Member(SegmentationPlan plan, List<Network> networks) {
        this(plan, networks, plan.inference().mirrorAxes());
    }

    Member withMirrorAxes(List<Integer> axes) {
        return new Member(plan, networks, axes);
    }

    NetworkFunction function() {
        return new NetworkFunction(networks, mirrorAxes, plan.compute().available());
    }

    int outputs() {
        return plan.labels().classes();
    }

    /** The path through an image of this grid without cropping. */
    Route route(Geometry grid) {
        Geometry reoriented = plan.preprocessing().frame().reorientation(grid).to();
        Spacing target = plan.preprocessing().target(reoriented.spacing());
        return route(plan.preprocessing().grid(reoriented).shape(), reoriented.shape(), reoriented.spacing(), target);
    }

    /** The path through a prepared image. */
    Passage passage(PreprocessedImage prepared) {
        Shape shape = prepared.grid().shape();
        Route route = route(shape, prepared.kept(), prepared.ownSpacing(), prepared.spacing());
        boolean alone = IntStream.range(0, 3).allMatch(axis -> route.grid().starts(axis).length == 1);
        return new Passage(
                route,
                function(),
                new ImageWindows(prepared.channels(), Padding.ZERO),
                alone ? new Importance.Constant() : new Importance.Gaussian());
    }

    private Route route(Shape seen, Shape kept, Spacing spacing, Spacing target) {
        ResizeRule rule = plan.preprocessing().resizing().logits();
        return new Route(windows(seen).over(seen), ImageAxes.between(seen, target, kept, spacing, rule), outputs());
    }

    /** Windows of the patch's size; a small image is predicted as a whole, padded to the network's divisor. */
    private SlidingWindow windows(Shape image) {
        boolean whole = image.voxels() <= plan.inference().wholeImageVoxels();
        int[] voxels = {image.z(), image.y(), image.x()};
        List<Integer> size = IntStream.range(0, 3)
                .mapToObj(axis -> whole
                        ? Math.ceilDiv(voxels[axis], plan.network().divisor(axis))
                                * plan.network().divisor(axis)
                        : plan.patch().sizes().get(axis))
                .toList();
        int plane = Math.multiplyExact(size.get(1), size.get(2));
        int batch = size.getFirst() == 1 ? Math.clamp(BATCH_VOXELS / plane, 1, LARGEST_BATCH) : 1;
        return new SlidingWindow(
                size,
                new WindowSteps.Even(plan.inference().stepShare()),
                new Importance.Gaussian(),
                Padding.ZERO,
                batch);
    }
}
