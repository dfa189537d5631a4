package klarsyn.dicom.series;

import java.util.Optional;
import klarsyn.image.Affine;

/**
 * Where the pixels of a slice lie: Image Plane module, PS3.3, section C.7.6.2.
 *
 * @param position centre of the first pixel, mm
 * @param along    unit direction in which the column's number grows
 * @param down     unit direction in which the row's number grows
 * @param dx       mm between the centres of two columns
 * @param dy       mm between the centres of two rows
 */
record SlicePlane(Vector3 position, Vector3 along, Vector3 down, double dx, double dy) {

    /** Direction cosines are written with a few digits; this is 0.1°. */
    private static final double SAME_DIRECTION = 2e-3;

    private static final double SAME_SPACING = 1e-3;
    private static final double SQUARE = 0.02;

    /**
     * From the numbers of Image Position, Image Orientation and Pixel Spacing.
     *
     * @return empty if one of them has not as many numbers as it should, or they describe no plane
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

    /** Unit direction at right angles to the slice, right-handed with row and column. */
    Vector3 normal() {
        return along.cross(down).unit();
    }

    /** The same plane with the first pixel elsewhere. */
    SlicePlane at(Vector3 other) {
        return new SlicePlane(other, along, down, dx, dy);
    }

    /** The centre of a pixel. */
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

    /** From voxel indices to RAS millimetres, where the next slice lies {@code step} further. */
    Affine affine(Vector3 step) {
        Vector3 i = along.times(dx);
        Vector3 j = down.times(dy);
        return new Affine(
                turned(i.x()),
                turned(j.x()),
                turned(step.x()),
                turned(position.x()),
                turned(i.y()),
                turned(j.y()),
                turned(step.y()),
                turned(position.y()),
                i.z(),
                j.z(),
                step.z(),
                position.z());
    }

    /** From left to right, from back to front; never a negative zero. */
    private static double turned(double value) {
        return 0.0 - value;
    }
}
