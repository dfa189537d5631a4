package klarsyn.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * What a picture's file stores, before anyone says what it stands for.
 *
 * @param shape    columns, rows, pages
 * @param channels the stored numbers of each channel, the column fastest, the row counted from the top
 */
record Pixels(Shape shape, List<float[]> channels, Meaning meaning) {

    /** What the channels stand for. */
    sealed interface Meaning {

        /** Each channel is an intensity. */
        record Intensities() implements Meaning {}

        /** The last channel is an opacity. */
        record LastIsOpacity(float opaque) implements Meaning {}

        /** The only channel counts colours of a palette, each {@code 0xAARRGGBB}. */
        record Palette(int[] argb) implements Meaning {}
    }

    /** One grey or three colour channels and, unless it is opaque everywhere, the opacity. */
    List<Volume> toVolumes() {
        Geometry geometry = Geometry.of(shape, new Spacing(1, 1, 1));
        return seen().stream().map(channel -> new Volume(geometry, channel)).toList();
    }

    /** The stored numbers, a palette's entry for itself; grey stored as three equal colours is one channel. */
    LabelMap toLabels(Where where) {
        List<float[]> own = meaning instanceof Meaning.Palette ? channels : seen();
        boolean grey =
                own.size() == 3 && Arrays.equals(own.get(0), own.get(1)) && Arrays.equals(own.get(0), own.get(2));
        if (own.size() != 1 && !grey) {
            throw new DataException(
                    "a label map has one channel, this picture has " + own.size(),
                    where,
                    "save one label a pixel, as a grey picture or one with a palette");
        }
        float[] stored = own.getFirst();
        var labels = new VoxelSink.Labels(new short[stored.length]);
        for (float value : stored) {
            labels.accept(value);
        }
        return new LabelMap(Geometry.of(shape, new Spacing(1, 1, 1)), labels.voxels(where));
    }

    private List<float[]> seen() {
        return switch (meaning) {
            case Meaning.Intensities all -> channels;
            case Meaning.LastIsOpacity(float opaque) -> withoutOpaque(opaque);
            case Meaning.Palette(int[] argb) -> coloured(argb);
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

    private List<float[]> coloured(int[] argb) {
        float[] entries = channels.getFirst();
        boolean grey = true;
        boolean opaque = true;
        for (float entry : entries) {
            int colour = argb[(int) entry];
            grey &= (colour >> 16 & 0xff) == (colour & 0xff) && (colour >> 8 & 0xff) == (colour & 0xff);
            opaque &= colour >>> 24 == 0xff;
        }
        List<float[]> seen = new ArrayList<>();
        for (int shift = grey ? 0 : 16; shift >= 0; shift -= 8) {
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
