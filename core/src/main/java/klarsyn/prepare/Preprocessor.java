package klarsyn.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import klarsyn.base.Count;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Padding;
import klarsyn.image.Reorientation;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.region.NonZero;
import klarsyn.image.resample.ResizeRule;

/** Preprocesses one image, channel by channel to limit copies. */
final class Preprocessor {

    private static final short OUTSIDE = -1;

    private final Preprocessing plan;
    private final List<Volume> image;
    private final Reorientation reorientation;
    private final Box cropBox;
    private final Reorientation reorientationOfBox;
    private final Box box;
    private final Shape kept;
    private final Spacing target;
    private final Geometry grid;

    Preprocessor(Preprocessing plan, List<Volume> image) {
        if (image.size() != plan.channels().size()) {
            throw new DataException(
                    "the image has %s, but the plan requires %d"
                            .formatted(
                                    Count.of(image.size(), "channel"),
                                    plan.channels().size()),
                    Where.of("image"),
                    "provide one volume for each channel of the plan, in its order");
        }
        this.plan = plan;
        this.image = image;
        Geometry source = image.getFirst().geometry();
        reorientation = plan.frame().reorientation(source);
        cropBox = plan.crop() == Preprocessing.Crop.NONE ? Box.whole(source.shape()) : NonZero.box(image);
        reorientationOfBox = plan.frame().reorientation(source.cut(cropBox));
        box = reorientation.apply(cropBox);
        kept = box.shape();
        Geometry keptGrid = reorientation.to().cut(box);
        target = plan.target(keptGrid.spacing());
        grid = plan.grid(keptGrid);
    }

    PreprocessedImage image() {
        return image(plan.masks() ? marks() : new short[0]);
    }

    PreprocessedImage.Labeled labeled(LabelMap labels) {
        requireGrid(labels, reorientation.from());
        short[] stored = reoriented(new LabelMap(image.getFirst().geometry(), labels.voxels()));
        boolean marked = plan.crop() == Preprocessing.Crop.NON_ZERO_MARKED;
        short[] marks = marked || plan.masks() ? marks() : new short[0];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = stored[i] == 0 ? marks[i] : stored[i]; // labeled voxels do not count as outside
        }
        short[] values = marked ? marks : stored;
        ResizeRule rule = plan.resizing().labels();
        short[] resized = rule.resizeLabels(values, kept, grid.shape(), axis(rule));
        return new PreprocessedImage.Labeled(image(plan.masks() ? marks : new short[0]), new LabelMap(grid, resized));
    }

    static LabelMap alike(Preprocessing plan, PreprocessedImage image, LabelMap labels) {
        requireGrid(labels, image.reorientation().from());
        LabelMap reoriented =
                image.reorientation().apply(new LabelMap(image.reorientation().from(), labels.voxels()));
        ResizeRule rule = plan.resizing().labels();
        OptionalInt axis = rule.axis(image.ownSpacing(), image.spacing());
        Shape to = image.grid().shape();
        short[] kept = reoriented.cut(image.box()).voxels();
        return new LabelMap(image.grid(), rule.resizeLabels(kept, image.kept(), to, axis));
    }

    private static void requireGrid(LabelMap labels, Geometry grid) {
        labels.geometry().differenceFrom(grid).ifPresent(difference -> {
            throw new DataException(
                    "labels and image have different grids: " + difference,
                    Where.of("labels"),
                    "resample the label map to the image's grid (nearest neighbor)");
        });
    }

    /** @param marks of the cropped voxels, below 0 outside the nonzero part; empty if no channel needs them */
    private PreprocessedImage image(short[] marks) {
        boolean first = plan.normalized() == Preprocessing.Normalized.BEFORE_RESIZING;
        ResizeRule rule = plan.resizing().labels();
        short[] inside = first || marks.length == 0 ? marks : rule.resizeLabels(marks, kept, grid.shape(), axis(rule));
        List<Volume> channels = new ArrayList<>();
        for (int channel = 0; channel < image.size(); channel++) {
            channels.add(new Volume(grid, channel(channel, first, inside)));
        }
        return new PreprocessedImage(reorientation, box, target, channels);
    }

    private float[] channel(int channel, boolean normalizedFirst, short[] marks) {
        Volume given = image.get(channel);
        boolean isUnchanged = reorientationOfBox.isIdentity() && cropBox.equals(Box.whole(given.shape()));
        ResizeRule rule = plan.resizing().image();
        float[] voxels = reoriented(given);
        if (normalizedFirst) {
            voxels = normalized(channel, isUnchanged ? voxels.clone() : voxels, marks);
            return rule.resize(voxels, kept, grid.shape(), axis(rule));
        }
        boolean isSameGrid = isUnchanged && kept.equals(grid.shape());
        voxels = rule.resize(voxels, kept, grid.shape(), axis(rule));
        return normalized(channel, isSameGrid ? voxels.clone() : voxels, marks);
    }

    private float[] normalized(int channel, float[] voxels, short[] marks) {
        plan.channels().get(channel).apply(voxels, marks);
        return voxels;
    }

    private OptionalInt axis(ResizeRule rule) {
        return rule.axis(reorientation.to().spacing(), target);
    }

    private float[] reoriented(Volume channel) {
        boolean isUncropped = cropBox.equals(Box.whole(channel.shape()));
        return reorientationOfBox
                .apply(isUncropped ? channel : channel.cut(cropBox, Padding.ZERO))
                .voxels();
    }

    private short[] reoriented(LabelMap labels) {
        boolean isUncropped = cropBox.equals(Box.whole(labels.shape()));
        return reorientationOfBox
                .apply(isUncropped ? labels : labels.cut(cropBox))
                .voxels();
    }

    /** 0 inside the nonzero part and −1 outside, of the cropped voxels. */
    private short[] marks() {
        boolean[] mask = NonZero.mask(image, cropBox);
        short[] marks = new short[mask.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = mask[i] ? 0 : OUTSIDE;
        }
        return reorientationOfBox
                .apply(new LabelMap(reorientationOfBox.from(), marks))
                .voxels();
    }
}
