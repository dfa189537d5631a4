package klarsyn.phantom;

import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * Parameters of phantoms; a head is about a quarter of life size to keep images small.
 *
 * @param shape       maximum number of voxels toward right, front and top; a case has up to 3 fewer
 * @param spacing     mm between voxels in the same order; varies by about 5 %
 * @param noise       standard deviation of the Rician noise relative to white matter
 * @param bias        largest deviation of the smooth bias field from 1
 * @param variation   variation of pose, size and shape between heads: 0 none, 1 normal
 * @param lesionShare share of heads with a lesion
 */
public record PhantomRecipe(
        Shape shape, Spacing spacing, double noise, double bias, double variation, double lesionShare) {

    /** The recipe of the demonstration. */
    public static final PhantomRecipe DEFAULT =
            new PhantomRecipe(new Shape(40, 48, 32), new Spacing(1.0, 1.0, 1.5), 0.035, 0.2, 1.0, 0.5);

    /** Rejects invalid parameters. */
    public PhantomRecipe {
        if (shape.x() < 8 || shape.y() < 8 || shape.z() < 8) {
            throw new IllegalArgumentException("a phantom needs at least 8 voxels per axis: " + shape);
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

    /** A copy with another grid size. */
    public PhantomRecipe withGrid(Shape newShape, Spacing newSpacing) {
        return new PhantomRecipe(newShape, newSpacing, noise, bias, variation, lesionShare);
    }

    /** A copy with other noise. */
    public PhantomRecipe withNoise(double newNoise) {
        return new PhantomRecipe(shape, spacing, newNoise, bias, variation, lesionShare);
    }

    /** A copy with another bias field. */
    public PhantomRecipe withBias(double newBias) {
        return new PhantomRecipe(shape, spacing, noise, newBias, variation, lesionShare);
    }

    /** A copy with more or less variation. */
    public PhantomRecipe withVariation(double newVariation) {
        return new PhantomRecipe(shape, spacing, noise, bias, newVariation, lesionShare);
    }

    /** A copy with more or fewer lesions. */
    public PhantomRecipe withLesionShare(double newShare) {
        return new PhantomRecipe(shape, spacing, noise, bias, variation, newShare);
    }
}
