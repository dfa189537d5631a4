package klarsyn.evaluate.voxel;

import java.util.Optional;
import java.util.stream.IntStream;
import klarsyn.image.Affine;
import klarsyn.image.Box;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.region.DistanceTransform;

/**
 * Surface Dice with surface elements weighted by area, independent of grid resolution.
 *
 * <p>The surface crosses the cells between eight voxel centers (four in a slice) whose voxels are not all equal; each
 * cell has the area of its marching cubes surface. Nikolov and others (J Med Internet Res, 2021), as MONAI 1.5 with
 * {@code use_subvoxels=True}.
 */
public final class SubvoxelSurface {

    private final float[] areas;
    private final boolean[] isElsewhere;

    private SubvoxelSurface(boolean[] mask, Shape image, Box box, double[] table) {
        Shape cells = box.shape();
        boolean isSlice = image.z() == 1;
        areas = new float[cells.voxels()];
        isElsewhere = new boolean[areas.length];
        int whole = isSlice ? 15 : 255;
        for (int z = 0, at = 0; z < cells.z(); z++) {
            for (int y = 0; y < cells.y(); y++) {
                for (int x = 0; x < cells.x(); x++, at++) {
                    int code = code(mask, image, box.fromX() + x, box.fromY() + y, box.fromZ() + z, isSlice);
                    areas[at] = (float) table[code];
                    isElsewhere[at] = code == 0 || code == whole;
                }
            }
        }
    }

    /**
     * Share of both surfaces within a tolerance of the other, 0 to 1; NaN if neither exists.
     *
     * @param toleranceMm finite, at least 0
     * @throws IllegalArgumentException if a mask does not match the grid, or for another tolerance
     */
    public static double dice(boolean[] reference, boolean[] predicted, Geometry grid, double toleranceMm) {
        Shape shape = grid.shape();
        if (reference.length != shape.voxels() || predicted.length != shape.voxels()) {
            throw new IllegalArgumentException(
                    "%d and %d voxels do not fill %s".formatted(reference.length, predicted.length, shape));
        }
        if (!(toleranceMm >= 0 && toleranceMm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a tolerance must be finite and at least 0 mm: " + toleranceMm);
        }
        boolean[] either = predicted.clone();
        for (int i = 0; i < either.length; i++) {
            either[i] |= reference[i];
        }
        Optional<Box> around = Box.around(either, shape);
        if (around.isEmpty()) {
            return Double.NaN;
        }
        Box box = cells(around.get(), shape);
        Affine affine = grid.affine();
        double[] table = shape.z() == 1 ? SurfaceArea.ofSquares(affine) : SurfaceArea.ofCubes(affine);
        var ofReference = new SubvoxelSurface(reference, shape, box, table);
        var ofPrediction = new SubvoxelSurface(predicted, shape, box, table);
        double near = ofReference.within(ofPrediction, box.shape(), affine, toleranceMm)
                + ofPrediction.within(ofReference, box.shape(), affine, toleranceMm);
        return near / (ofReference.area() + ofPrediction.area());
    }

    /** A cell is between a voxel and the previous one on each axis, including cells before and after the box. */
    private static Box cells(Box voxels, Shape image) {
        return new Box(
                voxels.fromX(),
                voxels.fromY(),
                voxels.fromZ(),
                voxels.toX() + 1,
                voxels.toY() + 1,
                image.z() == 1 ? voxels.toZ() : voxels.toZ() + 1);
    }

    /** Bit i is set if corner i of the cell that ends at a voxel is in the mask; bit 0 is that voxel itself. */
    private static int code(boolean[] mask, Shape image, int x, int y, int z, boolean isSlice) {
        int code = 0;
        for (int corner = 0; corner < (isSlice ? 4 : 8); corner++) {
            int i = x - (corner & 1);
            int j = y - (corner >> 1 & 1);
            int k = z - (corner >> 2);
            if (i >= 0 && j >= 0 && k >= 0 && i < image.x() && j < image.y() && k < image.z()) {
                code |= mask[image.index(i, j, k)] ? 1 << corner : 0;
            }
        }
        return code;
    }

    private double within(SubvoxelSurface other, Shape shape, Affine affine, double tolerance) {
        if (affine.isSheared()) {
            return withinSheared(other, shape, affine, tolerance);
        }
        float[] distances = DistanceTransform.mm(other.isElsewhere, shape, affine.spacing());
        double sum = 0;
        for (int i = 0; i < areas.length; i++) {
            // Distances are floats: a tolerance of 1 mm must include a distance of 1 mm.
            sum += !isElsewhere[i] && distances[i] <= tolerance * (1 + 1e-6) ? areas[i] : 0;
        }
        return sum;
    }

    private double withinSheared(SubvoxelSurface other, Shape shape, Affine affine, double tolerance) {
        int[] cells = cells();
        double[] distances = NearestVoxels.of(other.cells(), shape, affine).distancesMm(cells);
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += distances[i] <= tolerance * (1 + 1e-6) ? areas[cells[i]] : 0;
        }
        return sum;
    }

    /** Indices of the surface cells. */
    private int[] cells() {
        return IntStream.range(0, areas.length).filter(i -> !isElsewhere[i]).toArray();
    }

    private double area() {
        double sum = 0;
        for (float area : areas) {
            sum += area;
        }
        return sum;
    }
}
