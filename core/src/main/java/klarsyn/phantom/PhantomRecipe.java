package klarsyn.phantom;

import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * What phantoms are made of; a head is about a quarter of life size, so that few voxels show all of it.
 *
 * @param shape       largest number of voxels towards the right, the front and the top; a case has up to 3 fewer
 * @param spacing     mm between voxels in the same order; a case varies by some 5 %
 * @param noise       standard deviation of the Rician noise as a share of white matter's intensity
 * @param bias        largest deviation of the smooth bias field from 1
 * @param variation   how much pose, size and form differ between heads: 0 not at all, 1 as usual
 * @param lesionShare share of heads with a lesion
 */
public record PhantomRecipe(
        Shape shape, Spacing spacing, double noise, double bias, double variation, double lesionShare) {

    /** What the demonstration learns from. */
    public static final PhantomRecipe DEFAULT =
            new PhantomRecipe(new Shape(40, 48, 32), new Spacing(1.0, 1.0, 1.5), 0.035, 0.2, 1.0, 0.5);

    /** Refuses what no head can be made of. */
    public PhantomRecipe {
        if (shape.x() < 8 || shape.y() < 8 || shape.z() < 8) {
            throw new IllegalArgumentException("a phantom needs at least 8 voxels an axis: " + shape);
        }
        requireWithin("noise", noise, 0.5);
        requireWithin("bias", bias, 0.9);
        requireWithin("variation", variation, 2);
        requireWithin("lesionShare", lesionShare, 1);
    }

    private static void requireWithin(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("%s is %s, must be from 0 to %s".formatted(name, value, most));
        }
    }

    /** As this, on a grid of another size. */
    public PhantomRecipe withGrid(Shape newShape, Spacing newSpacing) {
        return new PhantomRecipe(newShape, newSpacing, noise, bias, variation, lesionShare);
    }

    /** As this, with other noise. */
    public PhantomRecipe withNoise(double newNoise) {
        return new PhantomRecipe(shape, spacing, newNoise, bias, variation, lesionShare);
    }

    /** As this, with another bias field. */
    public PhantomRecipe withBias(double newBias) {
        return new PhantomRecipe(shape, spacing, noise, newBias, variation, lesionShare);
    }

    /** As this, with heads that differ more or less. */
    public PhantomRecipe withVariation(double newVariation) {
        return new PhantomRecipe(shape, spacing, noise, bias, newVariation, lesionShare);
    }

    /** As this, with more or fewer lesions. */
    public PhantomRecipe withLesionShare(double newShare) {
        return new PhantomRecipe(shape, spacing, noise, bias, variation, newShare);
    }
}
