package klarsyn.predict;

import klarsyn.image.Shape;

/**
 * A column of voxels through all slices.
 *
 * @param fromY first row
 * @param toY   row after the last
 * @param fromX first voxel of a row
 * @param toX   voxel of a row after the last
 */
record Tile(int fromY, int toY, int fromX, int toX) {

    /** A whole image. */
    Tile(Shape shape) {
        this(0, shape.y(), 0, shape.x());
    }

    int rows() {
        return toY - fromY;
    }

    int width() {
        return toX - fromX;
    }

    /** Voxels of one slice of it. */
    long plane() {
        return (long) rows() * width();
    }
}
