package klarsyn.format.array;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.ImageFormat;
import klarsyn.format.file.NumericArray;
import klarsyn.format.file.StoredLabels;
import klarsyn.image.Geometry;
import klarsyn.image.Volume;

/**
 * Finds the image in a file with several arrays, .npz or HDF5.
 *
 * <p>It is the array named {@code image}, {@code volume} or {@code data}, for labels {@code label}, {@code mask} or
 * {@code seg} and their abbreviations, in any HDF5 group; otherwise the only array. Axes and position are those of
 * {@link NpyImages}.
 */
public record ArrayImages() implements ImageFormat {

    private static final Set<String> IMAGES = Set.of("image", "images", "img", "volume", "data", "raw");
    private static final Set<String> LABELS =
            Set.of("label", "labels", "lbl", "mask", "masks", "seg", "segmentation", "gt");

    @Override
    public String name() {
        return "arrays of NumPy or HDF5";
    }

    @Override
    public List<String> endings() {
        return List.of(".npz", ".h5", ".hdf5");
    }

    @Override
    public boolean recognizes(byte[] head) {
        return Contents.describe(head).startsWith("HDF5");
    }

    @Override
    public List<Volume> readChannels(Path file) {
        return List.of(ArrayGrids.volume(chosen(file, IMAGES), Where.file(file)));
    }

    @Override
    public StoredLabels readLabels(Path file) {
        return ArrayGrids.labels(chosen(file, LABELS), Where.file(file));
    }

    @Override
    public Geometry readGeometry(Path file) {
        return ArrayGrids.geometry(chosen(file, IMAGES), Where.file(file));
    }

    private static NumericArray chosen(Path file, Set<String> names) {
        Map<String, NumericArray> arrays = NumericArrays.read(file);
        if (arrays.size() == 1) {
            return arrays.values().iterator().next();
        }
        List<NumericArray> fitting = arrays.entrySet().stream()
                .filter(entry -> names.contains(lastName(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        if (fitting.size() != 1) {
            throw new DataException(
                    "the file contains %d arrays, and %s of them has an expected name"
                            .formatted(arrays.size(), fitting.isEmpty() ? "none" : "more than one"),
                    Where.file(file),
                    "name one of them \"image\", and its labels \"label\"");
        }
        return fitting.getFirst();
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
