package klarsyn.format.tiff;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.LengthUnit;

/**
 * The description that ImageJ writes into a TIFF file: a line {@code key=value} for each property. Source: ImageJ's
 * {@code ij.io.TiffDecoder} and {@code ij.io.FileInfo}, as documented in its "TIFF" page.
 *
 * <p>Pages are ordered XYCZT: channels change fastest, then slices, then frames.
 */
final class ImageJDescription {

    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;

    private ImageJDescription() {}

    static boolean isOne(String description) {
        return description.startsWith("ImageJ=");
    }

    /** Number of images stated by the description; 1 if none is stated. */
    static long images(String description, Where where) {
        return count(values(description), "images", where);
    }

    static TiffAxes axes(String description, TiffTags tags, int pages, int samples, Where where) {
        Map<String, String> values = values(description);
        long channels = count(values, "channels", where);
        long slices = count(values, "slices", where);
        long frames = count(values, "frames", where);
        if (channels == 1 && slices == 1 && frames == 1) {
            slices = Math.max(
                    pages, count(values, "images", where)); // a plain stack may state only its number of images
        } else if (samples > 1 && channels == samples && slices * frames == pages) {
            channels = 1; // colors within a page, which some writers count
        }
        TiffAxes.requirePages(
                "ImageJ",
                "%d channels, %d slices, %d frames".formatted(channels, slices, frames),
                channels * slices * frames,
                pages,
                where);
        OptionalDouble unit = unit(values.getOrDefault("unit", ""));
        return new TiffAxes(
                TiffAxes.Source.IMAGEJ,
                (int) channels,
                (int) slices,
                (int) frames,
                TiffAxes.inOrder(pages),
                TiffAxes.spacing(
                        size(unit, 1 / tags.fraction(X_RESOLUTION)),
                        size(unit, 1 / tags.fraction(Y_RESOLUTION)),
                        size(unit, Math.abs(number(values.getOrDefault("spacing", ""))))));
    }

    /** ImageJ uses the unit inch for pictures with only a print resolution, which is not a physical pixel size. */
    private static OptionalDouble unit(String name) {
        String plain = name.replace("\\u00B5", "µ").strip();
        return plain.toLowerCase(Locale.ROOT).startsWith("inch")
                ? OptionalDouble.empty()
                : LengthUnit.physicalMm(plain);
    }

    private static OptionalDouble size(OptionalDouble unit, double units) {
        return unit.isEmpty() ? unit : TiffAxes.positive(units * unit.getAsDouble());
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private static long count(Map<String, String> values, String key, Where where) {
        String text = values.getOrDefault(key, "1");
        if (!text.matches("0*[1-9]\\d{0,5}")) {
            throw new DataException(
                    "its ImageJ metadata state %s=%s".formatted(key, text.substring(0, Math.min(20, text.length()))),
                    where,
                    "export it again from ImageJ");
        }
        return Long.parseLong(text);
    }

    private static Map<String, String> values(String description) {
        Map<String, String> values = new HashMap<>();
        description.lines().forEach(line -> {
            int split = line.indexOf('=');
            if (split > 0) {
                values.putIfAbsent(
                        line.substring(0, split).strip(),
                        line.substring(split + 1).strip());
            }
        });
        return values;
    }
}
