package klarsyn.predict.window;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import klarsyn.base.PlanException;
import klarsyn.base.Where;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.resample.Interpolation;
import klarsyn.image.resample.ResizeRule;

/**
 * Resampling from the network's grid to the image grid.
 *
 * @param x along the first axis
 * @param y along the second axis
 * @param z along the third axis
 */
public record ImageAxes(AxisWeights x, AxisWeights y, AxisWeights z) {

    /**
     * From the network's grid to the image grid with the same field of view.
     *
     * @param target spacing of the network input, in mm
     * @param own    the image's spacing, in mm
     * @throws PlanException if the rule requires splines
     */
    public static ImageAxes between(Shape seen, Spacing target, Shape image, Spacing own, ResizeRule rule) {
        OptionalInt apart = rule.axis(target, own);
        List<AxisWeights> axes = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            boolean across = apart.isPresent() && apart.getAsInt() == axis;
            Interpolation interpolation = across ? rule.across() : rule.interpolation();
            if (interpolation == Interpolation.CUBIC) {
                throw new PlanException(
                        "logits cannot be resized by cubic splines",
                        Where.of("preprocessing.resizing.logits"),
                        "use LINEAR, as nnU-Net does, or NEAREST");
            }
            axes.add(AxisWeights.of(seen.along(axis), image.along(axis), interpolation));
        }
        return new ImageAxes(axes.get(0), axes.get(1), axes.get(2));
    }

    /** Number of voxels of the image along each axis. */
    public Shape shape() {
        return new Shape(x.length(), y.length(), z.length());
    }

    /** The network voxels needed for a tile of the image. */
    public Tile seen(Tile tile) {
        return new Tile(
                y.first(tile.fromY()),
                y.second(tile.toY() - 1) + 1,
                x.first(tile.fromX()),
                x.second(tile.toX() - 1) + 1);
    }
}
