package klarsyn.format.tiff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import klarsyn.base.DataException;
import klarsyn.base.Json;
import klarsyn.base.Where;
import klarsyn.image.Spacing;

/** The description written by tifffile (Python): a JSON object with {@code shape} and optionally {@code axes}. */
final class TifffileDescription {

    private TifffileDescription() {}

    static boolean isOne(String description) {
        return description.startsWith("{\"") && description.contains("\"shape\"") && description.contains("\"axes\"");
    }

    /** Pages in the order of the axes, the last one fastest; X, Y and S are within a page. */
    static TiffAxes axes(String description, int pages, Where where) {
        int[] sizes = {1, 1, 1};
        List<Character> order = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        if (!read(description, order, lengths)) {
            return TiffAxes.stack(pages);
        }
        long product = 1;
        for (int i = 0; i < order.size(); i++) {
            int axis = "CZT".indexOf(order.get(i));
            sizes[axis] *= lengths.get(i);
            product *= lengths.get(i);
        }
        TiffAxes.requirePages(
                "tifffile",
                "%d channels, %d slices, %d frames".formatted(sizes[0], sizes[1], sizes[2]),
                product,
                pages,
                where);
        return new TiffAxes(
                TiffAxes.Source.TIFFFILE,
                sizes[0],
                sizes[1],
                sizes[2],
                PageOrder.of(order, sizes[0], sizes[1], sizes[2]),
                Spacing.isotropic(1));
    }

    /** Adds the axes that count pages, slowest first; false if the description has other axes or is damaged. */
    private static boolean read(String description, List<Character> order, List<Integer> lengths) {
        try {
            if (!(Json.parse(description) instanceof Json.Members(SequencedMap<String, Json> members))
                    || !(members.get("axes") instanceof Json.Text(String axes))
                    || !(members.get("shape") instanceof Json.Elements(List<Json> shape))
                    || axes.length() != shape.size()) {
                return false;
            }
            for (int i = 0; i < axes.length(); i++) {
                char axis = axes.toUpperCase(Locale.ROOT).charAt(i);
                double length = shape.get(i) instanceof Json.Numeric(BigDecimal value) ? value.doubleValue() : 0;
                if ("CZT".indexOf(axis) >= 0 && !order.contains(axis) && length >= 1 && length < 1 << 16) {
                    order.add(axis);
                    lengths.add((int) length);
                } else if ("XYS".indexOf(axis) < 0) {
                    return false;
                }
            }
            return axes.contains("YX");
        } catch (IllegalArgumentException | DataException damaged) {
            return false;
        }
    }
}
