package klarsyn.prepare;

import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Resampling;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * What is done to an image before the network sees it: turned, cut to what it shows, normalized, resized.
 *
 * @param frame     which way its axes run
 * @param crop      whether borders of zeros are cut off
 * @param spacing   mm between voxels along the turned array axes
 * @param resizing  how the image is brought there
 * @param normalized whether intensities are scaled before or after resizing
 * @param channels  normalization of each channel
 */
public record Preprocessing(
        Frame frame,
        Crop crop,
        Spacing spacing,
        Resizing resizing,
        Normalized normalized,
        List<Normalization> channels) {

    /** Whether borders that are 0 in every channel are cut off. */
    public enum Crop {
        /** They stay. */
        NONE,
        /** They are cut off. */
        NON_ZERO,
        /**
         * They are cut off and, as nnU-Net does, background outside the part that is not 0 is marked −1 in the labels:
         * it is resized as a label of its own, and blanked in training patches if a channel is normalized without it.
         */
        NON_ZERO_MARKED
    }

    /** When intensities are scaled. */
    public enum Normalized {
        /** Before resizing, as nnU-Net does. */
        BEFORE_RESIZING,
        /** After it. */
        AFTER_RESIZING
    }

    /** Keeps an own copy of the list. */
    public Preprocessing {
        channels = List.copyOf(channels);
    }

    /**
     * Klarsyn's own way.
     *
     * @param orientation letters such as {@code RAS}, the fastest axis first
     */
    public static Preprocessing klarsyn(String orientation, Spacing spacing, List<Normalization> channels) {
        return new Preprocessing(
                new Frame.Anatomical(orientation),
                Crop.NON_ZERO,
                spacing,
                Resizing.KLARSYN,
                Normalized.AFTER_RESIZING,
                channels);
    }

    /**
     * nnU-Net's way.
     *
     * @param transposition its {@code transpose_forward}, axes counted from the slowest
     * @param spacing       mm along x, y, z of the transposed array; z is not used with {@code IN_PLANE}
     * @param axes          {@code IN_PLANE} for its 2-D configuration
     */
    public static Preprocessing nnunet(
            List<Integer> transposition, Spacing spacing, Resizing.Axes axes, List<Normalization> channels) {
        return new Preprocessing(
                new Frame.AsStored(transposition),
                Crop.NON_ZERO_MARKED,
                spacing,
                Resizing.NNUNET.withAxes(axes),
                Normalized.BEFORE_RESIZING,
                channels);
    }

    /** The same in another frame. */
    public Preprocessing withFrame(Frame other) {
        return new Preprocessing(other, crop, spacing, resizing, normalized, channels);
    }

    /** The same with another spacing. */
    public Preprocessing withSpacing(Spacing other) {
        return new Preprocessing(frame, crop, other, resizing, normalized, channels);
    }

    /** The spacing that an image is brought to, in mm along its turned array axes; {@code own} is its present one. */
    public Spacing target(Spacing own) {
        return resizing.axes() == Resizing.Axes.IN_PLANE ? new Spacing(spacing.x(), spacing.y(), own.z()) : spacing;
    }

    /** Whether images with this spacing, in mm along the turned array axes, are resized. */
    public boolean resizes(Spacing own) {
        Spacing target = target(own);
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs(own.along(axis) / target.along(axis) - 1) > resizing.tolerance()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The grid that a turned image is brought to: its own, if that is near enough.
     *
     * @throws DataException if it has more voxels than an array holds
     */
    public Geometry grid(Geometry reoriented) {
        Spacing own = reoriented.spacing();
        if (!resizes(own)) {
            return reoriented;
        }
        Spacing target = target(own);
        try {
            return Resampling.grid(reoriented, target);
        } catch (ArithmeticException tooMany) {
            throw new DataException(
                    "%s voxels of %s mm are too many at the model's spacing of %s mm"
                            .formatted(reoriented.shape(), own, target),
                    Where.of("image"),
                    "check the spacing in the image's header, or cut out a part of the image",
                    tooMany);
        }
    }

    /** Whether any channel is normalized over the non-zero part alone. */
    public boolean masks() {
        return channels.stream().anyMatch(channel -> channel.extent() == Normalization.Extent.NON_ZERO);
    }

    /**
     * What the network sees of an image.
     *
     * @param image the channels in the plan's order, on one grid; they stay as they are
     * @throws klarsyn.base.DataException if there are more or fewer than the plan's, or one cannot be normalized
     */
    public PreprocessedImage apply(List<Volume> image) {
        return new Preprocessor(this, image).image();
    }

    /**
     * What the network sees of an image and what it should say.
     *
     * @param labels on the grid of the image
     * @throws klarsyn.base.DataException as {@link #apply(List)} does, and if the labels lie on another grid
     */
    public PreprocessedImage.Labeled apply(List<Volume> image, LabelMap labels) {
        return new Preprocessor(this, image).labeled(labels);
    }

    /**
     * Other labels of an image that is prepared already, brought to its prepared grid: what an earlier network of a
     * cascade said of it.
     *
     * @param labels on the grid of the image
     * @throws klarsyn.base.DataException if they lie on another grid
     */
    public LabelMap alike(PreprocessedImage image, LabelMap labels) {
        return Preprocessor.alike(this, image, labels);
    }
}
