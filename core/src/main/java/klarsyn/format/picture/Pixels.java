package klarsyn.format.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.ColorLabels;
import klarsyn.format.file.PictureOrientation;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.VoxelSink;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * The stored content of a picture, before interpretation.
 *
 * @param shape    columns, rows, pages
 * @param channels the stored numbers of each channel, the column fastest, rows from the top
 * @param spacing  mm between pixels, 1 if not stated
 */
public record Pixels(Shape shape, List<float[]> channels, Meaning meaning, Spacing spacing) {

    /** A picture without stated pixel size. */
    Pixels(Shape shape, List<float[]> channels, Meaning meaning) {
        this(shape, channels, meaning, Spacing.isotropic(1));
    }

    /** Meaning of the channels. */
    public sealed interface Meaning {

        /** Each channel is an intensity. */
        record Intensities() implements Meaning {}

        /** The last channel is alpha. */
        record LastIsOpacity(float opaque) implements Meaning {}

        /** The only channel contains palette indices; colors are {@code 0xAARRGGBB}. */
        record Palette(int[] argb) implements Meaning {}
    }

    /** One gray or three color channels and, unless fully opaque, alpha. */
    List<Volume> toVolumes() {
        return seen().stream().map(channel -> new Volume(geometry(), channel)).toList();
    }

    /**
     * Numbers, palette indices, or colors; must be fully opaque.
     *
     * @throws DataException if the picture has other channels, is transparent, or a value is not a label
     */
    StoredLabels toLabels(Where where) {
        if (meaning instanceof Meaning.Palette(int[] argb)) {
            List<Integer> rgb =
                    Arrays.stream(argb).map(color -> color & 0xffffff).boxed().toList();
            return numbers(channels.getFirst(), new StoredLabels.Storage.Palette(rgb), where);
        }
        rejectTransparent(where);
        List<float[]> own = seen();
        boolean gray =
                own.size() == 3 && Arrays.equals(own.get(0), own.get(1)) && Arrays.equals(own.get(0), own.get(2));
        if (own.size() == 1 || (gray && !isInBytes(own.getFirst()))) {
            return numbers(own.getFirst(), new StoredLabels.Storage.Numbers(), where);
        } else if (own.size() == 3) {
            return ColorLabels.of(own, geometry(), where);
        }
        throw new DataException(
                "a label map has one channel, but this picture has " + own.size(),
                where,
                "save one label per pixel, as a gray or palette picture");
    }

    private StoredLabels numbers(float[] stored, StoredLabels.Storage storage, Where where) {
        var labels = new VoxelSink.Labels(new short[stored.length]);
        for (float value : stored) {
            labels.accept(value);
        }
        return labels.on(geometry(), storage, where);
    }

    private static boolean isInBytes(float[] values) {
        for (float value : values) {
            if (!(value >= 0 && value <= 255 && value == (int) value)) {
                return false;
            }
        }
        return true;
    }

    private void rejectTransparent(Where where) {
        if (!(meaning instanceof Meaning.LastIsOpacity(float opaque))) {
            return;
        }
        int transparent = 0;
        for (float value : channels.getLast()) {
            transparent += value == opaque ? 0 : 1;
        }
        if (transparent > 0) {
            throw new DataException(
                    "%d of %d pixels of the label map are transparent".formatted(transparent, shape.voxels()),
                    where,
                    "save it without alpha channel, with a black background");
        }
    }

    private Geometry geometry() {
        return Geometry.of(shape, spacing);
    }

    /** The upright picture, from one stored with an orientation. */
    Pixels upright(PictureOrientation orientation) {
        return orientation == PictureOrientation.UPRIGHT
                ? this
                : new Pixels(
                        orientation.apply(shape),
                        channels.stream()
                                .map(channel -> orientation.apply(channel, shape))
                                .toList(),
                        meaning,
                        orientation.apply(spacing));
    }

    private List<float[]> seen() {
        return switch (meaning) {
            case Meaning.Intensities all -> channels;
            case Meaning.LastIsOpacity(float opaque) -> withoutOpaque(opaque);
            case Meaning.Palette(int[] argb) -> colored(argb);
        };
    }

    private List<float[]> withoutOpaque(float opaque) {
        for (float value : channels.getLast()) {
            if (value != opaque) {
                return channels;
            }
        }
        return channels.subList(0, channels.size() - 1);
    }

    private List<float[]> colored(int[] argb) {
        float[] entries = channels.getFirst();
        boolean gray = true;
        boolean opaque = true;
        for (float entry : entries) {
            int color = argb[(int) entry];
            gray &= (color >> 16 & 0xff) == (color & 0xff) && (color >> 8 & 0xff) == (color & 0xff);
            opaque &= color >>> 24 == 0xff;
        }
        List<float[]> seen = new ArrayList<>();
        for (int shift = gray ? 0 : 16; shift >= 0; shift -= 8) {
            seen.add(part(entries, argb, shift));
        }
        if (!opaque) {
            seen.add(part(entries, argb, 24));
        }
        return seen;
    }

    private static float[] part(float[] entries, int[] argb, int shift) {
        float[] part = new float[entries.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = argb[(int) entries[i]] >>> shift & 0xff;
        }
        return part;
    }
}
