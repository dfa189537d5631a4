package klarsyn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/**
 * Interprets an entry of an array as an image: {@code [H, W]}, {@code [H, W, C]} with C 3 or 4, or {@code [D, H, W]}.
 *
 * @param shape    of one channel
 * @param channels number of channels, the fastest axis of the entry
 */
public record ArrayImage(Shape shape, int channels) {

    /** An entry as an image; empty if it has another number of axes, or an axis of length 0. */
    public static Optional<ArrayImage> of(List<Integer> entry) {
        if (entry.contains(0)) {
            return Optional.empty();
        }
        return switch (entry.size()) {
            case 2 -> Optional.of(new ArrayImage(new Shape(entry.get(1), entry.get(0), 1), 1));
            case 3 ->
                entry.get(2) == 3 || entry.get(2) == 4
                        ? Optional.of(new ArrayImage(new Shape(entry.get(1), entry.get(0), 1), entry.get(2)))
                        : Optional.of(new ArrayImage(new Shape(entry.get(2), entry.get(1), entry.get(0)), 1));
            default -> Optional.empty();
        };
    }

    /** The channels of an entry. */
    List<Volume> read(NumericArray array, int index) {
        float[] values = array.item(index);
        Geometry geometry = Geometry.of(shape, Spacing.isotropic(1));
        if (channels == 1) {
            return List.of(new Volume(geometry, values));
        }
        List<Volume> separate = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            float[] one = new float[values.length / channels];
            for (int i = 0; i < one.length; i++) {
                one[i] = values[i * channels + channel];
            }
            separate.add(new Volume(geometry, one));
        }
        return separate;
    }
}
