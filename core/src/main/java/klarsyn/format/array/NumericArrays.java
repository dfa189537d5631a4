package klarsyn.format.array;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.NumericArray;

/**
 * Reads files of numeric arrays: NumPy's .npy and .npz, IDX (as MNIST has it, gzip or not) and HDF5 (.h5, .hdf5).
 *
 * <p>Every method throws {@link DataException} if the file is missing, may not be read, is cut short, claims what
 * cannot be, or holds something else than numbers; nothing in a file is ever executed.
 */
public final class NumericArrays {

    /** The name of the one array of a file that gives it none: .npy and IDX. */
    public static final String UNNAMED = "array";

    private static final Pattern IDX = Pattern.compile("[-.]idx\\d?(-(u?byte|short|int|float|double))?(\\.gz)?$");

    private NumericArrays() {}

    /**
     * All arrays of a file by their names, in the file's order, those of HDF5 in the order of their names.
     *
     * <p>An .npz gives its arrays their names without {@code .npy}; a data set of HDF5 has its path without the first
     * slash, such as {@code train/images}, and those of text or compounds are left out; .npy and IDX have one array,
     * named {@link #UNNAMED}.
     *
     * @return at least one array
     */
    public static Map<String, NumericArray> read(Path file) {
        requireFile(file);
        String name = nameOf(file);
        if (name.endsWith(".npy")) {
            return Map.of(UNNAMED, Npy.read(file));
        } else if (name.endsWith(".npz")) {
            return Npz.read(file);
        } else if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            return Hdf5.read(file);
        } else if (IDX.matcher(name).find()) {
            return Map.of(UNNAMED, Idx.read(file));
        }
        throw new DataException(
                "the file's name ends like none of the formats of arrays that are read" + Contents.describe(file),
                Where.file(file),
                "give it as .npy, .npz, IDX (such as train-images-idx3-ubyte.gz) or HDF5 (.h5, .hdf5)");
    }

    /**
     * One array of a file, without reading the others of an .npz.
     *
     * @param name as {@link #read(Path)} gives it
     * @throws DataException also if the file has no such array
     */
    public static NumericArray read(Path file, String name) {
        requireFile(file);
        if (nameOf(file).endsWith(".npz")) {
            return Npz.read(file, name);
        }
        return Optional.ofNullable(read(file).get(name))
                .orElseThrow(() -> new DataException(
                        "there is no array " + name,
                        Where.file(file),
                        "name one of " + read(file).keySet()));
    }

    /**
     * Numbers along each axis of every array of a file, in the order of {@link #read(Path)}; of .npz and IDX only the
     * headers are read.
     *
     * @return at least one
     */
    public static Map<String, List<Integer>> shapes(Path file) {
        requireFile(file);
        String name = nameOf(file);
        if (name.endsWith(".npz")) {
            return Npz.shapes(file);
        } else if (IDX.matcher(name).find()) {
            return Map.of(UNNAMED, Idx.shape(file));
        }
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        read(file).forEach((key, array) -> shapes.put(key, array.shape()));
        return shapes;
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file) ? "this is a folder, not a file of arrays" : "there is no such file",
                    Where.file(file),
                    "check the path");
        }
    }

    /** Whether a file name ends as those of files of arrays. */
    public static boolean hasKnownEnding(Path file) {
        String name = nameOf(file);
        return name.endsWith(".npy")
                || name.endsWith(".npz")
                || name.endsWith(".h5")
                || name.endsWith(".hdf5")
                || IDX.matcher(name).find();
    }

    /**
     * Writes an array as .npy, whole or not at all, each number as it is stored; reading it again gives the same.
     *
     * @throws DataException if the name does not end in .npy, or the file cannot be written
     */
    public static void write(NumericArray array, Path file) {
        if (!nameOf(file).endsWith(".npy")) {
            throw new DataException(
                    "arrays are written as .npy, and the file's name ends otherwise",
                    Where.file(file),
                    "give it a name that ends in .npy");
        }
        Npy.write(array, file);
    }

    private static String nameOf(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }
}
