package klarsyn.format.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.image.Geometry;

/** Reads a label map painted in colors: RGB of 8 bits, or of 16 bits with the same values. */
public final class ColorLabels {

    /** 16 bits represent an 8-bit value v as 257 v. */
    private static final int SCALE_OF_16_BITS = 257;

    private static final int LARGEST_BYTE = 255;
    private static final int MAX_COUNTED = 1 << 16;

    private ColorLabels() {}

    /** One code per pixel: a gray value from 0 to 255, or the code of its color. */
    public static StoredLabels of(List<float[]> rgb, Geometry geometry, Where where) {
        int scale = scale(rgb, where);
        short[] codes = new short[geometry.shape().voxels()];
        Map<Integer, Short> known = new HashMap<>();
        List<StoredValue> colors = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            int color = color(rgb, i, scale);
            if (color == (color & 0xff) * 0x010101) {
                codes[i] = (short) (color & 0xff);
                continue;
            }
            Short code = known.get(color);
            if (code == null) {
                if (colors.size() == StoredLabels.MAX_VALUES) {
                    throw tooMany(rgb, scale, where);
                }
                code = (short) (-1 - colors.size());
                known.put(color, code);
                colors.add(new StoredValue.Color(color));
            }
            codes[i] = code;
        }
        return new StoredLabels(geometry, codes, colors, new StoredLabels.Storage.Colors(), StoredLabels.Rounding.NONE);
    }

    private static int color(List<float[]> rgb, int pixel, int scale) {
        int red = (int) rgb.get(0)[pixel] / scale;
        int green = (int) rgb.get(1)[pixel] / scale;
        int blue = (int) rgb.get(2)[pixel] / scale;
        return red << 16 | green << 8 | blue;
    }

    private static int scale(List<float[]> rgb, Where where) {
        boolean bytes = true;
        boolean scaled = true;
        for (float[] channel : rgb) {
            for (float value : channel) {
                bytes &= value >= 0 && value <= LARGEST_BYTE && value == (int) value;
                scaled &= value >= 0 && value <= 0xffff && value % SCALE_OF_16_BITS == 0;
            }
        }
        if (!bytes && !scaled) {
            throw new DataException(
                    "the label map has three channels that are not 8-bit colors",
                    where,
                    "write label maps with one channel, one whole number per label");
        }
        return bytes ? 1 : SCALE_OF_16_BITS;
    }

    private static DataException tooMany(List<float[]> rgb, int scale, Where where) {
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < rgb.getFirst().length && all.size() < MAX_COUNTED; i++) {
            all.add(color(rgb, i, scale));
        }
        return new DataException(
                "the label map contains %d different colors, too many to be structures".formatted(all.size()),
                where,
                "paint each label in one color without smooth (anti-aliased) edges, and use a lossless format: PNG,"
                        + " not JPEG");
    }
}
