package klarsyn.prepare;

import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;
import klarsyn.image.resample.Resampling;

/**
 * Preprocessing of an image: reorientation, cropping, normalization, resizing.
 *
 * @param frame     target orientation
 * @param crop      whether zero borders are cropped
 * @param spacing   target spacing in mm along the reoriented array axes
 * @param resizing  resampling rules
 * @param normalized whether intensities are normalized before or after resizing
 * @param channels  normalization of each channel
 */
public record Preprocessing(
        Frame frame,
        Crop crop,
        Spacing spacing,
        Resizing resizing,
        Normalized normalized,
        List<Normalization> channels) {

    /** Whether borders that are 0 in every channel are cropped. */
    public enum Crop {
        /** Not cropped. */
        NONE,
        /** Cropped. */
        NON_ZERO,
        /**
         * Cropped, and as in nnU-Net, background outside the nonzero part is marked −1 in the labels: it is resized as
         * a separate label, and set to 0 in training patches if a channel is normalized without it.
         */
        NON_ZERO_MARKED
    }

    /** Time of normalization. */
    public enum Normalized {
        /** Before resizing, as in nnU-Net. */
        BEFORE_RESIZING,
        /** After resizing. */
        AFTER_RESIZING
    }

    /** Copies the list. */
    public Preprocessing {
        channels = List.copyOf(channels);
    }

    /**
     * Klarsyn's preprocessing.
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
     * nnU-Net's preprocessing.
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

    /** With another frame. */
    public Preprocessing withFrame(Frame other) {
        return new Preprocessing(other, crop, spacing, resizing, normalized, channels);
    }

    /** With another spacing. */
    public Preprocessing withSpacing(Spacing other) {
        return new Preprocessing(frame, crop, other, resizing, normalized, channels);
    }

    /** The target spacing of an image, in mm along its reoriented array axes; {@code current} is its current spacing. */
    public Spacing target(Spacing current) {
        return resizing.axes() == Resizing.Axes.IN_PLANE ? new Spacing(spacing.x(), spacing.y(), current.z()) : spacing;
    }

    /** Whether images with this spacing, in mm along the reoriented array axes, are resized. */
    public boolean resizes(Spacing current) {
        Spacing target = target(current);
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs(current.along(axis) / target.along(axis) - 1) > resizing.tolerance()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The target grid of a reoriented image; unchanged if it is within the tolerance.
     *
     * @throws DataException if it has more voxels than an array can hold
     */
    public Geometry grid(Geometry reoriented) {
        Spacing current = reoriented.spacing();
        if (!resizes(current)) {
            return reoriented;
        }
        Spacing target = target(current);
        try {
            return Resampling.grid(reoriented, target);
        } catch (ArithmeticException tooMany) {
            throw new DataException(
                    "%s voxels of %s mm are too many at the model's spacing of %s mm"
                            .formatted(reoriented.shape(), current, target),
                    Where.of("image"),
                    "check the spacing in the image's header, or crop the image",
                    tooMany);
        }
    }

    /** Whether any channel is normalized over the nonzero part only. */
    public boolean masks() {
        return channels.stream().anyMatch(channel -> channel.extent() == Normalization.Extent.NON_ZERO);
    }

    /**
     * Preprocesses an image.
     *
     * @param image the channels in the plan's order, on one grid; not modified
     * @throws klarsyn.base.DataException if the number of channels differs from the plan's, or one cannot be normalized
     */
    public PreprocessedImage apply(List<Volume> image) {
        return new Preprocessor(this, image).image();
    }

    /**
     * Preprocesses an image and its labels.
     *
     * @param labels on the grid of the image
     * @throws klarsyn.base.DataException as {@link #apply(List)}, and if the labels have another grid
     */
    public PreprocessedImage.Labeled apply(List<Volume> image, LabelMap labels) {
        return new Preprocessor(this, image).labeled(labels);
    }

    /**
     * Resamples further labels to the grid of a preprocessed image: the prediction of an earlier network in a cascade.
     *
     * @param labels on the grid of the image
     * @throws klarsyn.base.DataException if they have another grid
     */
    public LabelMap alike(PreprocessedImage image, LabelMap labels) {
        return Preprocessor.alike(this, image, labels);
    }
}
