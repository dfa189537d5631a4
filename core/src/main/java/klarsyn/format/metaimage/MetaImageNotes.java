package klarsyn.format.metaimage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klarsyn.format.file.PlacementNote;

/** Notes on the voxel position stated by a MetaImage header. */
final class MetaImageNotes {

    private static final double TOLERANCE = 1e-3;

    private MetaImageNotes() {}

    static List<PlacementNote> of(MetaImageHeader header) {
        List<PlacementNote> notes = new ArrayList<>();
        MetaImageFields fields = header.fields();
        int n = header.dimensions();
        double[] spacing = fields.numbers(n, "ElementSpacing", "ElementSize");
        double[] axes = fields.numbers(n * n, "TransformMatrix", "Rotation", "Orientation");
        int spatial = Math.min(3, n);
        if (spacing.length == 0) {
            notes.add(new PlacementNote(
                    PlacementNote.Cause.SPACING_MISSING,
                    "the header gives no ElementSpacing: 1 mm was taken along every axis",
                    "write the field ElementSpacing, in mm"));
        } else if (Arrays.stream(spacing).limit(spatial).anyMatch(mm -> mm < 0)) {
            notes.add(new PlacementNote(
                    PlacementNote.Cause.SPACING_NEGATIVE,
                    n < 3
                            ? "ElementSpacing is %s: signs were ignored".formatted(words(spacing))
                            : "ElementSpacing is %s: an axis with a negative distance was read as flipped"
                                    .formatted(words(spacing)),
                    "write distances above 0, and flips into TransformMatrix"));
        }
        if (n >= 3 && axes.length > 0) {
            double[] lengths = IntStream.range(0, 3)
                    .mapToDouble(axis -> Math.hypot(Math.hypot(axes[axis * n], axes[axis * n + 1]), axes[axis * n + 2]))
                    .toArray();
            if (Arrays.stream(lengths).anyMatch(length -> Math.abs(length - 1) > TOLERANCE)) {
                notes.add(new PlacementNote(
                        PlacementNote.Cause.SPACING_DISAGREES,
                        "ElementSpacing is %s, but the axes in TransformMatrix have lengths of %s instead of 1: voxels"
                                        .formatted(words(spacing), words(lengths))
                                + " were taken to measure the product, %s"
                                        .formatted(header.geometry().spacing()),
                        "write TransformMatrix with axes of length 1 and the right ElementSpacing"));
            }
        }
        return List.copyOf(notes);
    }

    private static String words(double[] numbers) {
        return numbers.length == 0
                ? "not given"
                : Arrays.stream(numbers)
                        .mapToObj(number -> String.format(Locale.ROOT, "%.4g", number))
                        .collect(Collectors.joining(" "));
    }
}
