package klarsyn.format.nrrd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import klarsyn.base.Where;
import klarsyn.format.file.LengthUnit;
import klarsyn.format.rawdata.StoredVoxels;
import klarsyn.image.Affine;
import klarsyn.image.Spacing;

/**
 * The spatial axes of a NRRD file and the position of its voxels.
 *
 * @param spatial the axes, at most three, ascending
 * @param affine  from voxel indices to RAS millimeters
 * @param isThreeDimensional whether there are such axes within the first three dimensions of space
 */
record NrrdPlacement(List<Integer> spatial, Affine affine, boolean isThreeDimensional) {

    private static final Set<String> SPATIAL_KINDS = Set.of("domain", "space", "???", "none", "");

    NrrdPlacement {
        spatial = List.copyOf(spatial);
    }

    /**
     * From the space directions; without them from the spacings along the axes of a named space.
     *
     * <p>A space that is not anatomical (none named, {@code space dimension}, {@code scanner-xyz}, …) provides only the
     * spacing: the center of the first voxel at the origin, axes along the world axes.
     */
    static NrrdPlacement of(NrrdFields fields, List<Integer> lengths) {
        NrrdSpace space = NrrdSpace.of(fields);
        List<double[]> vectors = directions(fields, space, lengths.size());
        List<Integer> spatial = new ArrayList<>();
        if (vectors.stream().anyMatch(vector -> vector.length > 0)) {
            for (int axis = 0; axis < vectors.size() && spatial.size() < 3; axis++) {
                if (isSpatial(vectors.get(axis), space, fields)) {
                    spatial.add(axis);
                }
            }
        } else {
            spatial = spatialByKind(fields, lengths.size());
            vectors = spacings(fields, space, lengths, spatial);
        }
        double[][] columns = columns(vectors, spatial, fields, space);
        Affine affine = space.anatomical() && !spatial.isEmpty()
                ? anatomical(columns, spatial.size(), fields, space)
                : Affine.scaling(lengthsOf(columns, fields));
        if (!affine.isInvertible()) {
            throw StoredVoxels.bad(
                    fields.file(), "the header has an invalid voxel position (not a number, or all in a plane)");
        }
        boolean flat = Arrays.stream(columns)
                .allMatch(column -> Arrays.stream(column).skip(3).allMatch(part -> part == 0));
        return new NrrdPlacement(spatial, affine, flat && !spatial.isEmpty());
    }

    private static List<double[]> directions(NrrdFields fields, NrrdSpace space, int axes) {
        List<String> words = fields.perAxis("spacedirections", axes);
        if (!words.isEmpty() && space.dimension() == 0) {
            throw StoredVoxels.bad(fields.file(), "the header has space directions, but no space or space dimension");
        }
        return words.stream()
                .map(word -> fields.vector("space directions", word, space.dimension()))
                .toList();
    }

    /** An axis along time alone is not spatial; one along both space and time is rejected. */
    private static boolean isSpatial(double[] vector, NrrdSpace space, NrrdFields fields) {
        boolean lengths =
                IntStream.range(0, Math.min(vector.length, space.lengths())).anyMatch(i -> vector[i] != 0);
        boolean time = IntStream.range(space.lengths(), vector.length).anyMatch(i -> vector[i] != 0);
        if (lengths && time && space.anatomical()) {
            throw StoredVoxels.bad(fields.file(), "an axis of the header runs along both space and time");
        }
        return vector.length > 0 && (lengths || !time);
    }

    private static List<Integer> spatialByKind(NrrdFields fields, int axes) {
        List<String> kinds = fields.perAxis("kinds", axes);
        return IntStream.range(0, axes)
                .filter(axis -> kinds.isEmpty()
                        || SPATIAL_KINDS.contains(
                                NrrdFields.unquoted(kinds.get(axis)).toLowerCase(Locale.ROOT)))
                .limit(3)
                .boxed()
                .toList();
    }

    /** For each spatial axis its vector in mm. */
    private static List<double[]> spacings(
            NrrdFields fields, NrrdSpace space, List<Integer> lengths, List<Integer> spatial) {
        List<String> units = fields.perAxis("units", lengths.size());
        List<double[]> vectors = new ArrayList<>();
        for (int axis = 0; axis < lengths.size(); axis++) {
            double[] vector = new double[Math.max(3, space.dimension())];
            int along = spatial.indexOf(axis);
            if (along >= 0) {
                double unit = units.isEmpty()
                        ? 1
                        : LengthUnit.mm(NrrdFields.unquoted(units.get(axis)), Where.file(fields.file()));
                vector[along] = spacing(fields, axis, lengths) * unit;
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** The spacing of an axis, or derived from its axis mins and maxs; 1 if neither is known. */
    private static double spacing(NrrdFields fields, int axis, List<Integer> lengths) {
        double spacing = entry(fields, "spacings", axis, lengths.size());
        if (Double.isFinite(spacing) && spacing != 0) {
            return Math.abs(spacing);
        }
        double extent =
                entry(fields, "axismaxs", axis, lengths.size()) - entry(fields, "axismins", axis, lengths.size());
        List<String> centerings = fields.perAxis("centerings", lengths.size());
        boolean node = !centerings.isEmpty() && centerings.get(axis).equalsIgnoreCase("node");
        double steps = node ? lengths.get(axis) - 1.0 : lengths.get(axis);
        return Double.isFinite(extent) && extent != 0 && steps > 0 ? Math.abs(extent) / steps : 1;
    }

    private static double entry(NrrdFields fields, String name, int axis, int axes) {
        List<String> words = fields.perAxis(name, axes);
        return words.isEmpty() ? Double.NaN : fields.decimal(name, words.get(axis));
    }

    /** The vectors of the spatial axes in mm, one step per column: {@code [column][row]}. */
    private static double[][] columns(
            List<double[]> vectors, List<Integer> spatial, NrrdFields fields, NrrdSpace space) {
        double[] units = units(fields, space);
        double[][] columns = new double[spatial.size()][];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = vectors.get(spatial.get(column)).clone();
            for (int row = 0; row < columns[column].length; row++) {
                columns[column][row] *= row < units.length ? units[row] : 1;
            }
        }
        return columns;
    }

    private static double[] units(NrrdFields fields, NrrdSpace space) {
        List<String> words = fields.perAxis("spaceunits", space.dimension());
        return words.stream()
                .limit(space.lengths())
                .mapToDouble(word -> LengthUnit.mm(NrrdFields.unquoted(word), Where.file(fields.file())))
                .toArray();
    }

    private static Spacing lengthsOf(double[][] columns, NrrdFields fields) {
        double[] mm = {1, 1, 1};
        for (int i = 0; i < columns.length; i++) {
            double square = 0;
            for (double part : columns[i]) {
                square += part * part;
            }
            mm[i] = Math.sqrt(square);
            if (!(mm[i] > 0 && Double.isFinite(mm[i]))) {
                throw StoredVoxels.bad(fields.file(), "the header gives voxels a spacing of %s mm".formatted(mm[i]));
            }
        }
        return new Spacing(mm[0], mm[1], mm[2]);
    }

    private static Affine anatomical(double[][] columns, int count, NrrdFields fields, NrrdSpace space) {
        double[][] rows = new double[3][4];
        double[] origin = origin(fields, space);
        double[] units = units(fields, space);
        double[][] three = completed(columns, count);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[row][column] = 0.0 + space.signOf(row) * three[column][row]; // adding 0.0 converts -0.0 to 0.0
            }
            rows[row][3] = 0.0 + space.signOf(row) * origin[row] * (units.length > 0 ? units[row] : 1);
        }
        return Affine.ofRows(rows);
    }

    private static double[] origin(NrrdFields fields, NrrdSpace space) {
        double[] origin = fields.value("spaceorigin")
                .map(word -> fields.vector("space origin", word, space.dimension()))
                .orElse(new double[0]);
        return origin.length == 0 ? new double[3] : origin;
    }

    /** Missing axes of an image of fewer dimensions: 1 mm, orthogonal to the existing ones. */
    private static double[][] completed(double[][] columns, int count) {
        double[] first = columns[0];
        double[] second = count > 1 ? columns[1] : normal(first, leastAlong(first));
        double[] third = count > 2 ? columns[2] : normal(first, second);
        return new double[][] {first, second, third};
    }

    private static double[] leastAlong(double[] vector) {
        int least = 0;
        for (int i = 1; i < 3; i++) {
            least = Math.abs(vector[i]) < Math.abs(vector[least]) ? i : least;
        }
        double[] axis = new double[3];
        axis[least] = 1;
        return axis;
    }

    private static double[] normal(double[] a, double[] b) {
        double x = a[1] * b[2] - a[2] * b[1];
        double y = a[2] * b[0] - a[0] * b[2];
        double z = a[0] * b[1] - a[1] * b[0];
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
