package klarsyn.plan;

import klarsyn.base.PlanException;
import klarsyn.base.Where;

/**
 * How training pictures are varied; each kind by chance for every sample.
 *
 * @param degrees  largest rotation either way
 * @param scaling  largest change of size, as a share: 0.1 gives 0.9 to 1.1
 * @param shift    largest shift along each side, as a share of it
 * @param contrast largest change of contrast, as a share
 * @param mirror   whether pictures are mirrored left to right half of the time
 */
public record PictureAugmentation(double degrees, double scaling, double shift, double contrast, Mirror mirror) {

    /** Whether a picture and its mirror image mean the same. */
    public enum Mirror {
        /** They do not, as of letters and digits. */
        NEVER,
        /** They do, as of flowers. */
        LEFT_RIGHT
    }

    /** No variation. */
    public static final PictureAugmentation NONE = new PictureAugmentation(0, 0, 0, 0, Mirror.NEVER);

    /** Variations that keep the meaning of most pictures. */
    public static final PictureAugmentation MILD = new PictureAugmentation(10, 0.1, 0.08, 0.1, Mirror.NEVER);

    /** Rejects what is no share or no angle. */
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
