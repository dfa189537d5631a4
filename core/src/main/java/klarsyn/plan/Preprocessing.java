package klarsyn.plan;

import java.util.ArrayList;
import java.util.List;
import klarsyn.image.Geometry;
import klarsyn.image.Interpolation;
import klarsyn.image.LabelMap;
import klarsyn.image.Orientation;
import klarsyn.image.Resampling;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * What is done to an image before the network sees it, in this order: turned, resampled, normalised.
 *
 * @param orientation world directions of the array axes, the fastest first; {@code RAS} or, where another axis than the
 *     patient's long one is coarsest, a permutation of it, so that the coarsest axis is the slowest
 * @param spacing     mm between voxels along the turned array axes
 * @param channels    normalisation of each channel
 */
public record Preprocessing(String orientation, Spacing spacing, List<Normalisation> channels) {

    /** Keeps an own copy of the list. */
    public Preprocessing {
        channels = List.copyOf(channels);
    }

    /** Whether images with this spacing, in mm along the turned array axes, must be resampled: it is off by above 1 %. */
    public boolean resamples(Spacing own) {
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs(own.along(axis) / spacing.along(axis) - 1) > 0.01) {
                return true;
            }
        }
        return false;
    }

    /** The grid of an image after turning and resampling. */
    public Geometry grid(Geometry own) {
        Geometry turned = own.reorientedTo(Orientation.parse(orientation));
        return resamples(turned.spacing()) ? Resampling.grid(turned, spacing) : turned;
    }

    /**
     * What the network sees of an image: its channels turned, resampled by cubic splines and normalised.
     *
     * @param image the channels in the plan's order, on one grid
     */
    public List<Volume> apply(List<Volume> image) {
        List<Volume> prepared = new ArrayList<>();
        for (int channel = 0; channel < image.size(); channel++) {
            Volume turned = image.get(channel).reorientedTo(Orientation.parse(orientation));
            Volume resampled =
                    resamples(turned.spacing()) ? Resampling.to(turned, spacing, Interpolation.CUBIC) : turned;
            float[] voxels = resampled.voxels().clone();
            channels.get(channel).apply(voxels);
            prepared.add(new Volume(resampled.geometry(), voxels));
        }
        return List.copyOf(prepared);
    }

    /** Labels on the grid of the prepared image. */
    public LabelMap apply(LabelMap labels) {
        LabelMap turned = labels.reorientedTo(Orientation.parse(orientation));
        return resamples(turned.spacing()) ? Resampling.to(turned, spacing, Interpolation.LINEAR) : turned;
    }
}
