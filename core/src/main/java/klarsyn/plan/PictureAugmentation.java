package klarsyn.plan;

import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * Augmentation of training pictures; each kind is random per sample.
 *
 * @param degrees  largest rotation in either direction
 * @param scaling  largest relative change of size: 0.1 gives 0.9 to 1.1
 * @param shift    largest shift along each side, as a fraction of it
 * @param contrast largest relative change of contrast
 * @param mirror   whether pictures are mirrored left to right with probability 0.5
 */
public record PictureAugmentation(double degrees, double scaling, double shift, double contrast, Mirror mirror) {

    /** Whether mirroring preserves the class of a picture. */
    public enum Mirror {
        /** It does not, as for letters and digits. */
        NEVER,
        /** It does, as for flowers. */
        LEFT_RIGHT
    }

    /** No augmentation. */
    public static final PictureAugmentation NONE = new PictureAugmentation(0, 0, 0, 0, Mirror.NEVER);

    /** Augmentation that preserves the class of most pictures. */
    public static final PictureAugmentation MILD = new PictureAugmentation(10, 0.1, 0.08, 0.1, Mirror.NEVER);

    /** Rejects invalid fractions and angles. */
    public PictureAugmentation {
        within(degrees, 180, "degrees");
        within(scaling, 0.9, "scaling");
        within(shift, 1, "shift");
        within(contrast, 1, "contrast");
    }

    private static void within(double value, double most, String key) {
        if (!(value >= 0 && value <= most)) {
            throw new PlanException(
                    "augmentation.%s is %s".formatted(key, value),
                    Where.of("augmentation." + key),
                    "a value from 0 to " + most);
        }
    }
}
