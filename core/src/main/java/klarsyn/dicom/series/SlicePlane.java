package klarsyn.dicom.series;

import java.util.Optional;
import klarsyn.image.Affine;

/**
 * Position of a slice's pixels: Image Plane module, PS3.3, section C.7.6.2.
 *
 * @param position center of the first pixel, mm
 * @param along    unit direction of increasing columns
 * @param down     unit direction of increasing rows
 * @param dx       mm between the centers of adjacent columns
 * @param dy       mm between the centers of adjacent rows
 */
record SlicePlane(Vector3 position, Vector3 along, Vector3 down, double dx, double dy) {

    /** Direction cosines have few digits; this is 0.1°. */
    private static final double SAME_DIRECTION = 2e-3;

    private static final double SAME_SPACING = 1e-3;
    private static final double SQUARE = 0.02;

    /**
     * From the numbers of Image Position, Image Orientation and Pixel Spacing.
     *
     * @return empty if one of them has the wrong number of values, or they describe no plane
     */
    static Optional<SlicePlane> of(double[] position, double[] orientation, double[] spacing) {
        if (position.length != 3 || orientation.length != 6 || spacing.length != 2) {
            return Optional.empty();
        }
        Vector3 along = Vector3.of(orientation, 0);
        Vector3 down = Vector3.of(orientation, 3);
        Vector3 origin = Vector3.of(position, 0);
        boolean square = Math.abs(along.length() - 1) < SQUARE
                && Math.abs(down.length() - 1) < SQUARE
                && Math.abs(along.dot(down)) < SQUARE;
        boolean sized = spacing[0] > 0 && spacing[1] > 0 && Double.isFinite(spacing[0] + spacing[1]);
        return square && sized && origin.isFinite()
                ? Optional.of(new SlicePlane(origin, along.unit(), down.unit(), spacing[1], spacing[0]))
                : Optional.empty();
    }

    /** Unit normal of the slice, right-handed with row and column. */
    Vector3 normal() {
        return along.cross(down).unit();
    }

    /** The same plane with the first pixel at another position. */
    SlicePlane at(Vector3 other) {
        return new SlicePlane(other, along, down, dx, dy);
    }

    /** The center of a pixel. */
    Vector3 pixel(double column, double row) {
        return position.plus(along.times(column * dx)).plus(down.times(row * dy));
    }

    boolean hasDirectionsOf(SlicePlane other) {
        return along.minus(other.along).length() < SAME_DIRECTION
                && down.minus(other.down).length() < SAME_DIRECTION;
    }

    boolean hasSpacingOf(SlicePlane other) {
        return Math.abs(dx - other.dx) <= SAME_SPACING * dx && Math.abs(dy - other.dy) <= SAME_SPACING * dy;
    }

    /** From voxel indices to RAS millimeters, the next slice being {@code step} away. */
    Affine affine(Vector3 step) {
        Vector3 i = along.times(dx);
        Vector3 j = down.times(dy);
        return new Affine(
                negated(i.x()),
                negated(j.x()),
                negated(step.x()),
                negated(position.x()),
                negated(i.y()),
                negated(j.y()),
                negated(step.y()),
                negated(position.y()),
                i.z(),
                j.z(),
                step.z(),
                position.z());
    }

    /** Converts left to right or back to front; never returns negative zero. */
    private static double negated(double value) {
        return 0.0 - value;
    }
}
